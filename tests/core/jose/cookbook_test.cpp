// RFC 7520, the JOSE cookbook: keys of section 3, signatures of section 4, and the examples of RFC 8037 and
// RFC 7797 in the same form, where the files lie beside the source folder.
#include "core/jose/jws_json.h"

#include "core/jose/key_output.h"
#include "tests/core/jose/jose_test_support.h"
#include "tests/support/test_program.h"

#include <QDir>

namespace tessera::test {

class CookbookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keys_data()
    {
        QTest::addColumn<QString>("path");
        rows(QStringLiteral("jwk"),
             {QStringLiteral("3_1*.json"), QStringLiteral("3_2*.json"), QStringLiteral("3_3*.json"),
              QStringLiteral("3_4*.json"), QStringLiteral("3_5*.json"), QStringLiteral("3_6*.json")},
             6);
    }

    void keys()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const QJsonObject jwk = readJson(path);
        const auto key = Key::fromJwk(jwk);
        QVERIFY2(key, qPrintable(codeOf(key)));
        QCOMPARE(key->isPrivate(), jwk.contains(u"d") || jwk.contains(u"k"));
        QCOMPARE(key->kid(), jwk.value(u"kid").toString());
        if (!key->isPrivate())
            QCOMPARE(key->publicJwk(), jwk);
        else
            QCOMPARE(fromJson(privateJwk(*key).value().reveal().toByteArray()), jwk);
    }

    void signatures_data()
    {
        QTest::addColumn<QString>("path");
        rows(QStringLiteral("jws"), {QStringLiteral("4_*.json")}, 8);
        rows(QStringLiteral("curve25519"), {QStringLiteral("jws.json")}, 1);
        rows(QStringLiteral("rfc7797"), {QStringLiteral("hmac-sha2_b64_false.json")}, 1);
    }

    void signatures()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const Example example(path);
        QVERIFY(!example.keys.isEmpty());
        int forms = 0;
        for (const QStringView form : {u"compact", u"json", u"json_flat"}) {
            if (!example.output.contains(form))
                continue;
            ++forms;
            verify(example, example.output.value(form));
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY(forms > 0);
        if (example.isReproducible)
            signAgain(example);
    }

    void signaturesWithoutCritical_data()
    {
        QTest::addColumn<QString>("path");
        rows(QStringLiteral("rfc7797"), {QStringLiteral("4.2.hmac-sha2_b64_false.json")}, 1);
    }

    /// This file left `crit` out of its header, which RFC 7797 section 6 forbids: refused for that reason.
    void signaturesWithoutCritical()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const Example example(path);
        for (const QStringView form : {u"json", u"json_flat"}) {
            const auto jws = parseJsonJws(toJson(example.output.value(form).toObject()));
            QCOMPARE(codeOf(jws), QStringLiteral("jws.b64"));
        }
    }

private:
    struct Example
    {
        explicit Example(const QString& path)
        {
            const QJsonObject json = readJson(path);
            input = json.value(u"input").toObject();
            output = json.value(u"output").toObject();
            signing = json.value(u"signing").toObject();
            payload = input.value(u"payload").toString().toUtf8();
            isReproducible = json.value(u"reproducible").toBool();
            const QJsonValue key = input.value(u"key");
            const QJsonArray several = key.isArray() ? key.toArray() : QJsonArray{key};
            for (const auto& jwk : several) {
                if (const auto read = Key::fromJwk(jwk.toObject()))
                    keys.append(*read);
            }
        }

        QJsonObject input;
        QJsonObject output;
        QJsonObject signing;
        QByteArray payload;
        QList<Key> keys;
        bool isReproducible = false;
    };

    static Result<JsonJws> readForm(const QJsonValue& form)
    {
        if (!form.isString())
            return parseJsonJws(toJson(form.toObject()));
        auto jws = parseCompactJws(form.toString().toLatin1(), kMaxTokenBytes, JwsReading::Any);
        if (!jws)
            return failure(jws.error());
        return JsonJws{false, jws->payload.isEmpty(), jws->payload, {{*jws, {}, {}}}};
    }

    static void verify(const Example& example, const QJsonValue& form)
    {
        auto jws = readForm(form);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        if (jws->isDetached)
            jws = withDetachedPayload(*jws, example.payload);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(jws->payload, example.payload);
        QCOMPARE(jws->signatures.size(), example.keys.size());
        for (qsizetype i = 0; i < example.keys.size(); ++i) {
            const CompactJws& one = jws->signatures.at(i).jws;
            QCOMPARE(codeOf(verifyJws(one, example.keys.at(i))), QStringLiteral("ok"));
            QCOMPARE(codeOf(verifyJws(one, JwkSet(example.keys))), QStringLiteral("ok"));
        }
    }

    /// The same bytes once more.
    static void signAgain(const Example& example)
    {
        const bool isUnencoded = example.signing.value(u"protected")[u"b64"] == false;
        const bool isDetached = !example.output.value(u"json").toObject().contains(u"payload");
        const JwsPayload form = isDetached    ? JwsPayload::Detached
                                : isUnencoded ? JwsPayload::Unencoded
                                              : JwsPayload::Encoded;
        const Key& key = example.keys.first();
        const QString alg = example.input.value(u"alg").toString();
        const QJsonObject unprotected = example.signing.value(u"unprotected").toObject();
        const QList<JsonJwsSigner> signers{{key, alg, {}, unprotected}};
        QCOMPARE(fromJson(signJson(example.payload, signers, JsonJwsForm::General, form).value()),
                 example.output.value(u"json").toObject());
        QCOMPARE(fromJson(signJson(example.payload, signers, JsonJwsForm::Flattened, form).value()),
                 example.output.value(u"json_flat").toObject());
        if (!example.output.contains(u"compact"))
            return;
        QCOMPARE(QString::fromLatin1(signCompact(example.payload, key, alg, {}, form).value()),
                 example.output.value(u"compact").toString());
    }

    static QString root() { return QStringLiteral(TESSERA_SOURCE_DIR "/../shared/vectors/cookbook"); }

    static void rows(const QString& folder, const QStringList& patterns, int expected)
    {
        if (!QDir(root()).exists()) {
            QTest::newRow(qPrintable(folder + QStringLiteral(" absent"))) << QString();
            return;
        }
        const QDir dir(root() + u'/' + folder);
        const QStringList names = dir.entryList(patterns, QDir::Files, QDir::Name);
        QCOMPARE(names.size(), expected);
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << dir.filePath(name);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::CookbookTest)
#include "cookbook_test.moc"

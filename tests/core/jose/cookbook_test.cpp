// RFC 7520, the JOSE cookbook: keys of section 3, signatures of section 4, and RFC 8037's example in the same
// form, where the files lie beside the source folder.
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
    }

    void signatures_data()
    {
        QTest::addColumn<QString>("path");
        rows(QStringLiteral("jws"),
             {QStringLiteral("4_1.*.json"), QStringLiteral("4_2.*.json"), QStringLiteral("4_3.*.json"),
              QStringLiteral("4_4.*.json")},
             4);
        if (QDir(root() + QStringLiteral("/curve25519")).exists())
            QTest::newRow("curve25519") << root() + QStringLiteral("/curve25519/jws.json");
    }

    void signatures()
    {
        QFETCH(QString, path);
        if (path.isEmpty())
            return;
        const QJsonObject example = readJson(path);
        const auto key = Key::fromJwk(example[u"input"][u"key"].toObject());
        QVERIFY2(key, qPrintable(codeOf(key)));
        const QByteArray token = example[u"output"][u"compact"].toString().toLatin1();
        const auto jws = parseCompactJws(token);
        QVERIFY2(jws, qPrintable(codeOf(jws)));
        QCOMPARE(QString::fromUtf8(jws->payload), example[u"input"][u"payload"].toString());
        QCOMPARE(codeOf(verifyJws(*jws, *key)), QStringLiteral("ok"));
        if (!example.value(u"reproducible").toBool())
            return;
        const auto again = signCompact(jws->payload, *key, jws->header.alg);
        QCOMPARE(again.value(), token);
    }

private:
    static QString root() { return QStringLiteral(TESSERA_SOURCE_DIR "/../shared/vectors/cookbook"); }

    static void rows(const QString& folder, const QStringList& patterns, int expected)
    {
        if (!QDir(root()).exists()) {
            QTest::newRow("cookbook absent") << QString();
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

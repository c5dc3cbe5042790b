// JWE in JSON, general and flattened: what the three headers may hold, and which recipient is read (N109,
// A124, A168).
#include "core/jose/jwe_json.h"

#include "core/jose/jwt.h"
#include "tests/core/jose/jwe_test_support.h"
#include "tests/support/test_program.h"

namespace tessera::test {
namespace {

QJsonObject member(QStringView name, const QJsonValue& value)
{
    return {{name.toString(), value}};
}

QString part(const QJsonObject& header)
{
    return encode(toJson(header));
}

const SecretString& cek()
{
    static const SecretString key = secretOf(QByteArray(16, 'c'));
    return key;
}

Key kek(char letter)
{
    return Key::fromSecret(secretOf(QByteArray(16, letter))).withKid(QString(QLatin1Char(letter)));
}

QJsonObject recipientFor(char letter)
{
    return {{QStringLiteral("header"), member(u"kid", QString(QLatin1Char(letter)))},
            {QStringLiteral("encrypted_key"), encode(wrapKey(kek(letter).secret(), cek()).value())}};
}

/// Sealed over what `object` has in "protected" and "aad".
QJsonObject sealed(QJsonObject object)
{
    QByteArray authenticated = object.value(u"protected").toString().toLatin1();
    if (object.contains(u"aad"))
        authenticated += '.' + object.value(u"aad").toString().toLatin1();
    const Sealed content =
        sealContent(encryptionNamed(u"A128GCM"), cek(), QByteArray(12, 'i'), authenticated, "text");
    object.insert(u"iv", encode(QByteArray(12, 'i')));
    object.insert(u"ciphertext", encode(content.ciphertext));
    object.insert(u"tag", encode(content.tag));
    return object;
}

QJsonObject general(const QJsonArray& recipients)
{
    return sealed({{QStringLiteral("protected"), part(jweHeader(u"A128KW", u"A128GCM"))},
                   {QStringLiteral("recipients"), recipients}});
}

QJsonObject flattened()
{
    QJsonObject object = recipientFor('a');
    object.insert(u"protected", part(jweHeader(u"A128KW", u"A128GCM")));
    return sealed(object);
}

Result<Decrypted> openedJson(const QJsonObject& object, const Key& key)
{
    const auto jwe = parseJsonJwe(toJson(object));
    return jwe ? decryptJsonJwe(*jwe, key) : failure(jwe.error());
}

} // namespace

class JweJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QJsonObject& object, const char* code) {
            QTest::newRow(name) << toJson(object) << QString::fromLatin1(code);
        };
        const QJsonObject good = flattened();
        const QJsonObject both = general({recipientFor('a'), recipientFor('b')});
        row("good, flattened", good, "ok");
        row("good, general", both, "ok");
        row("unknown members are ignored", with(good, u"x", 1), "ok");
        row("all in the unprotected header", unprotected(), "ok");
        row("recipients and header", with(both, u"header", member(u"x", 1)), "jwe.json");
        row("recipients and encrypted_key", with(both, u"encrypted_key", QStringLiteral("AA")), "jwe.json");
        row("no recipient", with(both, u"recipients", QJsonArray()), "jwe.recipients");
        row("16 recipients", with(both, u"recipients", many(16)), "ok");
        row("17 recipients", with(both, u"recipients", many(17)), "jwe.recipients");
        row("recipients an object", with(both, u"recipients", QJsonObject()), "jwe.json");
        row("recipients of numbers", with(both, u"recipients", QJsonArray{1}), "jwe.json");
        row("protected an object", with(good, u"protected", QJsonObject()), "jwe.json");
        row("protected empty", with(good, u"protected", QString()), "jwe.header");
        row("protected no base64url", with(good, u"protected", QStringLiteral("A=")), "base64url.character");
        row("protected with wide characters", with(good, u"protected", QStringLiteral("\u0100AAA")),
            "base64url.character");
        row("unprotected text", with(good, u"unprotected", QStringLiteral("x")), "jwe.json");
        row("unprotected empty", with(good, u"unprotected", QJsonObject()), "jwe.json");
        row("header null", with(good, u"header", QJsonValue()), "jwe.json");
        row("iv number", with(good, u"iv", 1), "jwe.json");
        row("tag no base64url", with(good, u"tag", QStringLiteral("+A")), "base64url.character");
        row("ciphertext missing", with(good, u"ciphertext", QJsonValue::Undefined), "jwe.json");
        row("encrypted_key null", with(good, u"encrypted_key", QJsonValue()), "jwe.json");
        row("aad number", with(good, u"aad", 1), "jwe.json");
        row("aad no base64url", with(good, u"aad", QStringLiteral("=")), "base64url.length");
        row("N109 alg protected and unprotected",
            with(good, u"unprotected", member(u"alg", QStringLiteral("A128KW"))), "jwe.header_overlap");
        row("N109 enc protected and in the header",
            with(good, u"header", member(u"enc", QStringLiteral("A128GCM"))), "jwe.header_overlap");
        row("N109 kid unprotected and in the header",
            with(good, u"unprotected", member(u"kid", QStringLiteral("a"))), "jwe.header_overlap");
        row("N109 kid unprotected and in one of two headers",
            with(both, u"unprotected", member(u"kid", QStringLiteral("a"))), "jwe.header_overlap");
        row("A168 zip unprotected", with(good, u"unprotected", member(u"zip", QStringLiteral("DEF"))),
            "jwe.zip");
        row("A168 zip in the header", with(good, u"header", member(u"zip", QStringLiteral("DEF"))),
            "jwe.zip");
        row("A129 crit unprotected",
            with(good, u"unprotected", member(u"crit", QJsonArray{QStringLiteral("x")})), "jwe.crit");
        row("two with dir", twoOf(QStringLiteral("dir")), "jwe.recipients");
        row("two with ECDH-ES", twoOf(QStringLiteral("ECDH-ES")), "jwe.recipients");
        row("two with ECDH-ES+A128KW", twoOf(QStringLiteral("ECDH-ES+A128KW")), "ok");
        row("enc differs", encDiffers(), "jwe.recipients");
    }

    void read()
    {
        QFETCH(QByteArray, json);
        const auto jwe = parseJsonJwe(json);
        QTEST(codeOf(jwe), "code");
        if (!jwe)
            QCOMPARE(jwe.error().kind, ErrorKind::Malformed);
    }

    void bounds()
    {
        const QByteArray json = toJson(flattened());
        QVERIFY(parseJsonJwe(json, json.size()));
        QCOMPARE(codeOf(parseJsonJwe(json, json.size() - 1)), QStringLiteral("jwe.too_large"));
        QCOMPARE(codeOf(parseJsonJwe("[]")), QStringLiteral("json.not_an_object"));
        QCOMPARE(codeOf(parseJsonJwe("{\"iv\":\"\",\"iv\":\"\"}")), QStringLiteral("json.duplicate_name"));
    }

    void oneRecipient()
    {
        QCOMPARE(plaintextOf(openedJson(flattened(), kek('a'))), QByteArray("text"));
        QCOMPARE(codeOf(openedJson(flattened(), kek('b'))), QStringLiteral("jwe.decryption"));
        QCOMPARE(plaintextOf(openedJson(unprotected(), kek('a'))), QByteArray("text"));
    }

    void additionalDataIsAuthenticated()
    {
        QJsonObject object = recipientFor('a');
        object.insert(u"protected", part(jweHeader(u"A128KW", u"A128GCM")));
        object.insert(u"aad", encode("card"));
        object = sealed(object);
        const auto jwe = parseJsonJwe(toJson(object));
        QCOMPARE(jwe.value().additional, QByteArray("card"));
        QVERIFY(jwe->isFlattened);
        QCOMPARE(plaintextOf(decryptJsonJwe(*jwe, kek('a'))), QByteArray("text"));
        for (const QJsonValue& other :
             {QJsonValue(encode("carD")), QJsonValue(QString()), QJsonValue(QJsonValue::Undefined)})
            QCOMPARE(codeOf(openedJson(with(object, u"aad", other), kek('a'))),
                     QStringLiteral("jwe.decryption"));
    }

    void everyRecipientReads()
    {
        const QJsonObject object = general({recipientFor('a'), recipientFor('b'), recipientFor('c')});
        for (const char letter : {'a', 'b', 'c'}) {
            const auto decrypted = openedJson(object, kek(letter));
            QCOMPARE(plaintextOf(decrypted), QByteArray("text"));
            QCOMPARE(decrypted->kid, QString(QLatin1Char(letter)));
            QCOMPARE(decrypted->header.kid, decrypted->kid);
        }
        QCOMPARE(codeOf(openedJson(object, kek('d'))), QStringLiteral("jwe.decryption"));
        const auto jwe = parseJsonJwe(toJson(object)).value();
        QCOMPARE(plaintextOf(decryptJsonJwe(jwe, JwkSet({kek('d'), kek('c')}))), QByteArray("text"));
        QCOMPARE(codeOf(decryptJsonJwe(jwe, JwkSet({kek('d')}))), QStringLiteral("jwks.unknown_kid"));
    }

    void refusedRecipientDoesNotHideTheOthers() // A166
    {
        QJsonObject broken{{QStringLiteral("header"), member(u"alg", QStringLiteral("RSA1_5"))},
                           {QStringLiteral("encrypted_key"), encode(QByteArray(256, 'x'))}};
        QJsonObject good = recipientFor('a');
        good.insert(u"header", QJsonObject{{QStringLiteral("alg"), QStringLiteral("A128KW")}});
        const QJsonObject object =
            sealed({{QStringLiteral("protected"), part(member(u"enc", QStringLiteral("A128GCM")))},
                    {QStringLiteral("recipients"), QJsonArray{broken, good}}});
        QCOMPARE(plaintextOf(openedJson(object, kek('a'))), QByteArray("text"));
        QCOMPARE(codeOf(openedJson(object, rsaKey())), QStringLiteral("jwe.rsa1_5"));
    }

    void passwordsMustBeAllowed() // A167
    {
        const QJsonObject object = twoOf(QStringLiteral("PBES2-HS256+A128KW"));
        const auto jwe = parseJsonJwe(toJson(object)).value();
        QCOMPARE(codeOf(decryptJsonJwe(jwe, secretOf("password"), {})),
                 QStringLiteral("jwe.password_not_allowed"));
        QCOMPARE(codeOf(decryptJsonJwe(jwe, secretOf("password"), passwordsAllowed())),
                 QStringLiteral("jwe.password_parameters"));
    }

    void isNoJwt() // A125
    {
        for (const QJsonObject& object : {flattened(), general({recipientFor('a')})}) {
            QCOMPARE(codeOf(decodeJwt(toJson(object))), QStringLiteral("jws.parts"));
            QCOMPARE(codeOf(parseCompactJwe(toJson(object))), QStringLiteral("jwe.parts"));
        }
    }

private:
    static QJsonObject unprotected()
    {
        QJsonObject object = recipientFor('a');
        object.insert(u"unprotected", jweHeader(u"A128KW", u"A128GCM"));
        return sealed(object);
    }

    static QJsonArray many(int count)
    {
        QJsonArray array;
        for (int i = 0; i < count; ++i)
            array.append(recipientFor('a'));
        return array;
    }

    static QJsonObject twoOf(const QString& alg)
    {
        QJsonObject object = general({recipientFor('a'), recipientFor('b')});
        object.insert(u"protected", part(jweHeader(alg, u"A128GCM")));
        return object;
    }

    static QJsonObject encDiffers()
    {
        QJsonArray recipients;
        for (const QStringView enc : {u"A128GCM", u"A256GCM"}) {
            QJsonObject recipient = recipientFor('a');
            recipient.insert(u"header", jweHeader(u"A128KW", enc));
            recipients.append(recipient);
        }
        return sealed({{QStringLiteral("recipients"), recipients}});
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JweJsonTest)
#include "jwe_json_test.moc"

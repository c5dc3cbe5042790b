// Userinfo answers that are tokens (N098, A193; twins of userinfo-signed, rp-userinfo-enc,
// rp-userinfo-sig+enc).
#include "core/oidc/user_info_jwt.h"

#include "core/jose/key_output.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

const Key& ourKey()
{
    static const Key key = Key::generateEc(u"P-256");
    return key;
}

ClientRegistration registered(const char* signedAlg, const char* encryptedAlg = "")
{
    ClientRegistration client;
    client.clientId = IdTokenCase::clientId;
    client.clientKey = *privateJwk(ourKey());
    client.userinfoSignedResponseAlg = QString::fromLatin1(signedAlg);
    client.userinfoEncryptedResponseAlg = QString::fromLatin1(encryptedAlg);
    return client;
}

UserInfoJwt expectedOf(const ClientRegistration& client)
{
    AuthorizationServerMetadata metadata;
    metadata.issuer = IdTokenCase::issuer;
    return **userInfoJwtOf(client, metadata);
}

QByteArray text(const QJsonObject& claims)
{
    return QJsonDocument(claims).toJson(QJsonDocument::Compact);
}

QJsonObject goodClaims()
{
    return {{QStringLiteral("sub"), QStringLiteral("248289761001")},
            {QStringLiteral("iss"), IdTokenCase::issuer},
            {QStringLiteral("aud"), IdTokenCase::clientId}};
}

QByteArray signedWith(const Key& key, const char* alg, const QJsonObject& claims = goodClaims())
{
    return *signCompact(text(claims), key, QString::fromLatin1(alg));
}

QByteArray sealed(const QByteArray& content, bool nested)
{
    const QJsonObject header =
        nested ? QJsonObject{{QStringLiteral("cty"), QStringLiteral("JWT")}} : QJsonObject();
    return *encryptCompact(content, ourKey(), u"ECDH-ES", u"A128CBC-HS256", header);
}

} // namespace

class UserInfoJwtTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QString>("signedAlg");
        QTest::addColumn<QString>("encryptedAlg");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* alg, const char* encryption,
                            const QByteArray& answer, const char* code) {
            QTest::newRow(name) << QString::fromLatin1(alg) << QString::fromLatin1(encryption) << answer
                                << QString::fromLatin1(code);
        };
        const IssuerKeys& keys = IssuerKeys::shared();
        const auto with = [](const char* name, const QJsonValue& value) {
            QJsonObject claims = goodClaims();
            claims.insert(QString::fromLatin1(name), value);
            return claims;
        };
        const auto without = [](const char* name) {
            QJsonObject claims = goodClaims();
            claims.remove(QString::fromLatin1(name));
            return claims;
        };
        const QByteArray good = signedWith(keys.rsa, "RS256");
        row("userinfo-signed", "RS256", "", good, "");
        row("N098 without iss and aud", "RS256", "",
            signedWith(keys.rsa, "RS256", {{QStringLiteral("sub"), QStringLiteral("248289761001")}}), "");
        row("without iss", "RS256", "", signedWith(keys.rsa, "RS256", without("iss")), "");
        row("N098 iss of another", "RS256", "",
            signedWith(keys.rsa, "RS256", with("iss", QStringLiteral("https://evil.example"))),
            "userinfo.iss_mismatch");
        row("N098 iss is a number", "RS256", "", signedWith(keys.rsa, "RS256", with("iss", 7)),
            "userinfo.iss_mismatch");
        row("N098 aud of another", "RS256", "",
            signedWith(keys.rsa, "RS256", with("aud", QStringLiteral("other"))), "userinfo.aud_mismatch");
        row("aud is a list with us", "RS256", "",
            signedWith(keys.rsa, "RS256",
                       with("aud", QJsonArray{QStringLiteral("other"), IdTokenCase::clientId})),
            "");
        row("aud is an object", "RS256", "", signedWith(keys.rsa, "RS256", with("aud", QJsonObject())),
            "userinfo.aud_mismatch");
        row("A193 alg none", "RS256", "", compact("{\"alg\":\"none\"}", text(goodClaims()), ""),
            "userinfo.alg");
        row("A193 another key", "RS256", "", signedWith(keys.stranger, "RS256"), "userinfo.signature");
        row("another algorithm than registered", "PS256", "", good, "userinfo.alg");
        row("an unknown kid", "ES256", "",
            signedWith(Key::generateEc(u"P-256").withKid(QStringLiteral("new")), "ES256"),
            "jwks.unknown_kid");
        row("no token", "RS256", "", text(goodClaims()), "jws.parts");
        row("rp-userinfo-enc", "", "ECDH-ES", sealed(text(goodClaims()), false), "");
        row("rp-userinfo-sig+enc", "RS256", "ECDH-ES", sealed(good, true), "");
        row("N098 encrypted expected, signed came", "RS256", "ECDH-ES", good, "userinfo.not_encrypted");
        row("A171 signed expected inside, claims came", "RS256", "ECDH-ES", sealed(text(goodClaims()), false),
            "jwt.not_nested");
        row("signed by another inside", "RS256", "ECDH-ES", sealed(signedWith(keys.stranger, "RS256"), true),
            "userinfo.signature");
        row("encrypted, of another", "", "ECDH-ES",
            sealed(text(with("iss", QStringLiteral("https://evil.example"))), false),
            "userinfo.iss_mismatch");
        row("signed expected, encrypted came", "RS256", "", sealed(good, true), "jwt.encrypted");
    }

    void answers()
    {
        QFETCH(QString, signedAlg);
        QFETCH(QString, encryptedAlg);
        QFETCH(QByteArray, answer);
        QFETCH(QString, code);
        const IssuerKeys& keys = IssuerKeys::shared();
        const auto claims = readUserInfoJwt(
            answer, publicSet({keys.rsa, keys.ec, keys.ed}),
            expectedOf(registered(signedAlg.toLatin1().constData(), encryptedAlg.toLatin1().constData())));
        QCOMPARE(claims ? QString() : claims.error().code, code);
        if (claims)
            QCOMPARE(claims->value(u"sub"), QJsonValue(QStringLiteral("248289761001")));
    }

    void secretSigns() // HS256 where registered
    {
        ClientRegistration client = registered("HS256");
        client.clientSecret = SecretString::fromUtf8("a secret of more than thirty-two characters");
        const QByteArray answer = signedWith(Key::fromSecret(client.clientSecret), "HS256");
        QVERIFY(readUserInfoJwt(answer, {}, expectedOf(client)));
        client.clientSecret = SecretString::fromUtf8("another secret of more than thirty-two characters");
        QCOMPARE(readUserInfoJwt(answer, {}, expectedOf(client)).error().code,
                 QStringLiteral("userinfo.signature"));
    }

    void plainWhereNothingIsRegistered()
    {
        const auto jwt = userInfoJwtOf(registered(""), {});
        QVERIFY(jwt);
        QVERIFY(!*jwt);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::UserInfoJwtTest)
#include "user_info_jwt_test.moc"

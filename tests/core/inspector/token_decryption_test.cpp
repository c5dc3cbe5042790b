// Encrypted tokens in the inspector: with the key, with another, with none, and what is inside.
#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

TimePoint now()
{
    return ManualClock().now();
}

Key recipient()
{
    static const Key key = Key::generateOkp(u"X25519").withKid(QStringLiteral("mine"));
    return key;
}

QByteArray encrypted(QByteArrayView plaintext, const QJsonObject& header = {})
{
    const auto token = encryptCompact(plaintext, recipient(), u"ECDH-ES+A256KW", u"A256GCM", header);
    return token ? *token : QByteArray();
}

TokenReport opened(QByteArrayView token, const QList<Key>& keys = {recipient()})
{
    return verifyReport(inspectToken(token, now()), JwkSet(keys), QStringLiteral("keys.json"));
}

bool has(const TokenReport& report, QStringView code)
{
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

} // namespace

class TokenDecryptionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void withoutKey() // A172
    {
        const TokenReport report = inspectToken(encrypted("{\"sub\":\"alice\"}"), now());
        QCOMPARE(report.kind, QStringLiteral("jwe"));
        QCOMPARE(report.decryption->status, QStringLiteral("not-attempted"));
        QVERIFY(!report.claims);
        QVERIFY(has(report, u"jwe.encrypted"));
        QVERIFY(isGood(report));
    }

    void claimsThatNobodySigned() // N057, A171
    {
        const TokenReport report = opened(encrypted("{\"sub\":\"alice\"}"));
        QCOMPARE(report.decryption->status, QStringLiteral("decrypted"));
        QCOMPARE(report.claims->value(u"sub").toString(), QStringLiteral("alice"));
        QCOMPARE(report.signature.status, QStringLiteral("not-checked"));
        QVERIFY(has(report, u"jwe.not_signed"));
        QVERIFY(isGood(report));
    }

    void otherKey()
    {
        const TokenReport report = opened(encrypted("{\"sub\":\"alice\"}"), {Key::generateOkp(u"X25519")});
        QCOMPARE(report.decryption->status, QStringLiteral("failed"));
        QCOMPARE(report.decryption->code, QStringLiteral("jwe.decryption"));
        QVERIFY(!report.payload);
        QVERIFY(!isGood(report));
    }

    void signedInside()
    {
        const IdTokenCase inner;
        const QByteArray token =
            encrypted(inner.token().reveal(), {{QStringLiteral("cty"), QStringLiteral("JWT")}});
        // Only the recipient's key: the signature inside is nobody's to judge.
        const TokenReport decrypted = opened(token);
        QCOMPARE(decrypted.parts.size(), size_t(1));
        QCOMPARE(decrypted.parts[0].where, QStringLiteral("payload"));
        QCOMPARE(decrypted.parts[0].report->signature.status, QStringLiteral("not-checked"));
        QVERIFY(isGood(decrypted));
        // And with the issuer's key beside it.
        QList<Key> keys = inner.keys.keys();
        keys.append(recipient());
        const TokenReport verified = opened(token, keys);
        QCOMPARE(verified.parts[0].report->signature.status, QStringLiteral("valid"));
        QCOMPARE(verified.parts[0].report->claims->value(u"iss"), inner.claims.value(u"iss"));
        QVERIFY(!has(verified, u"jwe.not_signed"));
    }

    void wrongSignatureInside()
    {
        IdTokenCase inner;
        QByteArray spoilt = inner.token().reveal().toByteArray();
        const qsizetype at = spoilt.lastIndexOf('.') + 1;
        spoilt[at] = spoilt[at] == 'A' ? 'B' : 'A';
        QList<Key> keys = inner.keys.keys();
        keys.append(recipient());
        const TokenReport report =
            opened(encrypted(spoilt, {{QStringLiteral("cty"), QStringLiteral("JWT")}}), keys);
        QCOMPARE(report.decryption->status, QStringLiteral("decrypted"));
        QCOMPARE(report.parts[0].report->signature.status, QStringLiteral("invalid"));
        QVERIFY(!isGood(report));
    }

    void password()
    {
        const SecretString secret = SecretString::fromUtf8("correct horse battery staple");
        const auto token = encryptCompact("{\"sub\":\"alice\"}", secret, u"PBES2-HS256+A128KW", u"A128GCM");
        QVERIFY(token);
        const TokenReport report =
            verifyReport(inspectToken(*token, now()), secret, QStringLiteral("password.txt"));
        QCOMPARE(report.decryption->status, QStringLiteral("decrypted"));
        const TokenReport other = verifyReport(inspectToken(*token, now()), SecretString::fromUtf8("other"),
                                               QStringLiteral("password.txt"));
        QCOMPARE(other.decryption->status, QStringLiteral("failed"));
    }

    void sharedKey()
    {
        const Key key = Key::generateSecret(256);
        const auto token = encryptCompact("{\"sub\":\"alice\"}", key, u"dir", u"A256GCM");
        QVERIFY(token);
        const TokenReport report =
            verifyReport(inspectToken(*token, now()), key.secret(), QStringLiteral("secret.bin"));
        QCOMPARE(report.decryption->status, QStringLiteral("decrypted"));
    }

    void refusedBeforeAnyKey() // A166
    {
        const QByteArray header = R"({"alg":"RSA1_5","enc":"A128CBC-HS256"})";
        const QByteArray token =
            header.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
            ".AAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA";
        const TokenReport report = opened(token, {Key::generateRsa()});
        QCOMPARE(report.decryption->status, QStringLiteral("refused"));
        QCOMPARE(report.decryption->code, QStringLiteral("jwe.rsa1_5"));
        QVERIFY(has(report, u"jwe.rsa1_5"));
        QVERIFY(!isGood(report));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenDecryptionTest)
#include "token_decryption_test.moc"

#include "tests/core/oidc/id_token_case.h"

#include "core/base/base64url.h"
#include "core/jose/jws.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

namespace tessera::test {
namespace {

constexpr auto kAccessToken = "access-token-of-the-same-sign-in";

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

const IdTokenCheck* firstFailure(const IdTokenVerdict& verdict)
{
    const auto it = std::find_if(verdict.checks.begin(), verdict.checks.end(), [](const IdTokenCheck& check) {
        return check.outcome == CheckOutcome::Failed;
    });
    return it == verdict.checks.end() ? nullptr : &*it;
}

/// No detail may hold a part of the token that would let somebody use it.
bool tellsTheToken(const IdTokenVerdict& verdict, const SecretString& token)
{
    const QList<QByteArray> parts = token.reveal().toByteArray().split('.');
    return std::any_of(verdict.checks.begin(), verdict.checks.end(), [&](const IdTokenCheck& check) {
        return std::any_of(parts.begin(), parts.end(), [&](const QByteArray& part) {
            return part.size() > 8 && check.detail.toUtf8().contains(part);
        });
    });
}

} // namespace

const QString IdTokenCase::issuer = QStringLiteral("https://op.example/tenant");
const QString IdTokenCase::clientId = QStringLiteral("desktop-client");

const IssuerKeys& IssuerKeys::shared()
{
    static const IssuerKeys keys{Key::generateRsa().withKid(QStringLiteral("rsa")),
                                 Key::generateEc(u"P-256").withKid(QStringLiteral("ec")),
                                 Key::generateEd25519().withKid(QStringLiteral("ed")),
                                 Key::generateRsa().withKid(QStringLiteral("rsa"))};
    return keys;
}

JwkSet publicSet(const QList<Key>& keys)
{
    const Result<JwkSet> set = JwkSet::parse(json(JwkSet(keys).publicJson()));
    return set ? *set : JwkSet();
}

IdTokenCase::IdTokenCase()
{
    claims = {{QStringLiteral("iss"), issuer},   {QStringLiteral("sub"), QStringLiteral("248289761001")},
              {QStringLiteral("aud"), clientId}, {QStringLiteral("exp"), at(300)},
              {QStringLiteral("iat"), at(-5)},   {QStringLiteral("nonce"), QStringLiteral("n-0S6_WzA2Mj")}};
    const IssuerKeys& shared = IssuerKeys::shared();
    keys = publicSet({shared.rsa, shared.ec, shared.ed});
    expected.issuer = issuer;
    expected.clientId = clientId;
    expected.algorithms = {QStringLiteral("RS256"), QStringLiteral("PS256"), QStringLiteral("ES256"),
                           QStringLiteral("EdDSA"), QStringLiteral("Ed25519")};
    expected.nonce = "n-0S6_WzA2Mj";
    expected.accessToken = SecretString::fromUtf8(kAccessToken);
    expected.now = now;
}

double IdTokenCase::at(qint64 seconds) const
{
    return static_cast<double>(toUnixSeconds(now) + seconds);
}

void IdTokenCase::renew()
{
    drop(u"nonce");
    expected.nonce.clear();
    expected.previous = PreviousIdToken{claims.value(u"sub").toString(), std::nullopt, {}};
}

SecretString IdTokenCase::token() const
{
    QByteArray payload = json(claims);
    if (editClaims)
        payload = editClaims(payload);
    Result<QByteArray> token = signCompact(payload, key, alg, header);
    if (!token)
        qFatal("cannot sign: %s", qPrintable(token.error().code));
    return SecretString(editToken ? editToken(*token) : QByteArray(*token));
}

IdTokenVerdict IdTokenCase::judge() const
{
    return validateIdToken(token(), keys, expected);
}

void addRows(const QList<CaseRow>& rows)
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("code");
    for (const CaseRow& row : rows)
        QTest::newRow(row.name) << row.change << row.code;
}

void judgeRow()
{
    QFETCH(Change, change);
    QFETCH(QString, code);
    IdTokenCase subject;
    change(subject);
    const SecretString token = subject.token();
    const IdTokenVerdict verdict = validateIdToken(token, subject.keys, subject.expected);
    const IdTokenCheck* failure = firstFailure(verdict);
    if (verdict.error && verdict.error->code != code)
        qWarning() << *verdict.error;
    QCOMPARE(verdict.error ? verdict.error->code : QString(), code);
    QCOMPARE(failure ? failure->code : QString(), code);
    QCOMPARE(verdict.idToken.has_value(), code.isEmpty());
    QVERIFY(!tellsTheToken(verdict, token));
}

QByteArray compact(const QByteArray& header, const QByteArray& payload, const QByteArray& signature)
{
    return base64urlEncode(header) + '.' + base64urlEncode(payload) + '.' + base64urlEncode(signature);
}

} // namespace tessera::test

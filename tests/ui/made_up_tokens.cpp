#include "tests/ui/made_up_tokens.h"

#include "core/base/base64url.h"
#include "core/inspector/findings.h"
#include "tests/ui/made_up.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

QByteArray json(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray noise(const char* name, qsizetype bytes)
{
    QByteArray out;
    for (int i = 0; out.size() < bytes; ++i)
        out += QCryptographicHash::hash(name + QByteArray::number(i), QCryptographicHash::Sha256);
    return base64urlEncode(out.first(bytes));
}

QString hostileText()
{
    return QStringLiteral("<b>x</b><img src=\"file:///etc/passwd\"><a href='x:'>y</a> %1 & ") +
           QStringLiteral("\u202Eevil\u2066\u200B\U000E0041");
}

} // namespace

const Key& madeUpKey()
{
    static const Key key = Key::generateEc(u"P-256").withKid(QStringLiteral("acme-2026-10"));
    return key;
}

JwkSet madeUpKeys()
{
    return JwkSet({madeUpKey()});
}

QJsonObject madeUpClaims()
{
    const qint64 now = toUnixSeconds(madeUpNow());
    return {{QStringLiteral("iss"), QStringLiteral("https://id.acme.example")},
            {QStringLiteral("sub"), QStringLiteral("248289761001")},
            {QStringLiteral("aud"), QStringLiteral("tessera-desktop")},
            {QStringLiteral("auth_time"), now - 20 * 3600 - 17 * 60},
            {QStringLiteral("iat"), now - 14 * 60},
            {QStringLiteral("nbf"), now - 14 * 60},
            {QStringLiteral("exp"), now + 46 * 60},
            {QStringLiteral("nonce"), QStringLiteral("k3Vd9QxT")},
            {QStringLiteral("email"), QStringLiteral("ana.maric@example.com")}};
}

QByteArray signedToken(const QJsonObject& claims, const QJsonObject& header)
{
    return signCompact(json(claims), madeUpKey(), u"ES256", header).value_or(QByteArray());
}

QByteArray unsignedToken()
{
    QJsonObject claims = madeUpClaims();
    const qint64 now = toUnixSeconds(madeUpNow());
    claims.insert(QStringLiteral("iat"), now - 3 * 3600);
    claims.insert(QStringLiteral("nbf"), now - 3 * 3600);
    claims.insert(QStringLiteral("exp"), now - 2 * 3600);
    claims.insert(QStringLiteral("role"), QStringLiteral("admin"));
    claims.remove(QStringLiteral("aud"));
    return base64urlEncode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + '.' + base64urlEncode(json(claims)) + '.';
}

QByteArray encryptedToken()
{
    const QJsonObject header{{QStringLiteral("alg"), QStringLiteral("RSA-OAEP-256")},
                             {QStringLiteral("enc"), QStringLiteral("A256GCM")},
                             {QStringLiteral("kid"), QStringLiteral("acme-enc-1")},
                             {QStringLiteral("cty"), QStringLiteral("JWT")}};
    return base64urlEncode(json(header)) + '.' + noise("key", 256) + '.' + noise("iv", 12) + '.' +
           noise("text", 180) + '.' + noise("tag", 16);
}

QByteArray cookieText()
{
    return "Set-Cookie: sid=" + signedToken() + "; Path=/; SameSite=None";
}

TokenReport cookieReport()
{
    return inspectToken(cookieText(), madeUpNow());
}

QByteArray hostileToken()
{
    QJsonObject claims = madeUpClaims();
    claims.insert(QStringLiteral("name"), hostileText());
    claims.insert(hostileText(), QString(200'000, u'W'));
    claims.insert(QStringLiteral("exp"), 9.2e18); // the year 292277026596 (A292)
    return signedToken(claims,
                       {{QStringLiteral("jku"), hostileText()}, {QStringLiteral("typ"), hostileText()}});
}

TokenReport hostileReport()
{
    TokenReport report = inspectToken(hostileToken(), madeUpNow());
    report.title = hostileText() + QString(100'000, u'T');
    report.fields.append({hostileText(), hostileText() + QString(100'000, u'v'), hostileText()});
    Finding finding;
    finding.code = hostileText();
    finding.severity = Finding::Error;
    finding.title = finding.why = finding.fix = finding.reference = hostileText() + QString(100'000, u'f');
    report.findings.prepend(finding);
    report.parts.push_back(
        {hostileText() + QString(10'000, u'p'), std::make_shared<const TokenReport>(report)});
    report.checks = {
        IdTokenCheck{hostileText(), hostileText(), CheckOutcome::Failed, hostileText(), hostileText()}};
    return report;
}

} // namespace tessera::test

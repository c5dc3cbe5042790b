#include "core/inspector/token_templates.h"

#include "core/base/base64url.h"
#include "core/base/random.h"
#include "core/inspector/claim_text.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

using namespace std::chrono_literals;

const QString kIssuer = QStringLiteral("https://id.example.com");
const QString kClient = QStringLiteral("my-desktop");
const QString kPerson = QStringLiteral("user-1");

QJsonObject typed(const QString& typ)
{
    return {{QStringLiteral("typ"), typ}};
}

/// What the proof is bound to; a real one holds the hash of the access token it goes with (RFC 9449 4.2).
QString exampleAccessTokenHash()
{
    return QString::fromLatin1(
        base64urlEncode(QCryptographicHash::hash("example-access-token", QCryptographicHash::Sha256)));
}

QJsonObject fixedClaims(TokenKind kind)
{
    const auto kApi = QStringLiteral("https://api.example.com");
    switch (kind) {
    case TokenKind::IdToken: // OIDC Core 2
        return {{QStringLiteral("iss"), kIssuer},
                {QStringLiteral("sub"), kPerson},
                {QStringLiteral("aud"), kClient},
                {QStringLiteral("acr"), QStringLiteral("0")},
                {QStringLiteral("name"), QStringLiteral("Ada Example")}};
    case TokenKind::AccessToken: // RFC 9068 2.2
        return {{QStringLiteral("iss"), kIssuer},
                {QStringLiteral("sub"), kPerson},
                {QStringLiteral("aud"), kApi},
                {QStringLiteral("client_id"), kClient},
                {QStringLiteral("scope"), QStringLiteral("read")}};
    case TokenKind::LogoutToken: // OIDC Back-Channel Logout 2.4
        return {{QStringLiteral("iss"), kIssuer},
                {QStringLiteral("sub"), kPerson},
                {QStringLiteral("aud"), kClient},
                {QStringLiteral("sid"), QStringLiteral("session-1")},
                {QStringLiteral("events"), QJsonObject{{kLogoutEvent.toString(), QJsonObject()}}}};
    case TokenKind::DpopProof: // RFC 9449 4.2
        return {{QStringLiteral("htm"), QStringLiteral("GET")},
                {QStringLiteral("htu"), kApi + QStringLiteral("/me")},
                {QStringLiteral("ath"), exampleAccessTokenHash()}};
    case TokenKind::ClientAssertion: // RFC 7523 3
        return {{QStringLiteral("iss"), QStringLiteral("my-service")},
                {QStringLiteral("sub"), QStringLiteral("my-service")},
                {QStringLiteral("aud"), kIssuer}};
    default:
        return {{QStringLiteral("sub"), kPerson}, {QStringLiteral("sid"), QStringLiteral("session-1")}};
    }
}

bool hasTokenId(TokenKind kind)
{
    return kind != TokenKind::IdToken && kind != TokenKind::Session;
}

QList<TestTokenTemplate> makeTemplates()
{
    const auto es256 = QStringLiteral("ES256");
    return {
        {QStringLiteral("id-token"), QStringLiteral("ID token"),
         QStringLiteral("Tells a client who signed in (OIDC Core 2)."), TokenKind::IdToken, 1h, es256,
         typed(QStringLiteral("JWT")), false},
        {QStringLiteral("access-token"), QStringLiteral("Access token"),
         QStringLiteral("Lets a client use an API (RFC 9068)."), TokenKind::AccessToken, 10min, es256,
         typed(QStringLiteral("at+jwt")), false},
        {QStringLiteral("logout-token"), QStringLiteral("Logout token"),
         QStringLiteral("Tells a client that a session ended (OIDC Back-Channel Logout 2.4)."),
         TokenKind::LogoutToken, 2min, es256, typed(QStringLiteral("logout+jwt")), false},
        {QStringLiteral("dpop-proof"), QStringLiteral("DPoP proof"),
         QStringLiteral("Proves for one request who holds a key (RFC 9449 4.2)."), TokenKind::DpopProof, 0s,
         es256, typed(QStringLiteral("dpop+jwt")), true},
        {QStringLiteral("client-assertion"), QStringLiteral("Client assertion"),
         QStringLiteral("Authenticates a client with its key (RFC 7523 3)."), TokenKind::ClientAssertion,
         2min, es256, typed(QStringLiteral("JWT")), false},
        {QStringLiteral("session"), QStringLiteral("Session token"),
         QStringLiteral("Keeps somebody signed in at one program (RFC 7519)."), TokenKind::Session, 8h,
         QStringLiteral("HS256"), typed(QStringLiteral("JWT")), false},
    };
}

} // namespace

const QList<TestTokenTemplate>& testTokenTemplates()
{
    static const QList<TestTokenTemplate> rows = makeTemplates();
    return rows;
}

const TestTokenTemplate* findTestTokenTemplate(QStringView id)
{
    const auto& rows = testTokenTemplates();
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
    return it == rows.end() ? nullptr : &*it;
}

QJsonObject templateClaims(const TestTokenTemplate& row, TimePoint now, Seconds life)
{
    QJsonObject claims = fixedClaims(row.kind);
    const qint64 seconds = toUnixSeconds(now);
    claims.insert(u"iat", seconds);
    if (row.life > 0s)
        claims.insert(u"exp", seconds + life.count());
    if (hasTokenId(row.kind))
        claims.insert(u"jti", QString::fromLatin1(base64urlEncode(randomBytes(16))));
    if (row.kind == TokenKind::IdToken) {
        claims.insert(u"auth_time", seconds);
        claims.insert(u"nonce", QString::fromLatin1(randomToken()));
    }
    return claims;
}

QByteArray templateClaimsText(const TestTokenTemplate& row, TimePoint now)
{
    return QJsonDocument(templateClaims(row, now, row.life)).toJson(QJsonDocument::Indented);
}

} // namespace tessera

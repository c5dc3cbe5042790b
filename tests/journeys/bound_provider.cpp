#include "tests/journeys/bound_provider.h"

#include "core/base/base64url.h"
#include "core/base/strict_json.h"
#include "core/jose/jws.h"
#include "core/jose/jwt.h"
#include "core/oauth/pkce.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace tessera::test {
namespace {

const QString kRequestUri = QStringLiteral("urn:ietf:params:oauth:request_uri:pushed-1");

QString value(const FormFields& fields, QStringView name)
{
    return singleField(fields, name).value_or(std::nullopt).value_or(QString());
}

LoopbackResponse json(int status, const QJsonObject& body)
{
    LoopbackResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

LoopbackResponse refuse(const char* code)
{
    return json(400, {{QStringLiteral("error"), QString::fromLatin1(code)}});
}

QString hashOf(const QByteArray& text)
{
    return QString::fromLatin1(base64urlEncode(QCryptographicHash::hash(text, QCryptographicHash::Sha256)));
}

} // namespace

BoundProvider::BoundProvider(std::shared_ptr<ManualClock> clock)
    : m_clock(std::move(clock)), m_server([this](const LoopbackRequest& request) { return handle(request); })
{
    m_server.setAllowedMethods({"GET", "POST"});
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("no port for the provider");
}

LoopbackResponse BoundProvider::handle(const LoopbackRequest& request)
{
    m_paths.append(QString::fromLatin1(request.path));
    if (request.path == "/.well-known/openid-configuration")
        return metadata();
    if (request.path == "/jwks")
        return json(200, {{QStringLiteral("keys"), QJsonArray{m_key.publicJwk()}}});
    if (request.path == "/par")
        return push(request);
    if (request.path == "/authorize")
        return authorize(request);
    if (request.path == "/token")
        return token(request);
    if (request.path == "/userinfo")
        return userinfo(request);
    m_complaints.append(QStringLiteral("asked for ") + QString::fromLatin1(request.path));
    return json(404, {});
}

LoopbackResponse BoundProvider::metadata() const
{
    QJsonObject document{
        {QStringLiteral("issuer"), issuer()},
        {QStringLiteral("authorization_endpoint"), QString(issuer() + QStringLiteral("/authorize"))},
        {QStringLiteral("token_endpoint"), QString(issuer() + QStringLiteral("/token"))},
        {QStringLiteral("jwks_uri"), QString(issuer() + QStringLiteral("/jwks"))},
        {QStringLiteral("userinfo_endpoint"), QString(issuer() + QStringLiteral("/userinfo"))},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("dpop_signing_alg_values_supported"), QJsonArray{QStringLiteral("ES256")}},
        {QStringLiteral("authorization_response_iss_parameter_supported"), true},
        {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("ES256")}}};
    if (!withdrawsPushing) {
        document.insert(QStringLiteral("pushed_authorization_request_endpoint"),
                        QString(issuer() + QStringLiteral("/par")));
        document.insert(QStringLiteral("require_pushed_authorization_requests"), true);
    }
    return json(200, document);
}

/// Another for each hour, so that old ones stop working.
QByteArray BoundProvider::nonce() const
{
    return "nonce-" + QByteArray::number(toUnixSeconds(m_clock->now()) / 3600);
}

LoopbackResponse BoundProvider::wantNonce(const LoopbackRequest& request) const
{
    const bool isResource = request.path == "/userinfo";
    LoopbackResponse response = refuse("use_dpop_nonce");
    response.headers = {{"DPoP-Nonce", nonce()}};
    if (isResource) {
        response.status = 401;
        response.headers.append(HttpHeader{"WWW-Authenticate", "DPoP error=\"use_dpop_nonce\""});
    }
    return response;
}

QString BoundProvider::provenKey(const LoopbackRequest& request, const QByteArray& accessToken)
{
    const auto complain = [this, &request](const char* what) {
        m_complaints.append(QString::fromLatin1(request.path) + QStringLiteral(": ") +
                            QString::fromLatin1(what));
        return QString();
    };
    const auto proof = decodeJwt(request.header("DPoP"));
    if (!proof)
        return complain("no proof");
    const QJsonObject& header = proof->jws.header.json;
    const auto key = Key::fromJwk(header.value(u"jwk").toObject());
    if (header.value(u"typ").toString() != u"dpop+jwt" || !key || key->isPrivate() ||
        !verifyJws(proof->jws, *key))
        return complain("a proof that proves nothing");
    const QJsonObject& claims = proof->claims;
    if (claims.value(u"htm").toString().toLatin1() != request.method)
        return complain("htm");
    if (claims.value(u"htu").toString() != issuer() + QString::fromLatin1(request.path))
        return complain("htu");
    if (claims.value(u"ath").toString() != (accessToken.isEmpty() ? QString() : hashOf(accessToken)))
        return complain("ath");
    if (m_jtis.contains(claims.value(u"jti").toString()))
        return complain("a proof that was used before");
    m_jtis.append(claims.value(u"jti").toString());
    if (claims.value(u"nonce").toString().toLatin1() != nonce())
        return {};
    return key->thumbprint();
}

LoopbackResponse BoundProvider::push(const LoopbackRequest& request)
{
    if (!request.header("DPoP").isEmpty() && provenKey(request).isEmpty())
        return wantNonce(request);
    m_pushed = decodeForm(request.body).value_or(FormFields());
    m_jkt = value(m_pushed, u"dpop_jkt");
    if (m_jkt.isEmpty() || value(m_pushed, u"code_challenge").isEmpty() ||
        value(m_pushed, u"state").isEmpty())
        m_complaints.append(QStringLiteral("/par: dpop_jkt, code_challenge or state is missing"));
    return json(201, {{QStringLiteral("request_uri"), kRequestUri}, {QStringLiteral("expires_in"), 60}});
}

LoopbackResponse BoundProvider::authorize(const LoopbackRequest& request)
{
    m_browserFields = decodeForm(request.query).value_or(FormFields());
    if (value(m_browserFields, u"request_uri") != kRequestUri)
        return refuse("invalid_request_uri");
    const FormFields answer{{QStringLiteral("code"), QStringLiteral("canary-code")},
                            {QStringLiteral("state"), value(m_pushed, u"state")},
                            {QStringLiteral("iss"), issuer()}};
    LoopbackResponse response;
    response.status = 303;
    response.headers = {{"Location", value(m_pushed, u"redirect_uri").toLatin1() + '?' + encodeForm(answer)}};
    return response;
}

LoopbackResponse BoundProvider::token(const LoopbackRequest& request)
{
    const QString key = provenKey(request);
    if (key.isEmpty())
        return wantNonce(request);
    const FormFields form = decodeForm(request.body).value_or(FormFields());
    if (key != m_jkt)
        return refuse("invalid_grant"); // section 10: code and refresh token are the key's
    if (value(form, u"grant_type") == u"refresh_token")
        return value(form, u"refresh_token") == QStringLiteral("canary-refresh-%1").arg(m_issued)
                   ? tokens()
                   : refuse("invalid_grant");
    const QByteArray challenge = s256Challenge(value(form, u"code_verifier").toLatin1());
    if (value(form, u"code") != u"canary-code" || challenge != value(m_pushed, u"code_challenge").toLatin1())
        return refuse("invalid_grant");
    return tokens();
}

LoopbackResponse BoundProvider::tokens()
{
    const qint64 now = toUnixSeconds(m_clock->now());
    QJsonObject claims{{QStringLiteral("iss"), issuer()},
                       {QStringLiteral("sub"), QStringLiteral("alice")},
                       {QStringLiteral("aud"), value(m_pushed, u"client_id")},
                       {QStringLiteral("iat"), now},
                       {QStringLiteral("exp"), now + 300}};
    if (m_issued == 0) {
        claims.insert(QStringLiteral("nonce"), value(m_pushed, u"nonce"));
        claims.insert(QStringLiteral("s_hash"),
                      QString::fromLatin1(leftHalfHash(*findJwsAlgorithm(QStringLiteral("ES256")),
                                                       value(m_pushed, u"state").toLatin1())));
    }
    const auto idToken = signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), m_key, u"ES256");
    ++m_issued;
    return json(200, {{QStringLiteral("token_type"), QStringLiteral("DPoP")},
                      {QStringLiteral("expires_in"), 300},
                      {QStringLiteral("access_token"), QStringLiteral("canary-access-%1").arg(m_issued)},
                      {QStringLiteral("refresh_token"), QStringLiteral("canary-refresh-%1").arg(m_issued)},
                      {QStringLiteral("id_token"), QString::fromLatin1(idToken.value())}});
}

LoopbackResponse BoundProvider::userinfo(const LoopbackRequest& request)
{
    const QByteArray accessToken = "canary-access-" + QByteArray::number(m_issued);
    if (request.header("Authorization") != "DPoP " + accessToken)
        m_complaints.append(QStringLiteral("/userinfo: not the bound token"));
    const QString key = provenKey(request, accessToken);
    if (key.isEmpty())
        return wantNonce(request);
    if (key != m_jkt)
        m_complaints.append(QStringLiteral("/userinfo: another key"));
    return json(200, {{QStringLiteral("sub"), QStringLiteral("alice")}});
}

} // namespace tessera::test

#include "tests/core/session/scripted_provider.h"

#include "core/jose/jwt.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>

namespace tessera::test {
namespace {

QString value(const FormFields& form, QStringView name)
{
    return singleField(form, name).value_or(std::nullopt).value_or(QString());
}

const QString kClient = QStringLiteral("desk");
const QString kRequestUri = QStringLiteral("urn:example:pushed:1");
const QStringList kScope{QStringLiteral("openid"), QStringLiteral("profile"),
                         QStringLiteral("offline_access")};

} // namespace

ScriptedProvider::ScriptedProvider(std::shared_ptr<ManualClock> clock)
    : m_clock(std::move(clock)), m_server([this](const LoopbackRequest& request) { return handle(request); })
{
    m_server.setAllowedMethods({"GET", "POST"});
    if (const auto listening = m_server.listen(QHostAddress(QHostAddress::LocalHost)); !listening)
        qFatal("no port for the provider");
    m_port = m_server.port();
    m_issuer = m_server.origin();
}

AuthorizationServerMetadata ScriptedProvider::metadata() const
{
    AuthorizationServerMetadata metadata;
    metadata.issuer = m_issuer;
    metadata.authorizationEndpoint = QUrl(m_issuer + QStringLiteral("/authorize"));
    metadata.tokenEndpoint = QUrl(m_issuer + QStringLiteral("/token"));
    metadata.jwksUri = QUrl(m_issuer + QStringLiteral("/jwks"));
    metadata.userinfoEndpoint = QUrl(m_issuer + QStringLiteral("/userinfo"));
    metadata.revocationEndpoint = QUrl(m_issuer + QStringLiteral("/revoke"));
    metadata.idTokenSigningAlgValuesSupported = {QStringLiteral("ES256")};
    if (!isDemanding)
        return metadata;
    metadata.pushedAuthorizationRequestEndpoint = QUrl(m_issuer + QStringLiteral("/par"));
    metadata.requirePushedAuthorizationRequests = true;
    metadata.dpopSigningAlgValuesSupported = {QStringLiteral("ES256")};
    metadata.responseModesSupported = {QStringLiteral("query"), QStringLiteral("query.jwt")};
    metadata.authorizationSigningAlgValuesSupported = {QStringLiteral("ES256")};
    return metadata;
}

ClientRegistration ScriptedProvider::registration() const
{
    ClientRegistration registration;
    registration.issuer = m_issuer;
    registration.clientId = kClient;
    registration.scope = kScope;
    return registration;
}

StoredGrant ScriptedProvider::grant(const QString& subject, const QByteArray& refreshToken) const
{
    StoredGrant grant;
    grant.metadata = metadata();
    grant.registration = registration();
    grant.subject = subject;
    grant.refreshToken = SecretString::fromUtf8(refreshToken);
    grant.scopeRequested = kScope;
    grant.scopeGranted = kScope;
    grant.previous.subject = subject;
    return grant;
}

Account ScriptedProvider::account(const QString& subject) const
{
    Account account;
    account.issuer = m_issuer;
    account.subject = subject;
    account.clientId = kClient;
    account.id = accountId(m_issuer, subject, kClient);
    account.scopeRequested = kScope;
    account.scopeGranted = kScope;
    account.createdAt = std::chrono::floor<Seconds>(m_clock->now());
    return account;
}

std::function<Result<void>(const QUrl&)> ScriptedProvider::browser()
{
    return [this](const QUrl& address) -> Result<void> {
        m_browserAddress = address;
        FormFields asked = decodeForm(address.query(QUrl::FullyEncoded).toLatin1()).value_or(FormFields());
        if (value(asked, u"request_uri") == kRequestUri)
            asked = m_pushed;
        m_nonce = value(asked, u"nonce");
        const QUrl back(value(asked, u"redirect_uri"));
        auto* socket = new QTcpSocket(&m_server);
        const QByteArray request = "GET " + back.path().toLatin1() + '?' + answerTo(asked) +
                                   " HTTP/1.1\r\nHost: " + back.authority().toLatin1() + "\r\n\r\n";
        QObject::connect(socket, &QTcpSocket::connected, socket,
                         [socket, request] { socket->write(request); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->connectToHost(back.host(), static_cast<quint16>(back.port()));
        return {};
    };
}

QByteArray ScriptedProvider::answerTo(const FormFields& asked) const
{
    const QString state = value(asked, u"state");
    if (!isDemanding || value(asked, u"response_mode") != u"query.jwt")
        return "code=c0de&state=" + state.toLatin1();
    const QJsonObject claims{{QStringLiteral("iss"), m_issuer},
                             {QStringLiteral("aud"), kClient},
                             {QStringLiteral("exp"), toUnixSeconds(m_clock->now()) + 60},
                             {QStringLiteral("state"), state},
                             {QStringLiteral("code"), QStringLiteral("c0de")}};
    return "response=" +
           signCompact(QJsonDocument(claims).toJson(QJsonDocument::Compact), m_key, u"ES256").value();
}

LoopbackResponse ScriptedProvider::json(int status, const QJsonObject& body)
{
    LoopbackResponse response;
    response.status = status;
    response.contentType = "application/json";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

ScriptedProvider::Answer ScriptedProvider::refuse(int status, const QString& code)
{
    return [status, code](const FormFields&) { return json(status, {{QStringLiteral("error"), code}}); };
}

QString ScriptedProvider::idToken(const QJsonObject& claims) const
{
    const qint64 now = toUnixSeconds(m_clock->now());
    QJsonObject all{{QStringLiteral("iss"), m_issuer},
                    {QStringLiteral("sub"), person},
                    {QStringLiteral("aud"), kClient},
                    {QStringLiteral("iat"), now},
                    {QStringLiteral("exp"), now + 300}};
    for (auto it = claims.begin(); it != claims.end(); ++it)
        all.insert(it.key(), it.value());
    const auto token = signCompact(QJsonDocument(all).toJson(QJsonDocument::Compact), m_key, u"ES256");
    return QString::fromLatin1(token.value());
}

LoopbackResponse ScriptedProvider::tokens(const QJsonObject& members) const
{
    QJsonObject body{
        {QStringLiteral("token_type"), isDemanding ? QStringLiteral("DPoP") : QStringLiteral("Bearer")},
        {QStringLiteral("expires_in"), lifeInSeconds},
        {QStringLiteral("access_token"), QStringLiteral("access-%1").arg(m_refreshTokens.size())}};
    for (auto it = members.begin(); it != members.end(); ++it)
        body.insert(it.key(), it.value());
    return json(200, body);
}

LoopbackResponse ScriptedProvider::redeemed() const
{
    QJsonObject claims = idTokenExtra;
    claims.insert(QStringLiteral("nonce"), m_nonce);
    QJsonObject members{{QStringLiteral("id_token"), idToken(claims)}};
    if (givesRefreshToken)
        members.insert(QStringLiteral("refresh_token"), QStringLiteral("refresh-0"));
    if (!grantedScope.isEmpty())
        members.insert(QStringLiteral("scope"), grantedScope);
    return tokens(members);
}

/// RFC 9449 section 4.3, as far as a client can get it wrong.
bool ScriptedProvider::takeProof(const LoopbackRequest& request)
{
    const auto proof = decodeJwt(request.header("DPoP"));
    if (!proof)
        return false;
    const auto key = Key::fromJwk(proof->jws.header.json.value(u"jwk").toObject());
    const bool isGood =
        key && verifyJws(proof->jws, *key) && proof->jws.header.typ == u"dpop+jwt" &&
        proof->claims.value(u"htm") == QJsonValue(QString::fromLatin1(request.method)) &&
        proof->claims.value(u"htu") == QJsonValue(m_issuer + QString::fromLatin1(request.path));
    if (isGood)
        m_proofKeys.append(key->thumbprint());
    return isGood;
}

LoopbackResponse ScriptedProvider::push(const LoopbackRequest& request, const FormFields& form)
{
    if (!takeProof(request) || value(form, u"dpop_jkt") != m_proofKeys.last())
        return json(400, {{QStringLiteral("error"), QStringLiteral("invalid_dpop_proof")}});
    m_pushed = form;
    return json(201, {{QStringLiteral("request_uri"), kRequestUri}, {QStringLiteral("expires_in"), 60}});
}

LoopbackResponse ScriptedProvider::token(const LoopbackRequest& request, const FormFields& form)
{
    if (isDemanding && (!takeProof(request) || m_proofKeys.last() != value(m_pushed, u"dpop_jkt")))
        return json(400, {{QStringLiteral("error"), QStringLiteral("invalid_dpop_proof")}});
    if (value(form, u"grant_type") == u"authorization_code")
        return redeemed();
    m_refreshTokens.append(value(form, u"refresh_token").toUtf8());
    if (onTokenRequest)
        onTokenRequest();
    if (!script.isEmpty())
        return script.takeFirst()(form);
    return tokens({{QStringLiteral("refresh_token"), QStringLiteral("refresh-%1").arg(++m_rotations)}});
}

QJsonObject ScriptedProvider::document() const
{
    const auto about = metadata();
    QJsonObject document{
        {QStringLiteral("issuer"), m_issuer},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}}};
    const auto addUrl = [&document](const char* name, const QUrl& url) {
        if (!url.isEmpty())
            document.insert(QString::fromLatin1(name), url.toString(QUrl::FullyEncoded));
    };
    addUrl("authorization_endpoint", about.authorizationEndpoint);
    addUrl("token_endpoint", about.tokenEndpoint);
    addUrl("jwks_uri", about.jwksUri);
    addUrl("userinfo_endpoint", about.userinfoEndpoint);
    addUrl("revocation_endpoint", about.revocationEndpoint);
    addUrl("pushed_authorization_request_endpoint", about.pushedAuthorizationRequestEndpoint);
    const auto addList = [&document](const char* name, const QStringList& list) {
        if (!list.isEmpty())
            document.insert(QString::fromLatin1(name), QJsonArray::fromStringList(list));
    };
    addList("id_token_signing_alg_values_supported", about.idTokenSigningAlgValuesSupported);
    addList("dpop_signing_alg_values_supported", about.dpopSigningAlgValuesSupported);
    addList("response_modes_supported", about.responseModesSupported);
    addList("authorization_signing_alg_values_supported", about.authorizationSigningAlgValuesSupported);
    if (about.requirePushedAuthorizationRequests)
        document.insert(QStringLiteral("require_pushed_authorization_requests"), true);
    return document;
}

LoopbackResponse ScriptedProvider::handle(const LoopbackRequest& request)
{
    m_paths.append(QString::fromLatin1(request.path));
    const FormFields form = decodeForm(request.body).value_or(FormFields());
    if (request.path == "/token")
        return token(request, form);
    if (request.path == "/par" && isDemanding)
        return push(request, form);
    if (request.path == "/jwks")
        return json(200, {{QStringLiteral("keys"), QJsonArray{m_key.publicJwk()}}});
    if (request.path == "/userinfo") {
        ++m_userinfoRequests;
        LoopbackResponse response = json(userinfoStatus, userinfo);
        if (userinfoStatus == 401)
            response.headers.append(HttpHeader{"WWW-Authenticate", "Bearer error=\"invalid_token\""});
        return response;
    }
    if (request.path == "/revoke") {
        m_revoked.append(value(form, u"token"));
        return json(200, {});
    }
    if (request.path == "/.well-known/openid-configuration") {
        LoopbackResponse response = json(200, document());
        response.headers.append(HttpHeader{"Cache-Control", "max-age=3600"});
        return response;
    }
    return json(404, {});
}

} // namespace tessera::test

#include "tests/core/session/scripted_provider.h"

#include "core/jose/jws.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrlQuery>

namespace tessera::test {
namespace {

QString value(const FormFields& form, QStringView name)
{
    return singleField(form, name).value_or(std::nullopt).value_or(QString());
}

const QString kClient = QStringLiteral("desk");
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
        const QUrlQuery asked(address);
        m_nonce = asked.queryItemValue(QStringLiteral("nonce"));
        const QUrl back(asked.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        auto* socket = new QTcpSocket(&m_server);
        const QByteArray request = "GET " + back.path().toLatin1() + "?code=c0de&state=" +
                                   asked.queryItemValue(QStringLiteral("state")).toLatin1() +
                                   " HTTP/1.1\r\nHost: " + back.authority().toLatin1() + "\r\n\r\n";
        QObject::connect(socket, &QTcpSocket::connected, socket,
                         [socket, request] { socket->write(request); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        socket->connectToHost(back.host(), static_cast<quint16>(back.port()));
        return {};
    };
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
        {QStringLiteral("token_type"), QStringLiteral("Bearer")},
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
    return tokens(members);
}

LoopbackResponse ScriptedProvider::token(const FormFields& form)
{
    if (value(form, u"grant_type") == u"authorization_code")
        return redeemed();
    m_refreshTokens.append(value(form, u"refresh_token").toUtf8());
    if (onTokenRequest)
        onTokenRequest();
    if (!script.isEmpty())
        return script.takeFirst()(form);
    return tokens({{QStringLiteral("refresh_token"), QStringLiteral("refresh-%1").arg(++m_rotations)}});
}

LoopbackResponse ScriptedProvider::handle(const LoopbackRequest& request)
{
    m_paths.append(QString::fromLatin1(request.path));
    const FormFields form = decodeForm(request.body).value_or(FormFields());
    if (request.path == "/token")
        return token(form);
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
        const auto about = metadata();
        const auto text = [](const QUrl& url) { return url.toString(QUrl::FullyEncoded); };
        return json(
            200,
            {{QStringLiteral("issuer"), m_issuer},
             {QStringLiteral("authorization_endpoint"), text(about.authorizationEndpoint)},
             {QStringLiteral("token_endpoint"), text(about.tokenEndpoint)},
             {QStringLiteral("jwks_uri"), text(about.jwksUri)},
             {QStringLiteral("userinfo_endpoint"), text(about.userinfoEndpoint)},
             {QStringLiteral("revocation_endpoint"), text(about.revocationEndpoint)},
             {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
             {QStringLiteral("id_token_signing_alg_values_supported"), QJsonArray{QStringLiteral("ES256")}}});
    }
    return json(404, {});
}

} // namespace tessera::test

#include "tests/hostile/hostile_identity_provider.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::test {
namespace {

const QString kCode = QStringLiteral("the-code");

} // namespace

QString valueOf(const FormFields& fields, QStringView name)
{
    for (const FormField& field : fields) {
        if (field.name == name)
            return field.value;
    }
    return {};
}

FormFields fieldsOf(QByteArrayView text)
{
    return decodeForm(text).value_or(FormFields());
}

LoopbackResponse reply(int status, const QByteArray& contentType, const QByteArray& body,
                       const QList<HttpHeader>& headers)
{
    return {status, contentType, body, headers};
}

LoopbackResponse jsonReply(const QJsonObject& body, int status)
{
    return reply(status, "application/json", QJsonDocument(body).toJson(QJsonDocument::Compact));
}

HostileIdentityProvider::HostileIdentityProvider(Fault fault, std::shared_ptr<const Clock> clock)
    : m_fault(std::move(fault)), m_clock(std::move(clock)),
      m_server([this](const LoopbackRequest& request) { return answer(request); })
{
    m_server.setAllowedMethods({"GET", "POST"});
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("the hostile provider cannot listen");
    const auto standElsewhere = [this](const char* name, const std::optional<HostileReply>& bytes) {
        if (bytes)
            m_bytes.emplace(QString::fromLatin1(name),
                            std::make_unique<HostileServer>(QList<HostileReply>{*bytes}));
    };
    standElsewhere("discovery", m_fault.discoveryBytes);
    standElsewhere("jwks", m_fault.keysBytes);
    standElsewhere("token", m_fault.tokenBytes);
    standElsewhere("userinfo", m_fault.userInfoBytes);
}

QString HostileIdentityProvider::issuer() const
{
    const auto elsewhere = m_bytes.find(QStringLiteral("discovery"));
    return elsewhere == m_bytes.end() ? m_server.origin() : elsewhere->second->url(QString()).toString();
}

QString HostileIdentityProvider::clientId()
{
    return QStringLiteral("desktop-client");
}

QUrl HostileIdentityProvider::endpoint(const char* name) const
{
    const QString path = u'/' + QString::fromLatin1(name);
    const auto elsewhere = m_bytes.find(QString::fromLatin1(name));
    return elsewhere == m_bytes.end() ? QUrl(m_server.origin() + path) : elsewhere->second->url(path);
}

int HostileIdentityProvider::count(const QString& endpoint) const
{
    const auto elsewhere = m_bytes.find(endpoint);
    const auto there = elsewhere == m_bytes.end() ? 0 : elsewhere->second->requests().size();
    return static_cast<int>(m_log.count(endpoint) + there);
}

LoopbackResponse HostileIdentityProvider::answer(const LoopbackRequest& request)
{
    QString name = QString::fromLatin1(request.path.mid(1));
    if (request.path == "/.well-known/openid-configuration")
        name = QStringLiteral("discovery");
    m_log.append(name);
    look(name, request);
    return route(name, request);
}

/// A browser has its cookies and no Authorization; the program has no cookies, and its credentials only where
/// they belong.
void HostileIdentityProvider::look(const QString& name, const LoopbackRequest& request)
{
    if (name != u"authorize" && !request.header("Cookie").isEmpty())
        m_oddities += name + QStringLiteral(": a cookie");
    if (name != u"token" && name != u"userinfo" && !request.header("Authorization").isEmpty())
        m_oddities += name + QStringLiteral(": credentials");
}

LoopbackResponse HostileIdentityProvider::route(const QString& name, const LoopbackRequest& request)
{
    if (name == u"discovery")
        return discovery();
    if (name == u"jwks")
        return keys();
    if (name == u"authorize")
        return authorize(request);
    if (name == u"token")
        return token(request);
    if (name == u"userinfo")
        return userInfo(request);
    return reply(404, "text/plain", {});
}

LoopbackResponse HostileIdentityProvider::discovery()
{
    const auto address = [this](const char* name) { return endpoint(name).toString(); };
    QJsonObject document{
        {QStringLiteral("issuer"), issuer()},
        {QStringLiteral("authorization_endpoint"), address("authorize")},
        {QStringLiteral("token_endpoint"), address("token")},
        {QStringLiteral("jwks_uri"), address("jwks")},
        {QStringLiteral("userinfo_endpoint"), address("userinfo")},
        {QStringLiteral("response_types_supported"), QJsonArray{QStringLiteral("code")}},
        {QStringLiteral("code_challenge_methods_supported"), QJsonArray{QStringLiteral("S256")}},
        {QStringLiteral("token_endpoint_auth_methods_supported"), QJsonArray{QStringLiteral("none")}},
        {QStringLiteral("id_token_signing_alg_values_supported"),
         QJsonArray{QStringLiteral("RS256"), QStringLiteral("ES256"), QStringLiteral("Ed25519")}},
        {QStringLiteral("response_modes_supported"),
         QJsonArray{QStringLiteral("query"), QStringLiteral("query.jwt")}},
        {QStringLiteral("authorization_response_iss_parameter_supported"), true}};
    if (m_fault.metadata)
        m_fault.metadata(document);
    LoopbackResponse honest = jsonReply(document);
    honest.headers.append(HttpHeader{"Cache-Control", "max-age=3600"});
    return m_fault.discovery ? m_fault.discovery(honest, count(QStringLiteral("discovery"))) : honest;
}

LoopbackResponse HostileIdentityProvider::keys()
{
    const IssuerKeys& shared = IssuerKeys::shared();
    const LoopbackResponse honest = jsonReply(JwkSet({shared.rsa, shared.ec, shared.ed}).publicJson());
    return m_fault.keys ? m_fault.keys(honest, count(QStringLiteral("jwks"))) : honest;
}

LoopbackResponse HostileIdentityProvider::authorize(const LoopbackRequest& request)
{
    const FormFields asked = fieldsOf(request.query);
    Grant grant{kCode,
                valueOf(asked, u"code_challenge"),
                valueOf(asked, u"nonce"),
                valueOf(asked, u"state"),
                valueOf(asked, u"redirect_uri"),
                valueOf(asked, u"login_hint")};
    if (!m_grants.isEmpty())
        grant.code += QString::number(m_grants.size() + 1);
    if (grant.subject.isEmpty())
        grant.subject = QStringLiteral("alice");
    if (valueOf(asked, u"scope").contains(u"openid") && grant.nonce.size() < 32)
        m_oddities += QStringLiteral("authorize: no nonce");
    if (valueOf(asked, u"code_challenge_method") != u"S256")
        m_oddities += QStringLiteral("authorize: not S256");
    m_grants += grant;
    FormFields answer{{QStringLiteral("state"), valueOf(asked, u"state")},
                      {QStringLiteral("iss"), issuer()},
                      {QStringLiteral("code"), grant.code}};
    if (m_fault.redirect)
        m_fault.redirect(answer);
    if (valueOf(asked, u"response_mode") == u"query.jwt" && !m_fault.answersPlainly)
        answer = asToken(answer);
    QByteArray location = grant.redirectUri.toLatin1() + '?' + encodeForm(answer);
    if (m_fault.location)
        location = m_fault.location(location);
    return reply(302, "text/plain", {}, {{"Location", location}});
}

} // namespace tessera::test

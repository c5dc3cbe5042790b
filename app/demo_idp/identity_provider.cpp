#include "app/demo_idp/identity_provider.h"

#include "app/demo_idp/authorization_endpoint.h"
#include "app/demo_idp/end_session_endpoint.h"
#include "app/demo_idp/metadata_document.h"
#include "app/demo_idp/pages.h"
#include "app/demo_idp/request_fields.h"
#include "app/demo_idp/token_endpoint.h"

#include <QTcpSocket>

#include <algorithm>

namespace tessera::demo {
namespace {

using Endpoint = LoopbackResponse (*)(DemoState&, const LoopbackRequest&);

LoopbackResponse discoveryEndpoint(DemoState& state, const LoopbackRequest&)
{
    LoopbackResponse response = jsonResponse(200, metadataDocument(state.issuer, state.idTokenAlg));
    response.headers.append(
        HttpHeader{"Cache-Control", "public, max-age=3600"}); // it is for everybody and rarely changes
    return response;
}

LoopbackResponse jwksEndpoint(DemoState& state, const LoopbackRequest&)
{
    return jsonResponse(200, state.keys.jwks());
}

LoopbackResponse homeEndpoint(DemoState& state, const LoopbackRequest&)
{
    return homePage(state.issuer, passwordsOf(state.users));
}

struct Route
{
    QByteArrayView path;
    const char* name; ///< in the request log
    QByteArrayView methods;
    Endpoint endpoint;
};
constexpr Route kRoutes[] = {
    {"/.well-known/openid-configuration", "discovery", "GET", discoveryEndpoint},
    {"/.well-known/oauth-authorization-server", "discovery", "GET", discoveryEndpoint},
    {"/jwks", "jwks", "GET", jwksEndpoint},
    {"/authorize", "authorization", "GET POST", authorizationEndpoint},
    {"/sign-in", "sign-in", "POST", signInEndpoint},
    {"/consent", "consent", "GET POST", consentEndpoint},
    {"/token", "token", "POST", tokenEndpoint},
    {"/userinfo", "userinfo", "GET POST", userinfoEndpoint},
    {"/revoke", "revocation", "POST", revocationEndpoint},
    {"/introspect", "introspection", "POST", introspectionEndpoint},
    {"/end-session", "end-session", "GET POST", endSessionEndpoint},
    {"/", "home", "GET", homeEndpoint},
};

const Route* routeOf(const QByteArray& path)
{
    const auto* it = std::find_if(std::begin(kRoutes), std::end(kRoutes),
                                  [&](const Route& route) { return route.path == path; });
    return it == std::end(kRoutes) ? nullptr : it;
}

LoopbackResponse notFound()
{
    return messagePage(404, QStringLiteral("Nothing here"),
                       QStringLiteral("This provider has no page at that address."));
}

LoopbackResponse wrongMethod(const Route& route)
{
    LoopbackResponse response = messagePage(405, QStringLiteral("Not like this"),
                                            QStringLiteral("The address is right, the method is not."));
    response.headers.append({"Allow", QByteArray(route.methods.toByteArray()).replace(" ", ", ")});
    return response;
}

} // namespace

IdentityProvider::IdentityProvider(Options options)
    : m_state(options.clock, options.lives), m_onRequest(std::move(options.onRequest)),
      m_onAnswer(std::move(options.onAnswer)),
      m_server([this](const LoopbackRequest& request) { return handle(request); })
{
    m_server.setAnswerDelay(options.answerDelay);
    m_state.idTokenAlg = options.idTokenAlg;
    m_state.profileInIdToken = options.profileInIdToken;
    m_state.clients.add({QStringLiteral("tessera-desktop"), QStringLiteral("Tessera"), {}, {}});
    m_state.clients.add({QStringLiteral("tessera-cli"), QStringLiteral("Tessera (command line)"), {}, {}});
    for (const Client& client : std::as_const(options.moreClients))
        m_state.clients.add(client);
    m_state.users.add({QStringLiteral("alice"), QStringLiteral("demo-alice"), QStringLiteral("Alice Martin"),
                       QStringLiteral("Alice"), QStringLiteral("Martin"),
                       QStringLiteral("alice@demo.example")});
    m_state.users.add({QStringLiteral("bob"), QStringLiteral("demo-bob"), QStringLiteral("Bob Okafor"),
                       QStringLiteral("Bob"), QStringLiteral("Okafor"), QStringLiteral("bob@demo.example")});
    for (const User& user : std::as_const(options.moreUsers))
        m_state.users.add(user);
    m_server.setAllowedMethods({"GET", "POST"});
}

IdentityProvider::~IdentityProvider() = default;

Result<void> IdentityProvider::start(quint16 port)
{
    if (const Result<void> done = m_server.listen(QHostAddress(QHostAddress::LocalHost), port); !done)
        return done;
    m_state.issuer = m_server.origin();
    m_state.port = m_server.port();
    return {};
}

Result<void> IdentityProvider::setOffline(bool offline)
{
    if (!offline) {
        m_portKeeper.reset();
        return m_server.isListening() ? Result<void>() : start(m_state.port);
    }
    m_server.close();
    // Bound but not listening: connections are refused, and no other program gets the port meanwhile.
    m_portKeeper = std::make_unique<QTcpSocket>();
    if (!m_portKeeper->bind(QHostAddress(QHostAddress::LocalHost), m_state.port,
                            QAbstractSocket::ShareAddress | QAbstractSocket::ReuseAddressHint))
        return failure(ErrorKind::Configuration, u"listener.bind", m_portKeeper->errorString());
    return {};
}

LoopbackResponse IdentityProvider::handle(const LoopbackRequest& request)
{
    const Route* route = routeOf(request.path);
    const QString name = QLatin1String(route ? route->name : "unknown");
    m_requestLog.append(name);
    if (m_onRequest)
        m_onRequest(name);
    if (!route)
        return notFound();
    if (!route->methods.toByteArray().split(' ').contains(request.method))
        return wrongMethod(*route);
    const LoopbackResponse response = route->endpoint(m_state, request);
    if (m_onAnswer)
        m_onAnswer(name);
    return response;
}

} // namespace tessera::demo

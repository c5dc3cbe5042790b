// An OpenID provider that is honest except for one fault at a time. In this process, on loopback, without a
// person: the authorization endpoint answers with a redirect at once.
#pragma once

#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/hostile_server.h"

#include <QJsonObject>

#include <functional>

namespace tessera::test {

/// The ID token before it is signed.
struct IdTokenDraft
{
    QJsonObject header;
    QJsonObject claims;
    Key key;
    QString alg;
    /// Changes the finished token.
    std::function<QByteArray(QByteArray)> edit;
    /// Seconds from now, as a NumericDate.
    std::function<double(qint64)> at;
};

/// How this provider differs from an honest one. What is empty is honest.
struct Fault
{
    std::function<void(QJsonObject&)> metadata;
    /// The whole answer of the discovery endpoint; `honest` is what it would have been.
    std::function<LoopbackResponse(LoopbackResponse honest)> discovery;
    std::function<LoopbackResponse(LoopbackResponse honest, int nth)> keys;
    std::function<void(FormFields&)> redirect;
    std::function<void(IdTokenDraft&)> idToken;
    std::function<void(QJsonObject&)> tokenMembers;
    std::function<LoopbackResponse(LoopbackResponse honest)> token;
    /// The token endpoint stands elsewhere and sends these bytes.
    std::optional<HostileReply> tokenBytes;
    std::function<LoopbackResponse(LoopbackResponse honest)> userInfo;
};

/// How far a sign-in gets: everything up to this endpoint may be asked, and nothing after it.
enum class Reach { Discovery, Authorization, Token };

struct HostileCase
{
    const char* name; ///< begins with the id in the catalogue, or is the name of a conformance test
    QString code;     ///< empty: the sign-in succeeds
    Reach reach = Reach::Token;
    Fault fault;
    /// How long the sign-in waits for the browser; short where the redirect is ignored.
    Milliseconds patience{std::chrono::seconds(20)};
    ReplyLimits limits{};
};

QList<HostileCase> discoveryCases();
QList<HostileCase> authorizationCases();
QList<HostileCase> tokenCases();
QList<HostileCase> idTokenCases();
QList<HostileCase> keySetCases();

class HostileIdentityProvider final
{
public:
    HostileIdentityProvider(Fault fault, std::shared_ptr<const Clock> clock);

    QString issuer() const;
    static QString clientId();
    QUrl tokenEndpoint() const;

    /// How often an endpoint was asked: "discovery", "jwks", "authorize", "token", "userinfo", "other".
    int count(const QString& endpoint) const { return static_cast<int>(m_log.count(endpoint)); }
    int tokenRequests() const;
    const QStringList& log() const { return m_log; }

private:
    struct Grant
    {
        QString challenge;
        QString nonce;
        QString redirectUri;
    };

    LoopbackResponse answer(const LoopbackRequest& request);
    LoopbackResponse discovery();
    LoopbackResponse keys();
    LoopbackResponse authorize(const LoopbackRequest& request);
    LoopbackResponse token(const LoopbackRequest& request);
    LoopbackResponse userInfo(const LoopbackRequest& request);
    QByteArray makeIdToken(const QString& accessToken) const;

    Fault m_fault;
    std::shared_ptr<const Clock> m_clock;
    Grant m_grant;
    QStringList m_log;
    std::unique_ptr<HostileServer> m_tokenBytes;
    LoopbackHttpServer m_server;
};

/// Replies for faults.
LoopbackResponse reply(int status, const QByteArray& contentType, const QByteArray& body,
                       const QList<HttpHeader>& headers = {});
LoopbackResponse jsonReply(const QJsonObject& body, int status = 200);

} // namespace tessera::test

// An OpenID provider that is honest except for one fault at a time. In this process, on loopback, without a
// person: the authorization endpoint answers with a redirect at once.
#pragma once

#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"
#include "core/session/session_manager.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/hostile_server.h"

#include <QJsonObject>

#include <functional>
#include <map>

namespace tessera::test {

/// The ID token before it is signed; so is an answer in the browser that is a token (JARM).
struct IdTokenDraft
{
    QJsonObject header;
    QJsonObject claims;
    Key key;
    QString alg;
    QString accessToken;
    QString code;  ///< it was given for; empty on a renewal
    QString state; ///< of the request
    /// Changes the finished token.
    std::function<QByteArray(QByteArray)> edit;
    /// Changes the claims as text, before signing: for numbers and names QJsonObject cannot hold.
    std::function<QByteArray(QByteArray)> editClaims;
    /// Seconds from now, as a NumericDate.
    std::function<double(qint64)> at;
};

/// How this provider differs from an honest one. What is empty is honest.
struct Fault
{
    std::function<void(QJsonObject&)> metadata;
    /// The whole answer of the discovery endpoint; `honest` is what it would have been.
    std::function<LoopbackResponse(LoopbackResponse honest, int nth)> discovery;
    std::function<LoopbackResponse(LoopbackResponse honest, int nth)> keys;
    std::function<void(FormFields&)> redirect;
    /// Where a token was asked for (JARM): that token, with what `redirect` left as its claims.
    std::function<void(IdTokenDraft&)> response;
    /// A token was asked for, and does not come.
    bool answersPlainly = false;
    /// The whole address the browser is sent to.
    std::function<QByteArray(QByteArray)> location;
    std::function<void(IdTokenDraft&)> idToken;
    std::function<void(QJsonObject&)> tokenMembers;
    std::function<LoopbackResponse(LoopbackResponse honest)> token;
    std::function<LoopbackResponse(LoopbackResponse honest)> userInfo;
    /// The same three, when a refresh token is redeemed.
    std::function<void(IdTokenDraft&)> refreshedIdToken;
    std::function<void(QJsonObject&)> refreshedMembers;
    std::function<LoopbackResponse(LoopbackResponse honest)> refreshed;
    /// The endpoint stands elsewhere and sends these bytes; for discovery, the issuer itself does.
    std::optional<HostileReply> discoveryBytes;
    std::optional<HostileReply> keysBytes;
    std::optional<HostileReply> tokenBytes;
    std::optional<HostileReply> userInfoBytes;
    /// Any code goes with any verifier: what an injected code needs.
    bool acceptsAnyCode = false;
    /// How a client must prove itself; unset: not at all, and must not try.
    std::function<bool(const LoopbackRequest&, const FormFields&)> authenticates;
};

/// How far a sign-in gets: everything up to this endpoint may be asked, and nothing after it.
enum class Reach { Nothing, Discovery, Authorization, Token };

struct HostileCase
{
    const char* name; ///< begins with the id in the catalogue, or is the name of a conformance test
    QString code;     ///< empty: the sign-in succeeds
    Reach reach = Reach::Token;
    Fault fault;
    /// How long the sign-in waits for the browser; short where the redirect is ignored.
    Milliseconds patience{std::chrono::seconds(20)};
    ReplyLimits limits{};
    /// What the person asks for, where it is not the usual.
    std::function<void(SignInRequest&)> request{};
    /// The error must speak of this.
    QString detail{};
    /// What is wrong with the outcome of a sign-in that succeeds; empty: nothing.
    std::function<QString(const Session&)> complaint{};
};

QList<HostileCase> discoveryCases();
QList<HostileCase> endpointCases();
QList<HostileCase> authorizationCases();
QList<HostileCase> signedResponseCases();
QList<HostileCase> tokenCases();
QList<HostileCase> tokenMemberCases();
QList<HostileCase> idTokenClaimCases();
QList<HostileCase> idTokenTimeCases();
QList<HostileCase> idTokenStructureCases();
QList<HostileCase> keySetCases();

class HostileIdentityProvider final
{
public:
    HostileIdentityProvider(Fault fault, std::shared_ptr<const Clock> clock);

    QString issuer() const;
    static QString clientId();
    QUrl tokenEndpoint() const { return endpoint("token"); }

    /// How often an endpoint was asked: "discovery", "jwks", "authorize", "token", "userinfo", "other".
    int count(const QString& endpoint) const;
    const QStringList& log() const { return m_log; }
    /// What no request may have: cookies, credentials at an endpoint they are not for, no nonce (A116, A320).
    const QStringList& oddities() const { return m_oddities; }
    /// From now on.
    void setFault(Fault fault) { m_fault = std::move(fault); }

private:
    struct Grant
    {
        QString code;
        QString challenge;
        QString nonce;
        QString state;
        QString redirectUri;
        QString subject;
    };

    QUrl endpoint(const char* name) const;
    LoopbackResponse answer(const LoopbackRequest& request);
    LoopbackResponse route(const QString& name, const LoopbackRequest& request);
    void look(const QString& name, const LoopbackRequest& request);
    LoopbackResponse discovery();
    LoopbackResponse keys();
    LoopbackResponse authorize(const LoopbackRequest& request);
    LoopbackResponse token(const LoopbackRequest& request);
    LoopbackResponse redeem(const Grant& grant);
    LoopbackResponse renew();
    LoopbackResponse userInfo(const LoopbackRequest& request);
    QJsonObject tokens(const QByteArray& idToken) const;
    std::function<double(qint64)> secondsFromNow() const;
    FormFields asToken(const FormFields& answer) const;
    QByteArray makeIdToken(const Grant& grant, const std::function<void(IdTokenDraft&)>& spoil) const;

    Fault m_fault;
    std::shared_ptr<const Clock> m_clock;
    QList<Grant> m_grants;
    QStringList m_log;
    QStringList m_oddities;
    std::map<QString, std::unique_ptr<HostileServer>> m_bytes; ///< endpoints that stand elsewhere
    LoopbackHttpServer m_server;
};

/// Replies for faults.
LoopbackResponse reply(int status, const QByteArray& contentType, const QByteArray& body,
                       const QList<HttpHeader>& headers = {});
LoopbackResponse jsonReply(const QJsonObject& body, int status = 200);

/// The first field of that name; of a query or a form body, nothing where it cannot be read.
QString valueOf(const FormFields& fields, QStringView name);
FormFields fieldsOf(QByteArrayView text);

} // namespace tessera::test

#include "core/oauth/code_flow.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/oauth/parameters.h"

#include <QAbstractOAuthReplyHandler>
#include <QNetworkReply>
#include <QOAuth2AuthorizationCodeFlow>
#include <QPointer>

namespace tessera {
namespace {

using Answer = OneShot<Result<HttpResponse>>;

enum class Grant { Code, RefreshToken };

/// One request to the token endpoint, complete.
struct TokenRequest
{
    Grant grant = Grant::Code;
    QUrl endpoint;
    SecretString credential; ///< the code or the refresh token, once more, for NetworkAuth's own calls
    SecretString authorization;
    QByteArray dpopProof; ///< empty: bearer tokens
    FormFields fields;
};

/// NetworkAuth asks it where the redirect goes and hands it the finished reply. The reply is passed on as it
/// is; no signal of this class is ever emitted, so that NetworkAuth parses and decides nothing.
class ReplyHandler final : public QAbstractOAuthReplyHandler
{
public:
    explicit ReplyHandler(std::function<void(QNetworkReply*)> onReply = {}) : m_onReply(std::move(onReply)) {}

    QString callback() const override { return {}; }
    void networkReplyFinished(QNetworkReply* reply) override { m_onReply(reply); }

private:
    std::function<void(QNetworkReply*)> m_onReply;
};

/// The subclass reaches the protected calls. Whatever parameters NetworkAuth thinks of are replaced by ours,
/// every value percent-encoded: it leaves '+' bare, and '/' and '+' of a refresh token too.
class CodeFlow final : public QOAuth2AuthorizationCodeFlow
{
public:
    CodeFlow(const QUrl& authorizationEndpoint, const QUrl& tokenEndpoint, const FormFields& fields,
             QNetworkAccessManager* manager, ReplyHandler* handler)
        : QOAuth2AuthorizationCodeFlow(authorizationEndpoint, tokenEndpoint, manager)
    {
        setReplyHandler(handler);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        setPkceMethod(PkceMethod::None); // ours is among the fields
#endif
        setModifyParametersFunction([fields](Stage, QMultiMap<QString, QVariant>* parameters) {
            parameters->clear();
            // Of one name, the map gives back first what came last.
            for (auto field = fields.rbegin(); field != fields.rend(); ++field)
                parameters->insert(QString::fromLatin1(percentEncode(field->name)),
                                   QString::fromLatin1(percentEncode(field->value)));
        });
    }

    using QOAuth2AuthorizationCodeFlow::buildAuthenticateUrl;
    using QOAuth2AuthorizationCodeFlow::requestAccessToken;

    void refresh(const QString& refreshToken)
    {
        setRefreshToken(refreshToken);
#if QT_VERSION >= QT_VERSION_CHECK(6, 9, 0)
        refreshTokens();
#else
        refreshAccessToken();
#endif
    }
};

/// NetworkAuth posts through this one, which adds the headers it has no room for and passes the request to
/// the manager everybody shares, with its limits and its recorder.
class TokenEndpointAccess final : public QNetworkAccessManager
{
public:
    TokenEndpointAccess(std::shared_ptr<HttpClient> http, const TokenRequest& request)
        : m_http(std::move(http)), m_authorization(request.authorization), m_dpopProof(request.dpopProof)
    {
    }

    QPointer<QNetworkReply> reply() const { return m_reply; }

protected:
    QNetworkReply* createRequest(Operation, const QNetworkRequest& request, QIODevice* body) override
    {
        QNetworkRequest complete(request);
        complete.setRawHeader("Accept", "application/json"); // GitHub answers with a form without it
        if (!m_authorization.isEmpty())
            complete.setRawHeader("Authorization", m_authorization.reveal().toByteArray());
        if (!m_dpopProof.isEmpty())
            complete.setRawHeader("DPoP", m_dpopProof);
        m_http->mark(complete);
        m_reply = m_http->accessManager()->post(complete, body->readAll());
        return m_reply;
    }

private:
    std::shared_ptr<HttpClient> m_http;
    SecretString m_authorization;
    QByteArray m_dpopProof;
    QPointer<QNetworkReply> m_reply;
};

/// A flow object serves one request and dies with it: its status does not survive a failed one.
class TokenExchange
{
public:
    TokenExchange(std::shared_ptr<HttpClient> http, const TokenRequest& request, const std::stop_token& stop)
        : m_access(std::move(http), request), m_handler([this](QNetworkReply* reply) { finish(reply); }),
          m_flow({}, request.endpoint, request.fields, &m_access, &m_handler), m_answer(stop, [this] {
              if (m_access.reply())
                  m_access.reply()->abort();
          })
    {
        if (request.grant == Grant::Code)
            m_flow.requestAccessToken(request.credential.revealString());
        else
            m_flow.refresh(request.credential.revealString());
    }
    TokenExchange(const TokenExchange&) = delete;
    TokenExchange& operator=(const TokenExchange&) = delete;
    /// NetworkAuth 6.4 calls the handler without asking whether it still lives: the reply must go first.
    ~TokenExchange() { delete m_access.reply(); }

    const Answer& answer() const { return m_answer; }

private:
    void finish(QNetworkReply* reply)
    {
        auto response = SecureAccessManager::read(reply);
        if (response && response->status >= 300 && response->status < 400)
            m_answer.resolve(failure(ErrorKind::Untrusted, u"net.redirect",
                                     QStringLiteral("status %1").arg(response->status),
                                     loggableUrl(reply->url())));
        else
            m_answer.resolve(std::move(response));
    }

    TokenEndpointAccess m_access;
    ReplyHandler m_handler;
    CodeFlow m_flow;
    Answer m_answer;
};

/// What a grant asks for, before a client has proved itself.
struct GrantRequest
{
    Grant grant = Grant::Code;
    AuthorizationServerMetadata metadata;
    ClientRegistration registration;
    SecretString credential;
    FormFields fields;
};

/// The part both grants share. RFC 6749 sections 4.1.3 and 6.
Result<TokenRequest> tokenRequest(const GrantRequest& asked, const Requester& requester)
{
    const auto client = authenticateClient(asked.registration, asked.metadata, requester.clock->now());
    if (!client)
        return failure(client.error());
    TokenRequest request;
    request.grant = asked.grant;
    request.endpoint = asked.metadata.tokenEndpoint;
    request.credential = asked.credential;
    request.authorization = client->authorization;
    request.fields = asked.fields + client->fields;
    if (!requester.dpop)
        return request;
    const auto proof = makeDpopProof(*requester.dpop, "POST", request.endpoint, requester.clock->now());
    if (!proof)
        return failure(proof.error());
    request.dpopProof = *proof;
    return request;
}

/// RFC 8707 section 2.2: the token is for these.
FormFields resourceFields(const QStringList& resources)
{
    FormFields fields;
    for (const QString& resource : resources)
        fields += {param::kResource.toString(), resource};
    return fields;
}

QCoro::Task<Result<HttpResponse>> sendOnce(Requester requester, GrantRequest asked, std::stop_token stop)
{
    const Result<TokenRequest> request = tokenRequest(asked, requester);
    if (!request)
        co_return failure(request.error());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled, u"cancelled", {}, loggableUrl(request->endpoint));
    const auto running = std::make_unique<TokenExchange>(requester.http, *request, stop);
    Result<HttpResponse> response = co_await running->answer();
    co_return response;
}

/// The second time everything that is good for one request is made anew, the client's assertion too.
QCoro::Task<Result<HttpResponse>> exchange(Requester requester, GrantRequest asked, std::stop_token stop)
{
    Result<HttpResponse> response = co_await sendOnce(requester, asked, stop);
    const Result<bool> again = tryAgainWithNonce(requester, response);
    if (!again)
        co_return failure(again.error());
    if (!*again)
        co_return response;
    response = co_await sendOnce(requester, asked, stop);
    const Result<bool> enough = tryAgainWithNonce(requester, response); // the nonce is kept, and that is all
    if (!enough)
        co_return failure(enough.error());
    co_return response;
}

} // namespace

QUrl authorizationUrl(const AuthorizationServerMetadata& metadata, const AuthorizationRequest& request)
{
    ReplyHandler handler;
    CodeFlow flow(metadata.authorizationEndpoint, {}, authorizationParameters(request), nullptr, &handler);
    flow.setState(QString::fromLatin1(request.state)); // else it would make a weak one (CVE-2024-36048)
    QUrl url = flow.buildAuthenticateUrl();
    // It drops the endpoint's own query; metadata has made sure that none of our names is in there.
    const QString own = metadata.authorizationEndpoint.query(QUrl::FullyEncoded);
    if (!own.isEmpty())
        url.setQuery(own + u'&' + url.query(QUrl::FullyEncoded));
    return url;
}

QCoro::Task<Result<HttpResponse>> redeemCode(Requester requester, AuthorizationServerMetadata metadata,
                                             ClientRegistration registration, AuthorizationRequest request,
                                             AuthorizationCode code, std::stop_token stop)
{
    GrantRequest asked{Grant::Code, std::move(metadata), std::move(registration), code.code(), {}};
    asked.fields = {{param::kGrantType.toString(), QStringLiteral("authorization_code")},
                    {param::kCode.toString(), code.code().revealString()},
                    {param::kRedirectUri.toString(), request.redirectUri.toString(QUrl::FullyEncoded)},
                    {param::kCodeVerifier.toString(), request.pkce.verifier.revealString()}};
    asked.fields += resourceFields(request.resources);
    return exchange(std::move(requester), std::move(asked), std::move(stop));
}

QCoro::Task<Result<HttpResponse>> refreshTokens(Requester requester, AuthorizationServerMetadata metadata,
                                                ClientRegistration registration, SecretString refreshToken,
                                                QStringList scope, std::stop_token stop)
{
    GrantRequest asked{Grant::RefreshToken, std::move(metadata), std::move(registration), refreshToken, {}};
    asked.fields = {{param::kGrantType.toString(), QStringLiteral("refresh_token")},
                    {param::kRefreshToken.toString(), refreshToken.revealString()}};
    if (!scope.isEmpty())
        asked.fields += {param::kScope.toString(), scope.join(u' ')};
    asked.fields += resourceFields(asked.registration.resources);
    if (asked.registration.traits.refreshSendsRedirectUri && asked.registration.redirectUri)
        asked.fields +=
            {param::kRedirectUri.toString(), asked.registration.redirectUri->toString(QUrl::FullyEncoded)};
    return exchange(std::move(requester), std::move(asked), std::move(stop));
}

} // namespace tessera

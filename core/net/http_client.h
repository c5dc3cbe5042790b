// Plain requests as coroutines: discovery, keys, userinfo, revocation. (The code flow's own two requests go
// through Qt NetworkAuth in oauth/code_flow, over the same SecureAccessManager.)
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/flow/flow_recorder.h"
#include "core/net/form_body.h"
#include "core/net/secure_access_manager.h"

#include <QCoro/QCoroTask>

#include <QJsonObject>

#include <memory>
#include <stop_token>

namespace tessera {

struct HttpRequest
{
    QByteArray method = "GET"; ///< GET, POST, PUT or DELETE
    QUrl url;
    QByteArray accept = "application/json";
    /// Body of a POST, sent as application/x-www-form-urlencoded.
    FormFields form;
    /// Instead of `form`, for the few interfaces that take JSON (RFC 7591, GitHub's revocation): sent as
    /// application/json when it is not empty.
    SecretString json;
    /// More header lines (DPoP, If-None-Match…): never Authorization, Content-Type or Accept.
    QList<HttpHeader> headers;
    /// The whole value of the Authorization header. With it, or with a form, no redirect is ever followed.
    SecretString authorization;
    qint64 maxBodyBytes = limits::kTokenReplyBytes;
    /// Discovery and key sets: at most limits::kRedirects, same origin, GET only.
    bool followSameOriginRedirects = false;
};

class HttpClient
{
public:
    explicit HttpClient(const std::shared_ptr<FlowRecorder>& recorder = nullptr, ReplyLimits limits = {});
    ~HttpClient();

    /// Errors as SecureAccessManager::read, and Untrusted net.redirect where a redirect may not be followed.
    QCoro::Task<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop = {});

    /// The same way to the network; what is sent through it is recorded in that run.
    std::shared_ptr<HttpClient> forFlow(FlowHandle flow) const;
    /// Of a client made by forFlow; else empty.
    const FlowHandle& flow() const { return m_flow; }
    /// Marks a request that is sent through the access manager itself as one of flow().
    void mark(QNetworkRequest& request) const;

    /// For oauth/code_flow, which hands it to Qt NetworkAuth. Shared: a reply may outlive the client.
    std::shared_ptr<SecureAccessManager> accessManager() const { return m_manager; }

private:
    HttpClient(std::shared_ptr<SecureAccessManager> manager, FlowHandle flow);

    std::shared_ptr<SecureAccessManager> m_manager;
    FlowHandle m_flow;
};

/// 200 with application/json (or another "+json" type) and a strict JSON object inside.
/// Errors: Denied http.status (detail holds the status and, for a 429 or 503, the Retry-After value) ·
/// Malformed http.content_type ("HTML instead of JSON"; says to sign in to the network first) · json.* of
/// strict_json.
Result<QJsonObject> requireJsonObject(const HttpResponse& response, qsizetype maxBytes);

} // namespace tessera

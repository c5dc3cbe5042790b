// Waits on loopback for the browser to come back from the authorization endpoint: RFC 8252 section 7.3. Bound
// before the authorization URL exists, closed when the answer is in or the time is up.
#pragma once

#include "core/oauth/authorization_response.h"
#include "core/oauth/return_listener.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace tessera {

class RedirectListener final : public QObject
{
    Q_OBJECT
public:
    /// Hears of every answer and what it was judged to be, before anybody goes on. Dropped as soon as the
    /// wait ends.
    using Witness = std::function<void(const QByteArray& query, const AuthorizationVerdict& verdict)>;

    /// Which address, and which errors: as ReturnListener::bind.
    static Result<std::shared_ptr<RedirectListener>> bind(const std::optional<QUrl>& fixed = std::nullopt);
    /// Opens no port: the person pastes the address the browser ended on. `fixed` unset:
    /// http://127.0.0.1/callback, where nothing answers. Errors: listener.not_loopback.
    static Result<std::shared_ptr<RedirectListener>> withoutPort(const std::optional<QUrl>& fixed);
    ~RedirectListener() override;

    /// What the browser ended on, pasted by the person: judged as if it had come by the port, and racing it.
    /// Errors (Configuration): paste.address (not an address, or not the redirect address), paste.refused
    /// (detail: a response.* code of IgnoreResponse), paste.over (nothing is waited for).
    Result<void> paste(const QString& text);

    /// "http://127.0.0.1:49731/callback"
    QUrl redirectUri() const;

    /// Starts judging what arrives. Errors as RefuseResponse; Timeout sign_in.time_limit after `limit`;
    /// Cancelled. After the answer the port stays one second for the clean final page (A034, A310), then
    /// closes by itself.
    static QCoro::Task<Result<AuthorizationCode>> wait(std::shared_ptr<RedirectListener> listener,
                                                       AuthorizationRequest request, Milliseconds limit,
                                                       std::stop_token stop, Witness witness = {});

    /// How many requests were ignored (wrong state and the like): for the log and the sign-in page.
    int ignoredCount() const;

Q_SIGNALS:
    void ignored(const QString& code);

private:
    explicit RedirectListener(std::shared_ptr<ReturnListener> listener);
    std::shared_ptr<ReturnListener> m_listener;
};

} // namespace tessera

// Waits on loopback for the browser to come back, whatever it comes back from: RFC 8252 section 7.3. Knows
// addresses, paths and pages; what an answer means is the judge's business (redirect_listener,
// oidc/end_session).
#pragma once

#include "core/net/form_body.h"
#include "core/net/loopback_http_server.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <variant>

namespace tessera {

class ReturnListener final : public QObject
{
    Q_OBJECT
public:
    /// Nobody's answer: 400, and the wait goes on, so that a stranger cannot end it.
    struct Ignored
    {
        QString code;
    };
    /// Ours. The browser is sent to an address without the answer in it, and sees this page there (A310).
    struct Answered
    {
        LoopbackResponse lastPage;
    };
    using Judgement = std::variant<Ignored, Answered>;
    /// Gets the query as sent. Dropped as soon as the wait ends, and with it what it holds.
    using Judge = std::function<Judgement(const QByteArray& query)>;

    /// Any free port of 127.0.0.1 and the path /callback. The port is this wait's own, so that two issuers
    /// never share a redirect address (A057, N070). With `fixed` (a registered address, loopback literal or
    /// localhost) exactly that one is bound; its port taken is an error, never another port (A037);
    /// registered without a port, any free one will do (RFC 8252 section 7.3). Otherwise IPv4 first, IPv6
    /// where there is no IPv4 (A040). Errors (Configuration): listener.port_in_use, listener.bind,
    /// listener.not_loopback.
    static Result<std::shared_ptr<ReturnListener>> bind(const std::optional<QUrl>& fixed = std::nullopt);
    /// Opens no port: the person pastes the address the browser ended on. `fixed` unset:
    /// http://127.0.0.1/callback, where nothing answers. Errors: listener.not_loopback.
    static Result<std::shared_ptr<ReturnListener>> withoutPort(const std::optional<QUrl>& fixed);
    ~ReturnListener() override;

    /// What the browser ended on, pasted by the person: judged as if it had come by the port, and racing it.
    /// Errors (Configuration): paste.address (not an address, or not the redirect address), paste.refused
    /// (detail: the code of Ignored), paste.over (nothing is waited for).
    Result<void> paste(const QString& text);

    /// "http://127.0.0.1:49731/callback"
    QUrl redirectUri() const;

    /// An address here whose page posts `fields` to `target`, once: what must stand neither in the command
    /// line of a browser nor in its history (an ID token, A346) goes this way. Nobody can guess it.
    QUrl postTo(const QUrl& target, const FormFields& fields);

    /// Starts judging what arrives. Errors: Timeout `timeLimitCode` after `limit`; Cancelled. After the
    /// answer the port stays one second for the clean last page (A034, A310), then closes by itself.
    static QCoro::Task<Result<void>> wait(std::shared_ptr<ReturnListener> listener, Judge judge,
                                          Milliseconds limit, QString timeLimitCode, std::stop_token stop);

    /// How many requests were ignored (wrong state and the like): for the log and the sign-in page.
    int ignoredCount() const { return m_ignored; }

Q_SIGNALS:
    void ignored(const QString& code);

private:
    ReturnListener();
    class Private;
    std::unique_ptr<Private> d;
    int m_ignored = 0;
};

} // namespace tessera

#include "core/oauth/redirect_listener.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/base/random.h"
#include "core/oauth/redirect_pages.h"

namespace tessera {
namespace {

using namespace std::chrono_literals;
using Answer = OneShot<Result<AuthorizationCode>>;

constexpr Milliseconds kFinalPageTime = 1s;
/// One for all issuers: many servers compare the path of a loopback address with the registered one and let
/// only the port differ. Two sign-ins never share an address all the same, because each has a port of its own
/// (N070).
const QByteArray kPath = "/callback";

Result<QHostAddress> addressOf(const QUrl& fixed)
{
    const auto refuse = [&fixed](const QString& why) {
        return failure(ErrorKind::Configuration, u"listener.not_loopback", why, loggableUrl(fixed));
    };
    if (fixed.scheme() != u"http" || !isLoopbackHost(fixed))
        return refuse(QStringLiteral("a redirect address on this computer starts with http://127.0.0.1"));
    if (fixed.hasQuery() || fixed.hasFragment() || !fixed.userInfo().isEmpty())
        return refuse(QStringLiteral("a redirect address has no query, fragment or user information"));
    return fixed.host() == u"localhost" ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(fixed.host());
}

} // namespace

class RedirectListener::Private
{
public:
    explicit Private(RedirectListener* owner)
        : q(owner), server([this](const LoopbackRequest& got) { return answerTo(got); })
    {
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, q, [this] {
            end(failure(ErrorKind::Timeout, u"sign_in.time_limit"));
            server.close();
        });
    }

    Result<void> bindAnyPort()
    {
        path = kPath;
        auto bound = server.listen(QHostAddress(QHostAddress::LocalHost));
        if (!bound && !server.listen(QHostAddress(QHostAddress::LocalHostIPv6)))
            return bound;
        redirectUri = QUrl(server.origin() + QString::fromLatin1(path));
        return {};
    }

    Result<void> bindFixed(const QUrl& fixed)
    {
        const auto address = addressOf(fixed);
        if (!address)
            return failure(address.error());
        path = fixed.path(QUrl::FullyEncoded).toLatin1();
        if (path.isEmpty())
            path = "/"; // what a browser asks for
        server.setAllowLocalhostHost(fixed.host() == u"localhost");
        // Registered without a port, any will do (RFC 8252 section 7.3).
        if (auto bound = server.listen(*address, static_cast<quint16>(fixed.port(0))); !bound)
            return bound;
        redirectUri = fixed;
        redirectUri.setPort(server.port());
        return {};
    }

    Result<void> takeNoPort(const QUrl& fixed)
    {
        if (const auto address = addressOf(fixed); !address)
            return failure(address.error());
        path = fixed.path(QUrl::FullyEncoded).toLatin1();
        redirectUri = fixed;
        return {};
    }

    /// Same address, then the same judgement as a request.
    Result<void> paste(const QString& text)
    {
        if (!isWaiting())
            return failure(ErrorKind::Configuration, u"paste.over");
        const QUrl url(text.trimmed(), QUrl::StrictMode);
        constexpr auto withoutQuery = QUrl::RemoveQuery | QUrl::RemoveFragment;
        if (!url.isValid() || url.adjusted(withoutQuery) != redirectUri.adjusted(withoutQuery))
            return failure(ErrorKind::Configuration, u"paste.address", loggableUrl(redirectUri));
        const AuthorizationVerdict verdict =
            validateAuthorizationResponse(url.query(QUrl::FullyEncoded).toLatin1(), *request);
        if (const auto* stranger = std::get_if<IgnoreResponse>(&verdict))
            return failure(ErrorKind::Configuration, u"paste.refused", stranger->code);
        if (const auto* bad = std::get_if<RefuseResponse>(&verdict))
            end(failure(bad->error));
        else
            end(std::get<AuthorizationCode>(verdict));
        server.close(); // nobody comes for the last page
        return {};
    }

    Answer begin(AuthorizationRequest pending, Milliseconds time, const std::stop_token& stop)
    {
        request = std::move(pending);
        answer = Answer(stop, [this] {
            server.close();
            forget();
        });
        if (!answer->isResolved())
            limit.start(time);
        return *answer;
    }

    RedirectListener* q;
    LoopbackHttpServer server;
    QUrl redirectUri;

private:
    bool isWaiting() const { return answer && !answer->isResolved(); }

    LoopbackResponse answerTo(const LoopbackRequest& got)
    {
        if (!finalPath.isEmpty() && got.path == finalPath)
            return finalPage(accepted);
        if (got.path != path)
            return strangerPage(404);
        if (!finalPath.isEmpty())
            return strangerPage(410);
        return judge(got.query);
    }

    LoopbackResponse judge(const QByteArray& query)
    {
        if (!isWaiting())
            return ignore(QStringLiteral("response.not_expected"));
        const AuthorizationVerdict verdict = validateAuthorizationResponse(query, *request);
        if (const auto* stranger = std::get_if<IgnoreResponse>(&verdict))
            return ignore(stranger->code);
        if (const auto* bad = std::get_if<RefuseResponse>(&verdict))
            return finish(failure(bad->error));
        return finish(std::get<AuthorizationCode>(verdict));
    }

    LoopbackResponse ignore(const QString& code)
    {
        ++q->m_ignored;
        qCInfo(lcOauth) << "redirect ignored:" << code;
        Q_EMIT q->ignored(code);
        return strangerPage(400);
    }

    /// The address with the code leaves the browser's address bar and history at once (A310). The path of the
    /// last page cannot be guessed, so that a probe learns nothing from it either.
    LoopbackResponse finish(Result<AuthorizationCode> outcome)
    {
        accepted = outcome.has_value();
        finalPath = (path.endsWith('/') ? path : path + '/') + randomToken().first(22);
        end(std::move(outcome));
        LoopbackResponse response;
        response.status = 303;
        response.contentType = "text/plain; charset=utf-8";
        response.headers = {{"Location", finalPath}};
        return response;
    }

    void end(Result<AuthorizationCode> outcome)
    {
        answer->resolve(std::move(outcome));
        forget();
    }

    /// The request holds the verifier; nobody needs this copy any more (N023, A047).
    void forget()
    {
        limit.stop();
        request.reset();
    }

    QByteArray path;
    QByteArray finalPath; ///< empty until the answer is in
    bool accepted = false;
    std::optional<AuthorizationRequest> request;
    std::optional<Answer> answer;
    QTimer limit;
};

RedirectListener::RedirectListener() : d(std::make_unique<Private>(this)) {}

RedirectListener::~RedirectListener() = default;

Result<std::shared_ptr<RedirectListener>> RedirectListener::bind(const std::optional<QUrl>& fixed)
{
    std::shared_ptr<RedirectListener> listener(new RedirectListener);
    const auto bound = fixed ? listener->d->bindFixed(*fixed) : listener->d->bindAnyPort();
    if (!bound)
        return failure(bound.error());
    return listener;
}

Result<std::shared_ptr<RedirectListener>> RedirectListener::withoutPort(const std::optional<QUrl>& fixed)
{
    std::shared_ptr<RedirectListener> listener(new RedirectListener);
    const QUrl nobody(QStringLiteral("http://127.0.0.1") + QString::fromLatin1(kPath));
    if (const auto taken = listener->d->takeNoPort(fixed.value_or(nobody)); !taken)
        return failure(taken.error());
    return listener;
}

Result<void> RedirectListener::paste(const QString& text)
{
    return d->paste(text);
}

QUrl RedirectListener::redirectUri() const
{
    return d->redirectUri;
}

QCoro::Task<Result<AuthorizationCode>> RedirectListener::wait(std::shared_ptr<RedirectListener> listener,
                                                              AuthorizationRequest request,
                                                              Milliseconds limit, std::stop_token stop)
{
    const Answer answer = listener->d->begin(std::move(request), limit, stop);
    Result<AuthorizationCode> outcome = co_await answer;
    // Holds the listener a second longer than its users may, for the last page.
    QTimer::singleShot(kFinalPageTime, listener.get(), [listener] { listener->d->server.close(); });
    co_return outcome;
}

} // namespace tessera

#include "core/oauth/return_listener.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/base/random.h"
#include "core/oauth/redirect_pages.h"

namespace tessera {
namespace {

using namespace std::chrono_literals;
using Answer = OneShot<Result<void>>;

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

class ReturnListener::Private
{
public:
    explicit Private(ReturnListener* owner)
        : q(owner), server([this](const LoopbackRequest& got) { return answerTo(got); })
    {
        limit.setSingleShot(true);
        QObject::connect(&limit, &QTimer::timeout, q, [this] {
            end(failure(ErrorKind::Timeout, timeLimitCode));
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
        const Judgement judgement = judge(url.query(QUrl::FullyEncoded).toLatin1());
        if (const auto* stranger = std::get_if<Ignored>(&judgement))
            return failure(ErrorKind::Configuration, u"paste.refused", stranger->code);
        end({});
        server.close(); // nobody comes for the last page
        return {};
    }

    QUrl postTo(const QUrl& target, const FormFields& fields)
    {
        forwardPath = "/" + randomToken().first(22);
        forwardPage = postingPage(target, fields);
        return QUrl(server.origin() + QString::fromLatin1(forwardPath));
    }

    Answer begin(Judge asked, Milliseconds time, const QString& codeOfLimit, const std::stop_token& stop)
    {
        judge = std::move(asked);
        timeLimitCode = codeOfLimit;
        answer = Answer(stop, [this] {
            server.close();
            forget();
        });
        if (!answer->isResolved())
            limit.start(time);
        return *answer;
    }

    ReturnListener* q;
    LoopbackHttpServer server;
    QUrl redirectUri;

private:
    bool isWaiting() const { return answer && !answer->isResolved(); }

    LoopbackResponse answerTo(const LoopbackRequest& got)
    {
        if (!finalPath.isEmpty() && got.path == finalPath) {
            server.close(); // a fixed address is free again for the next sign-in
            return lastPage;
        }
        if (!forwardPath.isEmpty() && got.path == forwardPath)
            return forward();
        if (got.path != path)
            return strangerPage(404);
        if (!finalPath.isEmpty())
            return strangerPage(410);
        return judgeAnswer(got.query);
    }

    LoopbackResponse forward()
    {
        forwardPath.clear();
        return std::exchange(forwardPage, {});
    }

    LoopbackResponse judgeAnswer(const QByteArray& query)
    {
        if (!isWaiting())
            return ignore(QStringLiteral("response.not_expected"));
        Judgement judgement = judge(query);
        if (const auto* stranger = std::get_if<Ignored>(&judgement))
            return ignore(stranger->code);
        return finish(std::move(std::get<Answered>(judgement).lastPage));
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
    LoopbackResponse finish(LoopbackResponse page)
    {
        lastPage = std::move(page);
        finalPath = (path.endsWith('/') ? path : path + '/') + randomToken().first(22);
        end({});
        return seeOther(finalPath);
    }

    static LoopbackResponse seeOther(const QByteArray& location)
    {
        LoopbackResponse response;
        response.status = 303;
        response.contentType = "text/plain; charset=utf-8";
        response.headers = {{"Location", location}};
        return response;
    }

    void end(Result<void> outcome)
    {
        answer->resolve(std::move(outcome));
        forget();
    }

    /// The judge may hold a verifier; nobody needs that copy any more (N023, A047).
    void forget()
    {
        limit.stop();
        judge = {};
        forwardPath.clear();
        forwardPage = {};
    }

    QByteArray path;
    QByteArray finalPath; ///< empty until the answer is in
    LoopbackResponse lastPage;
    QByteArray forwardPath;
    LoopbackResponse forwardPage;
    Judge judge;
    QString timeLimitCode;
    std::optional<Answer> answer;
    QTimer limit;
};

ReturnListener::ReturnListener() : d(std::make_unique<Private>(this)) {}

ReturnListener::~ReturnListener() = default;

Result<std::shared_ptr<ReturnListener>> ReturnListener::bind(const std::optional<QUrl>& fixed)
{
    std::shared_ptr<ReturnListener> listener(new ReturnListener);
    const auto bound = fixed ? listener->d->bindFixed(*fixed) : listener->d->bindAnyPort();
    if (!bound)
        return failure(bound.error());
    return listener;
}

Result<std::shared_ptr<ReturnListener>> ReturnListener::withoutPort(const std::optional<QUrl>& fixed)
{
    std::shared_ptr<ReturnListener> listener(new ReturnListener);
    const QUrl nobody(QStringLiteral("http://127.0.0.1") + QString::fromLatin1(kPath));
    if (const auto taken = listener->d->takeNoPort(fixed.value_or(nobody)); !taken)
        return failure(taken.error());
    return listener;
}

Result<void> ReturnListener::paste(const QString& text)
{
    return d->paste(text);
}

QUrl ReturnListener::redirectUri() const
{
    return d->redirectUri;
}

QUrl ReturnListener::postTo(const QUrl& target, const FormFields& fields)
{
    return d->postTo(target, fields);
}

QCoro::Task<Result<void>> ReturnListener::wait(std::shared_ptr<ReturnListener> listener, Judge judge,
                                               Milliseconds limit, QString timeLimitCode,
                                               std::stop_token stop)
{
    const Answer answer = listener->d->begin(std::move(judge), limit, timeLimitCode, stop);
    const Result<void> outcome = co_await answer;
    // Holds the listener a second longer than its users may, for the last page.
    QTimer::singleShot(kFinalPageTime, listener.get(), [listener] { listener->d->server.close(); });
    co_return outcome;
}

} // namespace tessera

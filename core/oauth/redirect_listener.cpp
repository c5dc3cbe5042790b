#include "core/oauth/redirect_listener.h"

#include "core/oauth/redirect_pages.h"

namespace tessera {
namespace {

using Outcome = std::optional<Result<AuthorizationCode>>;

/// Puts the verdict into `outcome` and tells the listener what the browser gets.
ReturnListener::Judgement judge(const QByteArray& query, const AuthorizationRequest& request,
                                const RedirectListener::Witness& witness, Outcome& outcome)
{
    const AuthorizationVerdict verdict = validateAuthorizationResponse(query, request);
    if (witness)
        witness(query, verdict);
    if (const auto* stranger = std::get_if<IgnoreResponse>(&verdict))
        return ReturnListener::Ignored{stranger->code};
    if (const auto* bad = std::get_if<RefuseResponse>(&verdict))
        outcome = failure(bad->error);
    else
        outcome = std::get<AuthorizationCode>(verdict);
    return ReturnListener::Answered{finalPage(outcome->has_value())};
}

} // namespace

RedirectListener::RedirectListener(std::shared_ptr<ReturnListener> listener) : m_listener(std::move(listener))
{
    connect(m_listener.get(), &ReturnListener::ignored, this, &RedirectListener::ignored);
}

RedirectListener::~RedirectListener() = default;

Result<std::shared_ptr<RedirectListener>> RedirectListener::bind(const std::optional<QUrl>& fixed)
{
    const auto listener = ReturnListener::bind(fixed);
    if (!listener)
        return failure(listener.error());
    return std::shared_ptr<RedirectListener>(new RedirectListener(*listener));
}

Result<std::shared_ptr<RedirectListener>> RedirectListener::withoutPort(const std::optional<QUrl>& fixed)
{
    const auto listener = ReturnListener::withoutPort(fixed);
    if (!listener)
        return failure(listener.error());
    return std::shared_ptr<RedirectListener>(new RedirectListener(*listener));
}

Result<void> RedirectListener::paste(const QString& text)
{
    return m_listener->paste(text);
}

QUrl RedirectListener::redirectUri() const
{
    return m_listener->redirectUri();
}

int RedirectListener::ignoredCount() const
{
    return m_listener->ignoredCount();
}

QCoro::Task<Result<AuthorizationCode>> RedirectListener::wait(std::shared_ptr<RedirectListener> listener,
                                                              AuthorizationRequest request,
                                                              Milliseconds limit, std::stop_token stop,
                                                              Witness witness)
{
    const auto outcome = std::make_shared<Outcome>();
    ReturnListener::Judge judges = [outcome, request = std::move(request),
                                    witness = std::move(witness)](const QByteArray& query) {
        return judge(query, request, witness, *outcome);
    };
    const auto ended = co_await ReturnListener::wait(listener->m_listener, std::move(judges), limit,
                                                     QStringLiteral("sign_in.time_limit"), stop);
    if (!ended)
        co_return failure(ended.error());
    co_return std::move(**outcome);
}

} // namespace tessera

#include "core/session/end_session_journey.h"

namespace tessera {
namespace {

Result<void> openProvider(const Environment& environment, const EndSessionPlan& plan)
{
    const auto request = makeEndSessionRequest(plan.metadata, plan.registration, {}, std::nullopt);
    if (!request)
        return failure(request.error());
    return environment.openUrl(request->address());
}

} // namespace

QCoro::Task<Result<void>> endProviderSession(Environment environment, EndSessionPlan plan,
                                             std::stop_token stop)
{
    if (!plan.postLogoutRedirectUri)
        co_return openProvider(environment, plan);
    const auto listener = ReturnListener::bind(plan.postLogoutRedirectUri);
    if (!listener)
        co_return failure(listener.error());
    const auto request =
        makeEndSessionRequest(plan.metadata, plan.registration, plan.idToken, (*listener)->redirectUri());
    if (!request)
        co_return failure(request.error());
    QUrl address = request->address();
    if (request->hasHint)
        address = (*listener)->postTo(request->endpoint, request->fields);
    if (const auto opened = environment.openUrl(address); !opened)
        co_return failure(opened.error());
    const auto back = co_await waitForEndSession(*listener, *request, plan.limit, stop);
    co_return back;
}

} // namespace tessera

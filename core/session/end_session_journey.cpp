#include "core/session/end_session_journey.h"

#include "core/session/flow_steps.h"

namespace tessera {
namespace {

void tellEndOpened(const FlowHandle& flow, const QUrl& address)
{
    flow.arrow(FlowStepKind::AddressOpened, address);
    flow.arrow(FlowStepKind::AuthorizationRequest, address);
}

Result<void> openProvider(const Environment& environment, const EndSessionPlan& plan)
{
    const auto request = makeEndSessionRequest(plan.metadata, plan.registration, {}, std::nullopt);
    if (!request)
        return failure(request.error());
    tellEndOpened(flowOf(environment), request->address());
    return environment.openUrl(request->address());
}

QCoro::Task<Result<void>> endRecorded(Environment environment, EndSessionPlan plan, std::stop_token stop)
{
    const FlowHandle flow = flowOf(environment);
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
    // The hint goes by a page of ours: its own address says nothing.
    tellEndOpened(flow, request->hasHint ? request->endpoint : address);
    if (const auto opened = environment.openUrl(address); !opened)
        co_return failure(opened.error());
    const auto back = co_await waitForEndSession(*listener, *request, plan.limit, stop);
    if (back) {
        flow.arrow(FlowStepKind::Redirect, (*listener)->redirectUri());
        flow.arrow(FlowStepKind::Callback, (*listener)->redirectUri());
        flow.check(u"state", FlowVerdict::Passed);
    }
    co_return back;
}

} // namespace

QCoro::Task<Result<void>> endProviderSession(Environment environment, EndSessionPlan plan,
                                             std::stop_token stop)
{
    FlowSubject subject;
    subject.issuer = plan.metadata.issuer;
    const FlowHandle flow = beginFlow(environment, FlowKind::SignOut, subject);
    const Environment recorded = withinFlow(environment, flow);
    auto ended = co_await endRecorded(recorded, plan, stop);
    endFlow(flow, ended);
    co_return ended;
}

} // namespace tessera

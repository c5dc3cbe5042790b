#include "core/session/server_confirmation.h"

#include "core/base/logging.h"
#include "core/oauth/pushed_authorization.h"
#include "core/session/preflight.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

/// What comes from disk must neither choose where a password is typed nor be sent anything.
bool willDo(const KeptAnswer& kept)
{
    const AuthorizationServerMetadata& metadata = kept.answer.metadata;
    return kept.isFirstHand || (sameOrigin(metadata.authorizationEndpoint, QUrl(metadata.issuer)) &&
                                metadata.pushedAuthorizationRequestEndpoint.isEmpty() &&
                                !metadata.requirePushedAuthorizationRequests);
}

/// Beside the browser. It belongs to no caller's patience but to `stop`.
QCoro::Task<void> askAgain(Environment environment, ClientRegistration registration, std::stop_token stop,
                           OneShot<Result<DiscoveryAnswer>> answer)
{
    const Result<DiscoveryAnswer> fresh = co_await lookUpServer(environment, registration, stop);
    answer.resolve(fresh);
}

Error changedMeanwhile(const QStringList& what, const QString& issuer)
{
    return Error{ErrorKind::Untrusted, QStringLiteral("metadata.changed_meanwhile"),
                 what.join(QStringLiteral(", ")), loggableUrl(QUrl(issuer))};
}

} // namespace

QStringList changedPromises(const AuthorizationServerMetadata& begun, const AuthorizationServerMetadata& now)
{
    QStringList changed;
    const auto compare = [&changed](bool same, const QString& name) {
        if (!same)
            changed += name;
    };
    compare(begun.issuer == now.issuer && begun.issuerIsShared == now.issuerIsShared,
            QStringLiteral("issuer"));
    compare(begun.authorizationEndpoint == now.authorizationEndpoint,
            QStringLiteral("authorization_endpoint"));
    compare(begun.authorizationResponseIssParameterSupported ==
                now.authorizationResponseIssParameterSupported,
            QStringLiteral("authorization_response_iss_parameter_supported"));
    compare(begun.pushedAuthorizationRequestEndpoint == now.pushedAuthorizationRequestEndpoint,
            QStringLiteral("pushed_authorization_request_endpoint"));
    compare(begun.requirePushedAuthorizationRequests == now.requirePushedAuthorizationRequests,
            QStringLiteral("require_pushed_authorization_requests"));
    for (const EndpointChange& change : changedEndpoints(begun, now))
        if (!changed.contains(change.endpoint))
            changed += change.endpoint;
    return changed;
}

QCoro::Task<Result<ServerInHand>> serverToBeginWith(Environment environment, SignInRequest request,
                                                    std::stop_token stop)
{
    ServerInHand server;
    std::optional<KeptAnswer> kept;
    if (request.flow != SignInFlow::Device)
        kept = keptServer(environment, request.registration);
    if (kept && willDo(*kept)) {
        server.answer = kept->answer;
        server.isFirstHand = kept->isFirstHand;
        server.confirmation.emplace(stop);
        askAgain(environment, request.registration, stop, *server.confirmation);
        co_return server;
    }
    const auto answer = co_await lookUpServer(environment, request.registration, stop);
    if (!answer)
        co_return failure(answer.error());
    server.answer = *answer;
    co_return server;
}

QCoro::Task<Result<AuthorizationServerMetadata>> confirmServer(Environment environment, ServerInHand server)
{
    const AuthorizationServerMetadata begun = server.answer.metadata;
    if (!server.confirmation)
        co_return Result<AuthorizationServerMetadata>(begun);
    const OneShot<Result<DiscoveryAnswer>> confirmation = *server.confirmation;
    const Result<DiscoveryAnswer> now = co_await confirmation;
    if (!now) {
        // No last good answer to fall back on any more, though what was begun with may have been one.
        if (server.isFirstHand && isBrieflyUnreadable(now.error()))
            co_return Result<AuthorizationServerMetadata>(begun);
        co_return failure(now.error());
    }
    const PreflightCheck clock = judgeClock(now->serverDate, environment.clock->now(), begun.issuer);
    if (const auto fault = firstFault({clock}))
        co_return failure(*fault);
    if (const QStringList changed = changedPromises(begun, now->metadata); !changed.isEmpty())
        co_return failure(changedMeanwhile(changed, begun.issuer));
    co_return Result<AuthorizationServerMetadata>(now->metadata);
}

} // namespace tessera

#include "core/session/grant_acquisition.h"

#include "core/jose/key_output.h"
#include "core/oauth/code_flow.h"
#include "core/oauth/device_authorization.h"
#include "core/oauth/pushed_authorization.h"
#include "core/oauth/redirect_listener.h"
#include "core/session/account_requester.h"
#include "core/session/flow_steps.h"
#include "core/session/preflight.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

/// With somebody looking, a browser that does not open is no end: the address can be opened by hand.
Result<void> openBrowser(const Environment& environment, const SignInRequest& request,
                         SignInProgress& progress)
{
    if (request.openBrowser) {
        if (const auto opened = environment.openUrl(progress.address); !opened) {
            if (!request.onProgress)
                return failure(opened.error());
            progress.browserError = opened.error();
        }
    }
    report(request, progress);
    return {};
}

/// Without a listener the address is the registered one, and what the browser ends on is pasted. A person may
/// have chosen the ports for where none is registered: the first that is free.
Result<std::shared_ptr<RedirectListener>> listen(const Environment& environment, const SignInRequest& request)
{
    const std::optional<QUrl>& registered = request.registration.redirectUri;
    if (request.flow == SignInFlow::Paste)
        return RedirectListener::withoutPort(registered);
    const bool isFree = !registered || registered->port() <= 0;
    const QList<quint16> ports =
        isFree && environment.redirectPorts ? environment.redirectPorts() : QList<quint16>();
    if (ports.isEmpty())
        return RedirectListener::bind(registered);
    Result<std::shared_ptr<RedirectListener>> listener;
    for (const quint16 port : ports) {
        QUrl address = registered.value_or(defaultRedirectUri());
        address.setPort(port);
        listener = RedirectListener::bind(address);
        if (listener)
            break;
    }
    return listener;
}

/// The account's own key, where its tokens are to be bound to one.
Result<SecretString> newBinding(const ClientRegistration& registration,
                                const AuthorizationServerMetadata& metadata)
{
    const auto key = newDpopKey(registration, metadata);
    if (!key)
        return failure(key.error());
    return *key ? privateJwk(**key) : SecretString();
}

/// Where the answer is to come as a token (JARM): what it is judged by. The keys are fetched now, because
/// nobody is asked once the answer is there, and anew, because those in memory may lack the one that signs
/// today.
QCoro::Task<Result<std::optional<SignedResponseExpectations>>>
expectedResponse(Environment environment, ClientRegistration registration,
                 AuthorizationServerMetadata metadata, std::stop_token stop)
{
    auto expected = signedResponseOf(registration, metadata);
    if (!expected || !*expected)
        co_return expected;
    (*expected)->clock = environment.clock;
    if (!needsKeySet(**expected))
        co_return expected;
    const Result<JwkSet> keys = co_await RemoteJwkSets::refetch(environment.jwkSets, metadata.jwksUri, stop);
    if (!keys)
        co_return failure(keys.error());
    (*expected)->keys = *keys;
    co_return expected;
}

/// What the browser is to open. Where the server takes the request ahead, it gets it now (RFC 9126).
QCoro::Task<Result<QUrl>> browserAddress(Requester requester, AuthorizationServerMetadata metadata,
                                         ClientRegistration registration, AuthorizationRequest asked,
                                         std::stop_token stop)
{
    const auto pushes = pushesRequests(metadata);
    if (!pushes)
        co_return failure(pushes.error());
    if (*pushes) {
        const auto pushed = co_await pushAuthorizationRequest(requester, metadata, registration, asked, stop);
        if (!pushed)
            co_return failure(pushed.error());
        asked.requestUri = pushed->requestUri;
        requester.http->flow().note(u"note.pushed");
    }
    co_return authorizationUrl(metadata, asked);
}

} // namespace

void report(const SignInRequest& request, const SignInProgress& progress)
{
    if (request.onProgress)
        request.onProgress(progress);
}

QCoro::Task<Result<AcquiredTokens>> acquireByBrowser(Environment environment, SignInRequest request,
                                                     ServerInHand server, std::stop_token stop)
{
    const ClientRegistration registration = request.registration;
    const AuthorizationServerMetadata metadata = server.answer.metadata;
    // First, while the keys are still on their way: one request serves the ID token, too.
    const auto signedResponse = co_await expectedResponse(environment, registration, metadata, stop);
    if (!signedResponse)
        co_return failure(signedResponse.error());
    const auto checks = co_await preflightBeforeBrowser(
        registration.redirectUri.value_or(defaultRedirectUri()), loopbackRuleOf(environment, registration),
        server.answer.serverDate, environment.clock->now(), stop);
    if (const auto fault = firstFault(checks))
        co_return failure(*fault);
    const auto dpopKey = newBinding(registration, metadata);
    if (!dpopKey)
        co_return failure(dpopKey.error());
    const auto requester = requesterOf(environment, *dpopKey);
    if (!requester)
        co_return failure(requester.error());
    const auto listener = listen(environment, request);
    if (!listener)
        co_return failure(listener.error());
    AuthorizationRequest asked =
        makeAuthorizationRequest(metadata, registration, (*listener)->redirectUri(), environment.clock->now(),
                                 request.extra, request.options);
    asked.signedResponse = *signedResponse;
    if (requester->dpop)
        asked.dpopJkt = requester->dpop->key.thumbprint();
    const auto address = co_await browserAddress(*requester, metadata, registration, asked, stop);
    if (!address)
        co_return failure(address.error());

    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.foreignHosts = foreignHosts(metadata);
    progress.lastGoodBecause = server.answer.lastGoodBecause;
    progress.address = *address;
    progress.redirectUri = asked.redirectUri;
    progress.deadline = environment.clock->now() + request.limit;
    const auto isPasted = std::make_shared<bool>(false);
    if (!environment.administrator.isSwitchedOff(feature::kPaste))
        progress.paste = [weak = std::weak_ptr(*listener), isPasted](const QString& text) -> Result<void> {
            const auto waiting = weak.lock();
            if (!waiting)
                return failure(ErrorKind::Configuration, u"paste.over");
            *isPasted = true;
            auto pasted = waiting->paste(text);
            *isPasted = false;
            return pasted;
        };
    const FlowHandle flow = flowOf(environment);
    tellOpened(flow, *address);
    if (const auto opened = openBrowser(environment, request, progress); !opened)
        co_return failure(opened.error());
    auto witness = redirectWitness(flow, asked, isPasted, metadata.tokenEndpoint);
    const auto code =
        co_await RedirectListener::wait(*listener, asked, request.limit, stop, std::move(witness));
    if (!code)
        co_return failure(code.error());
    asked.signedResponse.reset(); // it holds the client secret; nobody needs that copy any more

    progress.step = SignInStep::Redeeming;
    report(request, progress);
    const auto confirmed = co_await confirmServer(environment, server);
    if (!confirmed)
        co_return failure(confirmed.error());
    tellPkce(flow, asked.pkce);
    const auto reply = co_await redeemCode(*requester, *confirmed, registration, asked, *code, stop);
    if (!reply)
        co_return failure(reply.error());
    const auto response =
        parseTokenResponse(*reply, environment.clock->now(), requester->expectedTokenType());
    if (!response)
        co_return failure(response.error());
    co_return AcquiredTokens{*response, *dpopKey, code->code(), *confirmed, asked};
}

QCoro::Task<Result<AcquiredTokens>> acquireByDevice(Environment environment, SignInRequest request,
                                                    ServerInHand server, std::stop_token stop)
{
    const AuthorizationServerMetadata metadata = server.answer.metadata;
    const auto device = co_await requestDeviceAuthorization(environment.http, metadata, request.registration,
                                                            request.extra, environment.clock, stop);
    if (!device)
        co_return failure(device.error());
    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.foreignHosts = foreignHosts(metadata);
    progress.address = device->verificationUri;
    progress.completeAddress = device->verificationUriComplete;
    progress.userCode = device->userCode;
    progress.deadline = device->expiresAt;
    const FlowHandle flow = flowOf(environment);
    flow.arrow(FlowStepKind::CodeShown, device->verificationUri);
    flow.arrow(FlowStepKind::PersonAnswers);
    report(request, progress);

    const auto response = co_await pollForTokens(environment.http, metadata, request.registration, *device,
                                                 environment.clock, environment.pause, stop);
    if (!response)
        co_return failure(response.error());
    AcquiredTokens acquired;
    acquired.response = *response;
    acquired.metadata = metadata;
    acquired.asked.issuer = metadata.issuer;
    acquired.asked.clientId = request.registration.clientId;
    acquired.asked.scope = request.registration.scope;
    co_return acquired;
}

} // namespace tessera

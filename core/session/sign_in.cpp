// The whole sign-in, top to bottom: RFC 6749 section 4.1 with PKCE in the system browser (RFC 8252), then
// OIDC Core 3.1.3. Each line below is judged in the file that is named after it.
#include "core/session/sign_in.h"

#include "core/base/logging.h"
#include "core/oauth/code_flow.h"
#include "core/oauth/redirect_listener.h"
#include "core/oauth/token_response.h"
#include "core/oidc/discovery.h"

namespace tessera {
namespace {

/// What is wrong with the client is said before a browser opens.
Result<QStringList> readyToStart(const ClientRegistration& registration,
                                 const AuthorizationServerMetadata& metadata)
{
    if (const auto method = chooseAuthenticationMethod(registration, metadata); !method)
        return failure(method.error());
    return allowedIdTokenAlgorithms(registration, metadata);
}

IdTokenExpectations expectationsOf(const AuthorizationRequest& asked, const ClientRegistration& registration,
                                   const QStringList& algorithms, const TokenResponse& response,
                                   TimePoint now)
{
    IdTokenExpectations expected;
    expected.issuer = asked.issuer;
    expected.clientId = asked.clientId;
    expected.clientSecret = registration.clientSecret;
    expected.algorithms = algorithms;
    expected.nonce = asked.nonce;
    expected.maxAge = asked.maxAge;
    expected.accessToken = response.accessToken;
    expected.now = now;
    return expected;
}

void report(const SignInRequest& request, const SignInProgress& progress)
{
    if (request.onProgress)
        request.onProgress(progress);
}

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

} // namespace

QCoro::Task<Result<SignedIn>> signIn(Environment environment, SignInRequest request, std::stop_token stop)
{
    const ClientRegistration registration = request.registration;
    SignInProgress progress;
    report(request, progress);

    const auto metadata = co_await discover(environment.http, registration.issuer, stop);
    if (!metadata)
        co_return failure(metadata.error());
    const auto algorithms = readyToStart(registration, *metadata);
    if (!algorithms)
        co_return failure(algorithms.error());
    if (!metadata->jwksUri.isEmpty())
        environment.jwkSets->prefetch(metadata->jwksUri); // while the person is in the browser

    const auto listener = RedirectListener::bind(registration.redirectUri);
    if (!listener)
        co_return failure(listener.error());
    const AuthorizationRequest asked = makeAuthorizationRequest(
        *metadata, registration, (*listener)->redirectUri(), environment.clock->now(), request.extra);

    progress.step = SignInStep::WaitingForBrowser;
    progress.address = authorizationUrl(*metadata, asked);
    progress.redirectUri = asked.redirectUri;
    progress.deadline = environment.clock->now() + request.limit;
    if (const auto opened = openBrowser(environment, request, progress); !opened)
        co_return failure(opened.error());
    const auto code = co_await RedirectListener::wait(*listener, asked, request.limit, stop);
    if (!code)
        co_return failure(code.error());

    progress.step = SignInStep::Redeeming;
    report(request, progress);
    const auto reply = co_await redeemCode({environment.http, environment.clock}, *metadata, registration,
                                           asked, *code, stop);
    if (!reply)
        co_return failure(reply.error());
    const TimePoint now = environment.clock->now();
    const auto response = parseTokenResponse(*reply, now);
    if (!response)
        co_return failure(response.error());
    if (response->idToken.isEmpty())
        co_return failure(ErrorKind::Untrusted, u"token_response.id_token", {},
                          loggableUrl(metadata->tokenEndpoint));

    progress.step = SignInStep::CheckingIdToken;
    report(request, progress);
    const IdTokenExpectations expected = expectationsOf(asked, registration, *algorithms, *response, now);
    const IdTokenVerdict verdict = co_await validateIdTokenRemotely(environment.jwkSets, metadata->jwksUri,
                                                                    response->idToken, expected, stop);
    if (!verdict.idToken)
        co_return failure(verdict.error.value_or(
            Error{ErrorKind::Untrusted, QStringLiteral("id_token.signature"), {}, metadata->issuer}));
    const TokenSet tokens = TokenSet::fromResponse(*response, asked.scope, now);
    co_return SignedIn{*metadata, registration, tokens, *verdict.idToken, verdict.checks};
}

} // namespace tessera

// The whole sign-in, top to bottom: what the server can do, a person's consent, tokens, who it was. Each line
// below is judged in the file that is named after it.
#include "core/session/sign_in.h"

#include "core/base/logging.h"
#include "core/oauth/client_authentication.h"
#include "core/oauth/pushed_authorization.h"
#include "core/oidc/user_info_jwt.h"
#include "core/providers/administrator_policy.h"
#include "core/session/flow_steps.h"
#include "core/session/grant_acquisition.h"
#include "core/session/server_lookup.h"

namespace tessera {
namespace {

bool asksForIdToken(const ClientRegistration& registration)
{
    return registration.scope.contains(QStringLiteral("openid"));
}

Result<void> flowIsAllowed(const Environment& environment, SignInFlow flow)
{
    switch (flow) {
    case SignInFlow::Device:
        return mayUse(environment.administrator, feature::kDevice);
    case SignInFlow::Paste:
        return mayUse(environment.administrator, feature::kPaste);
    case SignInFlow::Browser:
        break;
    }
    return {};
}

/// What is wrong with the client is said before a browser opens.
Result<QStringList> readyToStart(const SignInRequest& request, const AuthorizationServerMetadata& metadata)
{
    const ClientRegistration& registration = request.registration;
    if (request.serverBefore)
        if (const auto kept = checkStillPushes(*request.serverBefore, metadata); !kept)
            return failure(kept.error());
    // The device grant here has no proofs.
    if (request.flow == SignInFlow::Device && registration.dpop == DpopUse::Required)
        return failure(ErrorKind::Configuration, u"dpop.device", {}, metadata.issuer);
    for (const QString& resource : registration.resources)
        if (const auto checked = checkResource(resource); !checked)
            return failure(checked.error());
    const bool withoutSecret =
        request.flow == SignInFlow::Device && registration.traits.deviceGrantWithoutSecret;
    if (!withoutSecret)
        if (const auto method = chooseAuthenticationMethod(registration, metadata); !method)
            return failure(method.error());
    if (request.flow != SignInFlow::Device) // nothing comes back by a browser there
        if (const auto answer = signedResponseOf(registration, metadata); !answer)
            return failure(answer.error());
    if (const auto jwt = userInfoJwtOf(registration, metadata); !jwt)
        return failure(jwt.error());
    if (!asksForIdToken(registration))
        return QStringList();
    const auto decryption = tokenDecryption(registration, registration.idTokenEncryptedResponseAlg,
                                            registration.idTokenEncryptedResponseEnc);
    if (!decryption)
        return failure(decryption.error());
    return allowedIdTokenAlgorithms(registration, metadata);
}

IdTokenExpectations expectationsOf(const AcquiredTokens& acquired, const ClientRegistration& registration,
                                   const AuthorizationServerMetadata& metadata, TimePoint now)
{
    IdTokenExpectations expected;
    expected.issuer = metadata.issuer;
    if (metadata.issuerIsShared) {
        expected.issuerTemplate = registration.traits.issuerTemplate;
        expected.tenants = registration.traits.tenants;
    }
    expected.clientId = registration.clientId;
    expected.clientSecret = registration.clientSecret;
    expected.nonce = acquired.asked.nonce;
    expected.maxAge = acquired.asked.maxAge;
    expected.essentialAcr = acquired.asked.essentialAcr;
    expected.accessToken = acquired.response.accessToken;
    expected.code = acquired.code;
    expected.state = acquired.asked.state;
    expected.now = now;
    return expected;
}

QCoro::Task<Result<AcquiredTokens>> acquire(Environment environment, SignInRequest request,
                                            ServerInHand server, std::stop_token stop)
{
    return request.flow == SignInFlow::Device ? acquireByDevice(std::move(environment), std::move(request),
                                                                std::move(server), std::move(stop))
                                              : acquireByBrowser(std::move(environment), std::move(request),
                                                                 std::move(server), std::move(stop));
}

SignedIn signedInWith(const AcquiredTokens& acquired, const ClientRegistration& registration,
                      const AuthorizationServerMetadata& metadata, TimePoint now)
{
    SignedIn signedIn;
    signedIn.metadata = metadata;
    signedIn.registration = registration;
    signedIn.dpopKey = acquired.dpopKey;
    signedIn.redirectUri = acquired.asked.redirectUri;
    signedIn.tokens = TokenSet::fromResponse(acquired.response, acquired.asked.scope, now);
    return signedIn;
}

QCoro::Task<Result<SignedIn>> checkIdToken(Environment environment, SignedIn signedIn,
                                           AcquiredTokens acquired, std::stop_token stop)
{
    const auto algorithms = allowedIdTokenAlgorithms(signedIn.registration, signedIn.metadata);
    if (!algorithms)
        co_return failure(algorithms.error());
    const auto decryption =
        tokenDecryption(signedIn.registration, signedIn.registration.idTokenEncryptedResponseAlg,
                        signedIn.registration.idTokenEncryptedResponseEnc);
    if (!decryption)
        co_return failure(decryption.error());
    IdTokenExpectations expected =
        expectationsOf(acquired, signedIn.registration, signedIn.metadata, signedIn.tokens.obtainedAt);
    expected.algorithms = *algorithms;
    expected.decryption = *decryption;
    const IdTokenVerdict verdict = co_await validateIdTokenRemotely(
        environment.jwkSets, signedIn.metadata.jwksUri, acquired.response.idToken, expected, stop);
    tellIdToken(flowOf(environment), verdict, acquired.response.idToken, expected);
    if (!verdict.idToken && !signedIn.metadata.userinfoEndpoint.isEmpty())
        flowOf(environment).toResourceServer().notSent("GET", signedIn.metadata.userinfoEndpoint);
    if (!verdict.idToken)
        co_return failure(verdict.error.value_or(
            Error{ErrorKind::Untrusted, QStringLiteral("id_token.signature"), {}, signedIn.metadata.issuer}));
    // From here on the account is of the tenant that issued the token, not of the shared address.
    signedIn.metadata.issuer = verdict.idToken->issuer();
    signedIn.metadata.issuerIsShared = false;
    signedIn.registration.issuer = signedIn.metadata.issuer;
    signedIn.idToken = verdict.idToken;
    signedIn.checks = verdict.checks;
    signedIn.identity = identityOf(*verdict.idToken);
    co_return signedIn;
}

QCoro::Task<Result<SignedIn>> askWhoItIs(Environment environment, SignedIn signedIn, std::stop_token stop)
{
    const auto identity = co_await fetchIdentity(environment, signedIn.metadata, signedIn.registration,
                                                 signedIn.tokens.accessToken, signedIn.dpopKey, stop);
    if (!identity)
        co_return failure(identity.error());
    signedIn.identity = *identity;
    co_return signedIn;
}

} // namespace

QCoro::Task<Result<SignedIn>> signIn(Environment environment, SignInRequest request, std::stop_token stop)
{
    const ClientRegistration registration = request.registration;
    SignInProgress progress;
    report(request, progress);

    if (const auto allowed = flowIsAllowed(environment, request.flow); !allowed)
        co_return failure(allowed.error());
    const auto server = co_await serverToBeginWith(environment, request, stop);
    if (!server)
        co_return failure(server.error());
    const AuthorizationServerMetadata* metadata = &server->answer.metadata;
    if (const auto ready = readyToStart(request, *metadata); !ready)
        co_return failure(ready.error());
    if (request.serverBefore) {
        const QList<EndpointChange> moved = changedEndpoints(*request.serverBefore, *metadata);
        bool accepted = moved.isEmpty();
        if (!accepted && request.acceptMoved)
            accepted = co_await request.acceptMoved(moved);
        if (!accepted)
            co_return failure(endpointMoved(moved, metadata->issuer));
    }
    if (!metadata->jwksUri.isEmpty())
        environment.jwkSets->prefetch(metadata->jwksUri); // while the person is in the browser

    auto acquired = co_await acquire(environment, request, *server, stop);
    if (!acquired)
        co_return failure(acquired.error());
    metadata = &acquired->metadata; // as confirmed meanwhile
    if (registration.traits.scopeAnswerWithCommas)
        acquired->response = withScopeSplitAtCommas(acquired->response);
    acquired->response =
        withScopesAsAsked(acquired->response, registration.traits.scopeAliases, acquired->asked.scope);
    if (acquired->response.idToken.isEmpty() && asksForIdToken(registration))
        co_return failure(ErrorKind::Untrusted, u"token_response.id_token", {},
                          loggableUrl(metadata->tokenEndpoint));

    progress.step = SignInStep::CheckingIdToken;
    report(request, progress);
    SignedIn signedIn = signedInWith(*acquired, registration, *metadata, environment.clock->now());
    tellScope(flowOf(environment), signedIn.tokens.scopeRequested, signedIn.tokens.scopeGranted);
    if (acquired->response.idToken.isEmpty())
        co_return co_await askWhoItIs(environment, signedIn, stop);
    co_return co_await checkIdToken(environment, signedIn, *acquired, stop);
}

} // namespace tessera

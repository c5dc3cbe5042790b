// RFC 6749 section 6, then OIDC Core 12.2 for an ID token that comes along.
#include "core/session/refresh.h"

#include "core/oauth/code_flow.h"
#include "core/oauth/token_response.h"
#include "core/session/account_requester.h"
#include "core/session/flow_steps.h"

namespace tessera {
namespace {

IdTokenExpectations expectationsOf(const StoredGrant& grant, const TokenResponse& response,
                                   const QStringList& algorithms, TimePoint now)
{
    IdTokenExpectations expected;
    expected.issuer = grant.metadata.issuer;
    expected.clientId = grant.registration.clientId;
    expected.clientSecret = grant.registration.clientSecret;
    expected.algorithms = algorithms;
    expected.accessToken = response.accessToken;
    expected.previous = grant.previous;
    expected.now = now;
    return expected;
}

/// The ID token says nothing wrong about who it is for; it only cannot be judged now. The renewal stands
/// without it: by now the server has rotated the refresh token, and refusing would lose the sign-in.
bool onlyUnusable(const Error& error)
{
    return error.kind == ErrorKind::Offline || error.kind == ErrorKind::Timeout ||
           error.code == u"http.status" || error.code.startsWith(u"jwks.") ||
           error.code == u"http.content_type" || error.code == u"id_token.expired" ||
           error.code == u"id_token.not_yet_valid" || error.code == u"id_token.issued_in_future" ||
           error.code == u"id_token.issued_long_ago";
}

QCoro::Task<Result<Refreshed>> checkIdToken(Environment environment, StoredGrant grant,
                                            TokenResponse response)
{
    const auto algorithms = allowedIdTokenAlgorithms(grant.registration, grant.metadata);
    if (!algorithms)
        co_return failure(algorithms.error());
    const auto decryption =
        tokenDecryption(grant.registration, grant.registration.idTokenEncryptedResponseAlg,
                        grant.registration.idTokenEncryptedResponseEnc);
    if (!decryption)
        co_return failure(decryption.error());
    IdTokenExpectations expected = expectationsOf(grant, response, *algorithms, environment.clock->now());
    expected.decryption = *decryption;
    // Without the caller's stop token: the tokens are here, and must not be lost for want of patience.
    IdTokenVerdict verdict = co_await validateIdTokenRemotely(environment.jwkSets, grant.metadata.jwksUri,
                                                              response.idToken, expected, {});
    tellIdToken(flowOf(environment), verdict, response.idToken, expected);
    if (verdict.error && !onlyUnusable(*verdict.error))
        co_return failure(*verdict.error);
    if (!verdict.idToken)
        response.idToken = SecretString();
    co_return Refreshed{response, verdict.idToken, verdict.checks};
}

} // namespace

QCoro::Task<Result<Refreshed>> refresh(Environment environment, StoredGrant grant, std::stop_token stop)
{
    ClientRegistration registration = grant.registration;
    if (!grant.redirectUri.isEmpty())
        registration.redirectUri = grant.redirectUri;
    // What came from another device without the secret renews without it.
    if (registration.traits.deviceGrantWithoutSecret && registration.clientSecret.isEmpty())
        registration.authenticationMethod = ClientAuthenticationMethod::None;
    const auto requester = requesterOf(environment, grant.dpopKey);
    if (!requester)
        co_return failure(requester.error());
    const auto reply = co_await refreshTokens(*requester, grant.metadata, registration, grant.refreshToken,
                                              QStringList(), stop);
    if (!reply)
        co_return failure(reply.error());
    auto response = parseTokenResponse(*reply, environment.clock->now(), requester->expectedTokenType());
    if (!response)
        co_return failure(response.error());
    if (registration.traits.scopeAnswerWithCommas)
        response = withScopeSplitAtCommas(*response);
    response = withScopesAsAsked(*response, registration.traits.scopeAliases, grant.scopeRequested);
    if (response->idToken.isEmpty())
        co_return Refreshed{*response, std::nullopt, {}};
    co_return co_await checkIdToken(environment, grant, *response);
}

} // namespace tessera

// Wire names of OAuth 2.0 and OpenID Connect, each once. Nowhere else is one spelled as a literal.
#pragma once

#include <QStringView>

namespace tessera::param {

// RFC 6749
inline constexpr QStringView kAccessToken = u"access_token";
inline constexpr QStringView kClientId = u"client_id";
inline constexpr QStringView kClientSecret = u"client_secret";
inline constexpr QStringView kCode = u"code";
inline constexpr QStringView kError = u"error";
inline constexpr QStringView kErrorDescription = u"error_description";
inline constexpr QStringView kErrorUri = u"error_uri";
inline constexpr QStringView kExpiresIn = u"expires_in";
inline constexpr QStringView kGrantType = u"grant_type";
inline constexpr QStringView kRedirectUri = u"redirect_uri";
inline constexpr QStringView kRefreshToken = u"refresh_token";
inline constexpr QStringView kResponseType = u"response_type";
inline constexpr QStringView kScope = u"scope";
inline constexpr QStringView kState = u"state";
inline constexpr QStringView kTokenType = u"token_type";
inline constexpr QStringView kClientAssertion = u"client_assertion";
inline constexpr QStringView kClientAssertionType = u"client_assertion_type";
// RFC 7636
inline constexpr QStringView kCodeChallenge = u"code_challenge";
inline constexpr QStringView kCodeChallengeMethod = u"code_challenge_method";
inline constexpr QStringView kCodeVerifier = u"code_verifier";
// RFC 9207
inline constexpr QStringView kIss = u"iss";
// RFC 7009, RFC 7662
inline constexpr QStringView kToken = u"token";
inline constexpr QStringView kTokenTypeHint = u"token_type_hint";
inline constexpr QStringView kActive = u"active";
// RFC 7591, RFC 7592
inline constexpr QStringView kApplicationType = u"application_type";
inline constexpr QStringView kAuthorizationSignedResponseAlg = u"authorization_signed_response_alg"; // JARM 3
inline constexpr QStringView kClientName = u"client_name";
inline constexpr QStringView kClientSecretExpiresAt = u"client_secret_expires_at";
inline constexpr QStringView kGrantTypes = u"grant_types";
inline constexpr QStringView kPostLogoutRedirectUris = u"post_logout_redirect_uris";
inline constexpr QStringView kRedirectUris = u"redirect_uris";
inline constexpr QStringView kRegistrationAccessToken = u"registration_access_token";
inline constexpr QStringView kRegistrationClientUri = u"registration_client_uri";
inline constexpr QStringView kResponseTypes = u"response_types";
inline constexpr QStringView kTokenEndpointAuthMethod = u"token_endpoint_auth_method";
// RFC 8628
inline constexpr QStringView kDeviceCode = u"device_code";
inline constexpr QStringView kInterval = u"interval";
inline constexpr QStringView kUserCode = u"user_code";
inline constexpr QStringView kVerificationUri = u"verification_uri";
inline constexpr QStringView kVerificationUriComplete = u"verification_uri_complete";
// RFC 8707, RFC 9126, JARM
inline constexpr QStringView kRequestUri = u"request_uri";
inline constexpr QStringView kResource = u"resource";
inline constexpr QStringView kResponse = u"response";
inline constexpr QStringView kResponseMode = u"response_mode";
// RFC 9449
inline constexpr QStringView kDpopJkt = u"dpop_jkt";
// RFC 8693
inline constexpr QStringView kActorToken = u"actor_token";
inline constexpr QStringView kActorTokenType = u"actor_token_type";
inline constexpr QStringView kAudience = u"audience";
inline constexpr QStringView kIssuedTokenType = u"issued_token_type";
inline constexpr QStringView kRequestedTokenType = u"requested_token_type";
inline constexpr QStringView kSubjectToken = u"subject_token";
inline constexpr QStringView kSubjectTokenType = u"subject_token_type";
// OpenID Connect Core
inline constexpr QStringView kAcrValues = u"acr_values";
inline constexpr QStringView kClaims = u"claims";
inline constexpr QStringView kIdToken = u"id_token";
inline constexpr QStringView kIdTokenHint = u"id_token_hint";
inline constexpr QStringView kLoginHint = u"login_hint";
inline constexpr QStringView kMaxAge = u"max_age";
inline constexpr QStringView kNonce = u"nonce";
inline constexpr QStringView kPostLogoutRedirectUri = u"post_logout_redirect_uri";
inline constexpr QStringView kPrompt = u"prompt";

} // namespace tessera::param

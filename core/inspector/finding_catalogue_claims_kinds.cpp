// Findings about what kind of token it is and what that kind must say.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    FindingText{
        u"jwt.access_token", u"An access token",
        u"It is meant for the resource server; to the client it is opaque, and no proof of who signed in.",
        u"", u"RFC 9068 6"},
    FindingText{u"jwt.refresh_token", u"A refresh token",
                u"It is meant for the authorization server alone. Whoever has it gets new access tokens; "
                u"nobody else needs to read it.",
                u"Keep it where secrets are kept, and never send it to an API.", u"RFC 6749 10.4"},
    FindingText{u"jwt.typ_confusion", u"Two kinds at once",
                u"A token that passes for another kind is accepted where it was not meant to be.",
                u"The issuer should name the kind in \"typ\", and readers should insist on it.",
                u"RFC 8725 3.11"},
    FindingText{u"jwt.kind_mixed", u"ID token with permissions",
                u"It is made like an ID token and grants access like an access token. An API that accepts it "
                u"accepts what was meant to tell a client who signed in.",
                u"Send APIs an access token, and keep permissions out of the ID token.", u"RFC 8725 3.12"},
    FindingText{u"jwt.iss_missing", u"No issuer", u"Without \"iss\" nobody can say whose keys must fit.",
                u"The issuer should name itself.", u"RFC 8725 3.8"},
    FindingText{u"jwt.aud_missing", u"No audience",
                u"Without \"aud\" the token can be used where it was not meant to be.",
                u"The issuer should name the audience.", u"RFC 8725 3.9"},
    FindingText{u"jwt.sub_missing", u"No subject",
                u"Without \"sub\" the token does not say whom it is about.",
                u"The issuer should set \"sub\".", u"RFC 7519 4.1.2"},
    FindingText{u"jwt.aud_odd", u"Odd audience", u"An audience must name exactly who may accept the token.",
                u"The issuer should name each recipient once.", u"RFC 7519 4.1.3"},
    FindingText{u"jwt.azp_elsewhere", u"Made for another client",
                u"The authorized party is not among the audience: one program of the same owner got the "
                u"token for another.",
                u"Accept it only if you know that party.", u"OIDC Core 2"},
    FindingText{u"jwt.claim_type", u"Claim of the wrong type", u"A strict reader refuses it.",
                u"The issuer should mend the claim.", u"RFC 7519 4.1"},
    FindingText{u"access_token.claim_missing", u"Not a complete JWT access token",
                u"\"typ\" says at+jwt; the profile then asks for iss, exp, aud, sub, client_id, iat and jti.",
                u"The issuer must set them.", u"RFC 9068 2.2"},
    FindingText{u"access_token.client_missing", u"No client named",
                u"An API cannot tell which client uses the token.", u"The issuer should set \"client_id\".",
                u"RFC 9068 2.2"},
    FindingText{
        u"access_token.aud_is_client", u"For the client itself",
        u"The audience is the client that asked. Nothing but missing claims then tells it from an ID token.",
        u"Register the API as an audience of its own, and have the issuer set \"typ\": \"at+jwt\".",
        u"RFC 9068 5"},
    FindingText{u"dpop.typ", u"Not typed as a DPoP proof",
                u"\"typ\" must be dpop+jwt, so that no other token can be taken for a proof.",
                u"Set \"typ\": \"dpop+jwt\".", u"RFC 9449 4.2"},
    FindingText{u"dpop.algorithm", u"Proof with a shared secret",
                u"A proof shows that the sender holds a private key; a shared secret shows nothing.",
                u"Use an asymmetric algorithm.", u"RFC 9449 4.2"},
    FindingText{u"dpop.jwk_missing", u"No public key",
                u"The proof must carry the public key it was made with in \"jwk\".",
                u"Put the public key into the header.", u"RFC 9449 4.2"},
    FindingText{u"dpop.claim_missing", u"Incomplete proof",
                u"A proof names itself, the method, the address and its time.", u"Set jti, htm, htu and iat.",
                u"RFC 9449 4.2"},
    FindingText{u"dpop.htu", u"Address not as it must be",
                u"\"htu\" is the address of the request, whole, without query and fragment.",
                u"Cut the query and the fragment off.", u"RFC 9449 4.2"},
    FindingText{u"dpop.ath_missing", u"Not tied to an access token",
                u"It is good at the token endpoint. Along with an access token a proof must carry its hash "
                u"in \"ath\".",
                u"With an access token add the hash.", u"RFC 9449 4.2"},
    FindingText{u"dpop.stale", u"An old proof",
                u"A proof is for one request; servers accept it for seconds or minutes.",
                u"Make a new one for each request.", u"RFC 9449 11.1"},
    FindingText{u"logout_token.claim_missing", u"Incomplete logout token", u"The receiver must refuse it.",
                u"Set iat, jti and events.", u"OIDC Back-Channel Logout 2.4"},
    FindingText{u"logout_token.subject", u"Nobody to sign out",
                u"A logout token names a subject, a session or both.", u"Set \"sub\" or \"sid\".",
                u"OIDC Back-Channel Logout 2.4"},
    FindingText{u"logout_token.events", u"No logout event",
                u"\"events\" must hold the back-channel logout event with an object as its value.",
                u"Set the member as the specification writes it.", u"OIDC Back-Channel Logout 2.4"},
    FindingText{u"logout_token.nonce", u"A nonce in a logout token",
                u"It is forbidden, so that a logout token never passes for an ID token.",
                u"Leave \"nonce\" out.", u"OIDC Back-Channel Logout 2.4"},
    FindingText{u"logout_token.typ", u"Not typed as a logout token",
                u"Without \"typ\": \"logout+jwt\" only its claims tell it from other tokens.",
                u"Set \"typ\": \"logout+jwt\".", u"OIDC Back-Channel Logout 2.4"},
    FindingText{u"client_assertion.jti_missing", u"No token id",
                u"Without \"jti\" the server cannot notice that the assertion is used twice.",
                u"Set a fresh \"jti\" each time.", u"RFC 7523 3"},
    FindingText{u"client_assertion.subject", u"Issuer and subject differ",
                u"Of a client that proves itself both must be its client id.",
                u"Set \"iss\" and \"sub\" to the client id.", u"RFC 7523 3"},
    FindingText{u"client_assertion.aud", u"For several servers",
                u"One of them could present the assertion to another.",
                u"Name the issuer of one authorization server.", u"RFC 7523 3"},
};

} // namespace

std::span<const FindingText> tokenKindFindingTexts()
{
    return kTexts;
}

} // namespace tessera

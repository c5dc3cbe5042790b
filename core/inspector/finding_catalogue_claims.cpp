// Findings about what a token says.
#include "core/inspector/finding_catalogue.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    // Claims
    FindingText{
        u"jwt.access_token", u"An access token",
        u"It is meant for the resource server; to the client it is opaque, and no proof of who signed in.",
        u"", u"RFC 9068 6"},
    FindingText{u"jwt.exp_missing", u"Never expires", u"Without \"exp\" a stolen token is good for ever.",
                u"The issuer should set \"exp\".", u"RFC 7519 4.1.4"},
    FindingText{u"jwt.long_life", u"Lives longer than a year",
                u"A token that cannot be called back should be short-lived.",
                u"Shorten its life and renew it.", u"RFC 9700 2.2"},
    FindingText{u"jwt.iss_missing", u"No issuer", u"Without \"iss\" nobody can say whose keys must fit.",
                u"The issuer should name itself.", u"RFC 8725 3.8"},
    FindingText{u"jwt.aud_missing", u"No audience",
                u"Without \"aud\" the token can be used where it was not meant to be.",
                u"The issuer should name the audience.", u"RFC 8725 3.9"},
    FindingText{u"id_token.claim", u"Claim missing or of the wrong type",
                u"A reader that needs it must refuse.", u"The issuer must mend the claim.", u"OIDC Core 2"},
    FindingText{u"id_token.expired", u"Expired", u"Its time is over.",
                u"Renew it. If it is new, check the clock of this computer.", u"RFC 7519 4.1.4"},
    FindingText{u"id_token.not_yet_valid", u"Not valid yet", u"\"nbf\" lies ahead.",
                u"Wait, or check the clock of this computer.", u"RFC 7519 4.1.5"},
    FindingText{u"id_token.issued_in_future", u"Issued in the future", u"\"iat\" lies ahead.",
                u"Check the clock of this computer.", u"OIDC Core 3.1.3.7 (10)"},
    FindingText{u"id_token.iss_mismatch", u"Another issuer",
                u"The token comes from somebody else than expected.",
                u"Check the issuer's address, to the letter.", u"OIDC Core 3.1.3.7 (2)"},
    FindingText{u"id_token.aud_mismatch", u"Not for this audience",
                u"A token made for another program must not be accepted.",
                u"Ask for a token for this client.", u"OIDC Core 3.1.3.7 (3)"},
    FindingText{u"id_token.aud_untrusted", u"Also for others",
                u"The token names further audiences, and no authorized party.",
                u"Ask for a token for this client alone.", u"OIDC Core 3.1.3.7 (3)"},
    FindingText{u"id_token.azp_mismatch", u"Another authorized party",
                u"The token was issued to another client.", u"Ask for a token for this client.",
                u"OIDC Core 3.1.3.7 (5)"},
    FindingText{u"id_token.nonce_missing", u"No nonce", u"Nothing ties the token to a sign-in.",
                u"The issuer must repeat the nonce it was sent.", u"OIDC Core 3.1.3.7 (11)"},
    FindingText{u"id_token.nonce_mismatch", u"Another sign-in's token",
                u"The nonce is not the one that was sent: the token may be replayed.", u"Sign in again.",
                u"OIDC Core 3.1.3.7 (11)"},
};

} // namespace

std::span<const FindingText> claimsFindingTexts()
{
    return kTexts;
}

} // namespace tessera

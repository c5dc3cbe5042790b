// Findings that a sign-in would refuse an ID token for, by the same codes.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
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

std::span<const FindingText> idTokenFindingTexts()
{
    return kTexts;
}

} // namespace tessera

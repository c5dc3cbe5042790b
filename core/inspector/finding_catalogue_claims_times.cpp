// Findings about when a token was made and how long it lives.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    FindingText{u"jwt.exp_missing", u"Never expires", u"Without \"exp\" a stolen token is good for ever.",
                u"The issuer should set \"exp\".", u"RFC 7519 4.1.4"},
    FindingText{u"jwt.long_life", u"Lives long",
                u"A token that cannot be called back should be short-lived: for as long as it lives, whoever "
                u"steals it is its owner.",
                u"Shorten its life and renew it.", u"RFC 9700 2.2"},
    FindingText{u"jwt.clock_hint", u"A clock may be wrong",
                u"Times in tokens are compared with this computer's clock.",
                u"Set the clocks of both sides by a time server.", u"RFC 7519 4.1.4"},
    FindingText{u"jwt.time_milliseconds", u"Time in milliseconds",
                u"NumericDate counts seconds. Read as seconds this lies thousands of years ahead, so the "
                u"token never expires, or is refused.",
                u"Divide by 1000 when the token is made.", u"RFC 7519 2"},
    FindingText{
        u"jwt.time_string", u"Time as text",
        u"NumericDate is a number. A strict reader refuses the token, a careless one may skip the check.",
        u"Write the time as a number of seconds.", u"RFC 7519 2"},
    FindingText{
        u"jwt.never_valid", u"Never valid",
        u"\"nbf\" does not lie before \"exp\": there is no moment at which the token may be accepted.",
        u"The issuer must mend its times.", u"RFC 7519 4.1.5"},
    FindingText{u"jwt.iat_missing", u"No time of issue",
                u"An ID token must say when it was made; \"iat\" is what its age is told by.",
                u"The issuer must set \"iat\".", u"OIDC Core 2"},
};

} // namespace

std::span<const FindingText> claimTimeFindingTexts()
{
    return kTexts;
}

} // namespace tessera

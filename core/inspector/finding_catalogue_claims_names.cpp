// Findings about the names of the parties and about size.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    FindingText{u"jwt.issuer_http", u"Issuer without TLS",
                u"Whoever stands between can answer in its name, with keys of their own.",
                u"Use an https address.", u"OIDC Core 2"},
    FindingText{u"jwt.mixed_script", u"A name that looks like another",
                u"A person reads one name, a program compares another. Names are compared byte by byte.",
                u"Compare with the name you know, copied from a place you trust.", u"RFC 8725 3.8"},
    FindingText{u"jwt.hidden_characters", u"Characters nobody sees",
                u"Control, zero-width or direction characters make a name look like another; they are shown "
                u"as escapes.",
                u"Refuse such a name.", u"RFC 8725 3.8"},
    FindingText{u"jwt.issuer_punycode", u"Issuer with foreign letters",
                u"The host is written in letters beyond ASCII; it is shown in both forms, since letters of "
                u"different scripts look alike.",
                u"Compare the xn-- form with the one you know.", u"RFC 5891 4.4"},
    FindingText{u"jwt.sub_email", u"The subject is an address",
                u"An e-mail address can pass to somebody else, who would then be the same subject.",
                u"Use an id that is never given to anybody else.", u"RFC 7519 4.1.2"},
    FindingText{u"jwt.claim_huge", u"A huge claim",
                u"A token travels with every request; what is large belongs behind an address.",
                u"Send an id and let the receiver look it up.", u"RFC 9068 6"},
    FindingText{u"jwt.claims_many", u"Many claims",
                u"Each goes along with every request and is told to every receiver.",
                u"Send what the receiver needs.", u"RFC 9068 6"},
    FindingText{u"jwt.too_large_for_cookie", u"Too large for a cookie",
                u"Browsers keep cookies of up to 4,096 bytes, name and attributes included, and drop larger "
                u"ones without a word.",
                u"Keep the session at the server and send its id.", u"RFC 6265 6.1"},
    FindingText{u"jwt.too_large_for_header", u"Too large for a header",
                u"Many servers refuse header lines over 8 KB.", u"Send fewer claims, or a reference.",
                u"RFC 9110 5.4"},
};

} // namespace

std::span<const FindingText> claimNameFindingTexts()
{
    return kTexts;
}

} // namespace tessera

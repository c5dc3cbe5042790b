// Findings about the text that was pasted: how it was cleaned, opaque tokens, addresses, headers, cookies.
#include "core/inspector/finding_catalogue.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    // How the text was pasted
    FindingText{
        u"inspect.trimmed", u"Trimmed before reading",
        u"There was white space, a quote or \"Bearer\" around the token; a program that gets it so must "
        u"refuse it.",
        u"Copy the token alone.", u"RFC 7515 2"},
    FindingText{u"inspect.empty", u"Nothing to inspect", u"The text is empty.", u"Paste a token.", u""},
    FindingText{u"inspect.opaque", u"Opaque token",
                u"It has no structure that can be read; only the server that made it knows what it means.",
                u"Ask that server, by introspection.", u"RFC 7662"},
    FindingText{u"inspect.no_claims", u"No claims to compare",
                u"The payload is not a JSON object, or not readable.", u"Inspect an ID token.",
                u"RFC 7519 4"},
};

} // namespace

std::span<const FindingText> textFindingTexts()
{
    return kTexts;
}

} // namespace tessera

// Findings about what should not be said in the clear, or not for so long.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    FindingText{u"jwt.personal_data", u"Tells of a person",
                u"Everybody the token passes through can read it: logs, proxies, the receiver.",
                u"Ask for fewer scopes where it is not needed, or encrypt the token.", u"RFC 7519 12"},
    FindingText{u"jwt.card_number", u"A card number",
                u"The payload is encoded, not encrypted: everybody who sees the token reads the number. Its "
                u"check digit fits.",
                u"Take it out; a reference is enough. Treat the number as disclosed.", u"RFC 7519 12"},
    FindingText{u"jwt.bank_account", u"A bank account number",
                u"The payload is encoded, not encrypted: everybody who sees the token reads it. Its check "
                u"digits fit.",
                u"Take it out; a reference is enough.", u"RFC 7519 12"},
    FindingText{u"jwt.national_id", u"A national identity number",
                u"The payload is encoded, not encrypted: everybody who sees the token reads it.",
                u"Take it out; a reference is enough.", u"RFC 7519 12"},
    FindingText{u"jwt.secret_value", u"A secret in plain sight",
                u"The payload is encoded, not encrypted: everybody who sees the token has the secret.",
                u"Take it out, and change the secret.", u"RFC 7519 12"},
    FindingText{u"jwt.private_key", u"A private key in plain sight",
                u"Everybody who sees the token can sign or decrypt with the key.",
                u"Take it out, and replace the key everywhere.", u"RFC 7519 12"},
    FindingText{
        u"jwt.admin_long_life", u"Administration for a long time",
        u"Whoever steals the token rules for as long as it lives, even after the role was taken away.",
        u"Give such roles short tokens, and ask the server anew each time.", u"RFC 9700 2.3"},
};

} // namespace

std::span<const FindingText> claimDataFindingTexts()
{
    return kTexts;
}

} // namespace tessera

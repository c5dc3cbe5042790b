// Findings about what the header of a JWS tells beyond its structure.
#include "core/inspector/finding_catalogue_claims.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    FindingText{u"jws.algorithm_kind", u"Shared secret where others check",
                u"Whoever can check this signature can make one: each API or client that knows the secret "
                u"could sign in as anybody.",
                u"Sign with RS256, PS256, ES256 or Ed25519, and publish the keys.", u"RFC 8725 3.5"},
    FindingText{u"jws.algorithm_rare", u"Rare algorithm",
                u"ES256K comes from block chains; many OpenID and OAuth programs do not know it.",
                u"Use ES256 unless both sides want this one.", u"RFC 8812 3.2"},
    FindingText{u"jws.weak_secret", u"Its secret is public knowledge",
                u"It stands in tutorials or lists of passwords. Everybody can make such a token, for any "
                u"person and any role.",
                u"Make a random secret of at least 32 bytes, replace it everywhere, and treat all tokens "
                u"made with the old one as forged.",
                u"RFC 8725 3.5"},
    FindingText{u"jws.private_key_in_header", u"The private key is in the header",
                u"Whoever sees the token can sign with that key.",
                u"Replace the key. Only its public members belong here.", u"RFC 7515 4.1.3"},
    FindingText{u"jws.kid_odd", u"Odd key id",
                u"A key id is a name to compare, and nothing more. One like this is an attempt to have the "
                u"reader open a file, a database or an address, or a mistake of the issuer.",
                u"Look keys up by comparing strings, in a list that is already there.", u"RFC 8725 3.10"},
};

} // namespace

std::span<const FindingText> jwsHeaderFindingTexts()
{
    return kTexts;
}

} // namespace tessera

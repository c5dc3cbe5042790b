// Findings about the structure, the signature, the encryption and the keys of a token.
#include "core/inspector/finding_catalogue.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array kTexts{
    // Structure
    FindingText{u"jws.too_large", u"Too large", u"It is larger than any token this program reads.",
                u"Check that this is one token.", u""},
    FindingText{u"jws.parts", u"Wrong number of parts",
                u"A signed token has three parts with a dot between them, none of them empty.",
                u"Copy the whole token, the part after the last dot included.", u"RFC 7515 7.1"},
    FindingText{u"jws.header", u"Unreadable header",
                u"The first part looks like the header of a token and is not a JSON object in base64url.",
                u"Copy the whole token.", u"RFC 7515 4"},
    FindingText{u"jws.alg", u"No algorithm named",
                u"Without a name in \"alg\" nobody can check the signature.",
                u"The issuer must name its algorithm.", u"RFC 7515 4.1.1"},
    FindingText{u"jws.kid", u"Unusable key id", u"\"kid\" must be a string of at most 256 bytes.",
                u"The issuer must mend its key id.", u"RFC 7515 4.1.4"},
    FindingText{
        u"jws.crit", u"Critical header not understood",
        u"\"crit\" names what a reader must understand; it is malformed or names what this program does not "
        u"know.",
        u"Leave \"crit\" out, or use a program that knows the extension.", u"RFC 7515 4.1.11"},
    FindingText{u"jws.b64", u"Unencoded payload", u"A token with \"b64\": false is no JWT.",
                u"Encode the payload.", u"RFC 7797 7"},
    FindingText{u"jws.payload_not_claims", u"The payload is no set of claims",
                u"It is signed content of another kind, not a JSON Web Token.", u"", u"RFC 7519 3"},
    FindingText{u"base64url.character", u"Not base64url",
                u"A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.",
                u"Encode without padding, white space, + and /.", u"RFC 7515 2"},
    FindingText{u"base64url.length", u"Cut off", u"A part has a length that no base64url text has.",
                u"Copy the whole token.", u"RFC 4648 5"},
    FindingText{u"base64url.trailing_bits", u"Left-over bits",
                u"The last character of a part carries bits that mean nothing: two texts for one token.",
                u"Encode canonically.", u"RFC 4648 3.5"},
    FindingText{
        u"json.duplicate_name", u"A name comes twice",
        u"Two readers may take different values for it, and one of them be deceived. What is shown is the "
        u"last value.",
        u"The issuer must send each name once.", u"RFC 7515 4, RFC 7519 4"},
    FindingText{u"json.syntax", u"Not strict JSON", u"A strict reader refuses this text.",
                u"The issuer must send JSON as RFC 8259 has it.", u"RFC 8259"},
    FindingText{u"json.encoding", u"Not UTF-8", u"JSON of a token must be UTF-8.", u"Encode as UTF-8.",
                u"RFC 8725 3.7"},
    FindingText{u"json.depth", u"Nested too deeply", u"Readers bound the depth to stay alive.",
                u"Flatten the claims.", u""},
    // Algorithm and key
    FindingText{u"jws.algorithm_none", u"Not signed",
                u"\"none\" means that anybody can have written this token. It proves nothing.",
                u"Ask for a signed token, and never accept \"none\".", u"RFC 8725 3.2"},
    FindingText{
        u"jws.algorithm_unknown", u"Unknown algorithm",
        u"The name is not in this program's table (names count with case), so nothing can be checked.",
        u"Use RS256, PS256, ES256 or Ed25519.", u"RFC 8725 3.1"},
    FindingText{u"jws.shared_secret", u"Signed with a shared secret",
                u"Whoever can check this signature can also make one.",
                u"Between different parties use an asymmetric algorithm.", u"RFC 8725 3.5"},
    FindingText{
        u"jws.key_in_header", u"The token brings its own key",
        u"A key or an address inside a token is chosen by whoever wrote the token. This program does not "
        u"follow it.",
        u"Take keys from the issuer's key set only.", u"RFC 8725 3.10"},
    FindingText{u"jws.signature", u"Signature does not fit",
                u"The token was changed, or another key made the signature.",
                u"Check that the key source belongs to the issuer, and that the token is complete.",
                u"RFC 7515 5.2"},
    FindingText{
        u"jwks.unknown_kid", u"No key of that id",
        u"The key set holds no key with the token's \"kid\": it may have been replaced, or the token is "
        u"from elsewhere.",
        u"Load the issuer's current key set.", u"OIDC Core 10.1.1"},
    FindingText{u"jwks.no_key", u"No fitting key", u"No key of the set fits the token's algorithm.",
                u"Load the issuer's current key set.", u"RFC 7517 4"},
    FindingText{u"jwks.duplicate_kid", u"Key id used twice",
                u"Two keys of one kind carry the same id: which one is meant cannot be known.",
                u"The issuer must give each key its own id.", u"RFC 7517 4.5"},
    FindingText{u"key.weak", u"Weak key", u"The key is shorter than its algorithm asks for.",
                u"Use RSA with 2048 bits or more; a secret at least as long as the hash.", u"RFC 7518 3"},
    FindingText{
        u"key.wrong_type", u"Wrong kind of key",
        u"The algorithm of the token does not belong to this kind of key. Taking a public key for a secret "
        u"is an old attack.",
        u"Use the key the issuer signs with.", u"RFC 8725 2.1"},
    FindingText{u"key.wrong_curve", u"Wrong curve",
                u"The key's curve does not belong to the token's algorithm.",
                u"Use the key the issuer signs with.", u"RFC 7518 3.4"},
    FindingText{u"key.wrong_alg", u"Key is for another algorithm",
                u"The key says which algorithm it is for, and it is not the token's.",
                u"Use the key the issuer signs with.", u"RFC 8725 3.1"},
    FindingText{u"key.use", u"Key is not for signatures", u"The key says that it is for something else.",
                u"Use the key the issuer signs with.", u"RFC 7517 4.2"},
    // Encryption
    FindingText{u"jwe.encrypted", u"Encrypted",
                u"The content can be read only with the key of the one it was made for.", u"", u"RFC 7516"},
    FindingText{u"jwe.rsa1_5", u"RSA1_5", u"This way of encrypting a key has been broken again and again.",
                u"Use RSA-OAEP-256 or ECDH-ES.", u"RFC 8725 3.2"},
};

} // namespace

std::span<const FindingText> joseFindingTexts()
{
    return kTexts;
}

} // namespace tessera

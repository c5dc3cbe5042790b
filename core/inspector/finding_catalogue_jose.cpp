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
    FindingText{u"jwe.too_large", u"Too large", u"It is larger than any token this program reads.",
                u"Check that this is one token.", u""},
    FindingText{u"jwe.parts", u"Wrong number of parts",
                u"An encrypted token has five parts with a dot between them.",
                u"Copy the whole token, the part after the last dot included.", u"RFC 7516 7.1"},
    FindingText{u"jwe.header", u"Unreadable header",
                u"The header of the encrypted token is empty, or a member in it has the wrong type.",
                u"The issuer must mend the header.", u"RFC 7516 4"},
    FindingText{u"jwe.alg", u"No algorithm named",
                u"Without a name in \"alg\" nobody knows how the key reaches the reader.",
                u"The issuer must name its algorithm.", u"RFC 7516 4.1.1"},
    FindingText{u"jwe.enc", u"No encryption named",
                u"Without a name in \"enc\" nobody knows how the content is encrypted.",
                u"The issuer must name its encryption.", u"RFC 7516 4.1.2"},
    FindingText{u"jwe.kid", u"Unusable key id", u"\"kid\" must be a string of at most 256 bytes.",
                u"The issuer must mend its key id.", u"RFC 7516 4.1.6"},
    FindingText{u"jwe.crit", u"Critical header not understood",
                u"\"crit\" names what a reader must understand; it is malformed or names what this program "
                u"does not know.",
                u"Leave \"crit\" out, or use a program that knows the extension.", u"RFC 7516 4.1.13"},
    FindingText{
        u"jwe.zip", u"Unusable compression",
        u"\"zip\" may only say \"DEF\", and only in the protected header, where nobody can change it.",
        u"The issuer must not compress, or say so properly.", u"RFC 7516 4.1.3"},
    FindingText{
        u"jwe.json", u"Not the JSON form of an encrypted token",
        u"A member is missing or has the wrong type, or the general and the flattened form are mixed.",
        u"The issuer must choose one form.", u"RFC 7516 7.2"},
    FindingText{u"jwe.recipients", u"Unusable list of recipients",
                u"There are none, too many, or several that cannot share one content: they differ in "
                u"encryption, or use a key directly.",
                u"Give each recipient a wrapped key and all the same encryption.", u"RFC 7516 7.2.1"},
    FindingText{u"jwe.header_overlap", u"A name in two headers",
                u"Protected, unprotected and recipient headers must have no name in common: which one counts "
                u"could be argued about.",
                u"The issuer must put each name in one place.", u"RFC 7516 7.2.1"},
    FindingText{u"jwe.algorithm_unknown", u"Unknown algorithm",
                u"The name in \"alg\" is not in this program's table (names count with case), so nothing can "
                u"be decrypted.",
                u"Use ECDH-ES+A256KW or RSA-OAEP-256.", u"RFC 7518 4.1"},
    FindingText{u"jwe.encryption_unknown", u"Unknown encryption",
                u"The name in \"enc\" is not in this program's table (names count with case), so nothing can "
                u"be decrypted.",
                u"Use A256GCM or A256CBC-HS512.", u"RFC 7518 5.1"},
    FindingText{u"jwe.not_allowed", u"Algorithm not expected",
                u"The token uses an algorithm that the reader has not agreed to.",
                u"Register the algorithm with the issuer, or use the registered one.", u"RFC 8725 3.1"},
    FindingText{u"jwe.password_not_allowed", u"Encrypted with a password",
                u"The token says how much work a guess is, and makes its reader do it. It is only opened "
                u"where a person asks for that.",
                u"Between programs use a key.", u"RFC 7518 8.8"},
    FindingText{u"jwe.encrypted_key", u"Encrypted key missing, or one too many",
                u"With \"dir\" and \"ECDH-ES\" the second part must be empty, with every other algorithm it "
                u"must not.",
                u"Copy the whole token. If it is whole, the issuer must mend it.", u"RFC 7516 5.2"},
    FindingText{u"jwe.epk", u"Unusable ephemeral key",
                u"\"epk\" must be a public key on the curve of the reader's key. A point elsewhere is how "
                u"the reader's key is stolen.",
                u"The issuer must send a fresh key of the right curve.", u"RFC 7518 4.6.1.1"},
    FindingText{u"jwe.party_info", u"Unusable party information",
                u"\"apu\" and \"apv\" must be base64url of at most 512 bytes.",
                u"The issuer must shorten or mend them.", u"RFC 7518 4.6.1.2"},
    FindingText{u"jwe.key_wrap_parameters", u"Unusable wrapping of the key",
                u"\"iv\" must have 12 bytes and \"tag\" 16. A shorter tag can be guessed.",
                u"The issuer must mend its encryption.", u"RFC 7518 4.7.1"},
    FindingText{u"jwe.password_parameters", u"Unusable password parameters",
                u"\"p2s\" must have 8 bytes or more, and \"p2c\" must be a number from 1,000 to 1,200,000: "
                u"fewer rounds are guessed too soon, more keep the reader busy.",
                u"Use a salt of 16 bytes and 600,000 rounds.", u"RFC 7518 4.8.1"},
    FindingText{u"jwe.decryption", u"Does not open",
                u"The key is not the one it was encrypted for, or the token was changed. Which of both, a "
                u"reader must not tell.",
                u"Check the key, and that the token is complete.", u"RFC 7516 11.5"},
    FindingText{u"key.wrong_size", u"Key of the wrong length",
                u"A shared key must have exactly the length that its algorithm asks for.",
                u"Use a key of that length.", u"RFC 7518 4.4, 5.1"},
    FindingText{u"inflate.too_large", u"Too much compressed content",
                u"More than 250 KB come out of a small token: that is how a reader's memory is filled.",
                u"The issuer must not compress.", u"RFC 8725 3.6"},
    FindingText{u"inflate.corrupt", u"Compressed content is damaged",
                u"What was decrypted is not what DEFLATE makes.",
                u"The issuer must mend its compression, or leave it out.", u"RFC 7516 4.1.3"},
    FindingText{u"inflate.truncated", u"Compressed content has no end",
                u"What was decrypted stops before its compressed form ends.",
                u"The issuer must mend its compression, or leave it out.", u"RFC 7516 4.1.3"},
    FindingText{u"inflate.trailing", u"Bytes after the compressed content",
                u"Something follows the end of the compressed form.",
                u"The issuer must mend its compression, or leave it out.", u"RFC 7516 4.1.3"},
    FindingText{u"jwt.enc", u"Signed and encrypted at once",
                u"Three parts make a signed token, and its header names an encryption.",
                u"The issuer must decide what it is.", u"RFC 7516 9"},
    FindingText{
        u"jwt.nested", u"A token inside a token",
        u"One signed token inside an encrypted one is read, nothing deeper: each level hides what the "
        u"next one is.",
        u"Sign once, encrypt once.", u"RFC 7519 5.2"},
    FindingText{u"jwt.not_nested", u"Encrypted, not signed",
                u"Anybody who has the public key can have encrypted this. Without a signed token inside, and "
                u"\"cty\" saying so, it proves nothing.",
                u"Ask for a token that is signed, then encrypted.", u"RFC 7519 5.2, RFC 8725 3.3"},
};

} // namespace

std::span<const FindingText> joseFindingTexts()
{
    return kTexts;
}

} // namespace tessera

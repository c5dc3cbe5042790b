#include "core/inspector/findings.h"

#include <algorithm>
#include <array>

namespace tessera {
namespace {

struct Entry
{
    QStringView code;
    QStringView title;
    QStringView why;
    QStringView fix;
    QStringView reference;
};

constexpr std::array kCatalogue{
    // How the text was pasted
    Entry{u"inspect.trimmed", u"Trimmed before reading",
          u"There was white space, a quote or \"Bearer\" around the token; a program that gets it so must "
          u"refuse it.",
          u"Copy the token alone.", u"RFC 7515 2"},
    Entry{u"inspect.empty", u"Nothing to inspect", u"The text is empty.", u"Paste a token.", u""},
    Entry{u"inspect.opaque", u"Opaque token",
          u"It has no structure that can be read; only the server that made it knows what it means.",
          u"Ask that server, by introspection.", u"RFC 7662"},
    Entry{u"inspect.no_claims", u"No claims to compare",
          u"The payload is not a JSON object, or not readable.", u"Inspect an ID token.", u"RFC 7519 4"},
    // Structure
    Entry{u"jws.too_large", u"Too large", u"It is larger than any token this program reads.",
          u"Check that this is one token.", u""},
    Entry{u"jws.parts", u"Wrong number of parts",
          u"A signed token has three parts with a dot between them, none of them empty.",
          u"Copy the whole token, the part after the last dot included.", u"RFC 7515 7.1"},
    Entry{u"jws.header", u"Unreadable header",
          u"The first part looks like the header of a token and is not a JSON object in base64url.",
          u"Copy the whole token.", u"RFC 7515 4"},
    Entry{u"jws.alg", u"No algorithm named", u"Without a name in \"alg\" nobody can check the signature.",
          u"The issuer must name its algorithm.", u"RFC 7515 4.1.1"},
    Entry{u"jws.kid", u"Unusable key id", u"\"kid\" must be a string of at most 256 bytes.",
          u"The issuer must mend its key id.", u"RFC 7515 4.1.4"},
    Entry{
        u"jws.crit", u"Critical header not understood",
        u"\"crit\" names what a reader must understand; it is malformed or names what this program does not "
        u"know.",
        u"Leave \"crit\" out, or use a program that knows the extension.", u"RFC 7515 4.1.11"},
    Entry{u"jws.b64", u"Unencoded payload", u"A token with \"b64\": false is no JWT.", u"Encode the payload.",
          u"RFC 7797 7"},
    Entry{u"jws.payload_not_claims", u"The payload is no set of claims",
          u"It is signed content of another kind, not a JSON Web Token.", u"", u"RFC 7519 3"},
    Entry{u"base64url.character", u"Not base64url",
          u"A part holds a character outside A–Z, a–z, 0–9, - and _. A strict reader refuses it.",
          u"Encode without padding, white space, + and /.", u"RFC 7515 2"},
    Entry{u"base64url.length", u"Cut off", u"A part has a length that no base64url text has.",
          u"Copy the whole token.", u"RFC 4648 5"},
    Entry{u"base64url.trailing_bits", u"Left-over bits",
          u"The last character of a part carries bits that mean nothing: two texts for one token.",
          u"Encode canonically.", u"RFC 4648 3.5"},
    Entry{u"json.duplicate_name", u"A name comes twice",
          u"Two readers may take different values for it, and one of them be deceived. What is shown is the "
          u"last value.",
          u"The issuer must send each name once.", u"RFC 7515 4, RFC 7519 4"},
    Entry{u"json.syntax", u"Not strict JSON", u"A strict reader refuses this text.",
          u"The issuer must send JSON as RFC 8259 has it.", u"RFC 8259"},
    Entry{u"json.encoding", u"Not UTF-8", u"JSON of a token must be UTF-8.", u"Encode as UTF-8.",
          u"RFC 8725 3.7"},
    Entry{u"json.depth", u"Nested too deeply", u"Readers bound the depth to stay alive.",
          u"Flatten the claims.", u""},
    // Algorithm and key
    Entry{u"jws.algorithm_none", u"Not signed",
          u"\"none\" means that anybody can have written this token. It proves nothing.",
          u"Ask for a signed token, and never accept \"none\".", u"RFC 8725 3.2"},
    Entry{u"jws.algorithm_unknown", u"Unknown algorithm",
          u"The name is not in this program's table (names count with case), so nothing can be checked.",
          u"Use RS256, PS256, ES256 or Ed25519.", u"RFC 8725 3.1"},
    Entry{u"jws.shared_secret", u"Signed with a shared secret",
          u"Whoever can check this signature can also make one.",
          u"Between different parties use an asymmetric algorithm.", u"RFC 8725 3.5"},
    Entry{u"jws.key_in_header", u"The token brings its own key",
          u"A key or an address inside a token is chosen by whoever wrote the token. This program does not "
          u"follow it.",
          u"Take keys from the issuer's key set only.", u"RFC 8725 3.10"},
    Entry{u"jws.signature", u"Signature does not fit",
          u"The token was changed, or another key made the signature.",
          u"Check that the key source belongs to the issuer, and that the token is complete.",
          u"RFC 7515 5.2"},
    Entry{u"jwks.unknown_kid", u"No key of that id",
          u"The key set holds no key with the token's \"kid\": it may have been replaced, or the token is "
          u"from elsewhere.",
          u"Load the issuer's current key set.", u"OIDC Core 10.1.1"},
    Entry{u"jwks.no_key", u"No fitting key", u"No key of the set fits the token's algorithm.",
          u"Load the issuer's current key set.", u"RFC 7517 4"},
    Entry{u"jwks.duplicate_kid", u"Key id used twice",
          u"Two keys of one kind carry the same id: which one is meant cannot be known.",
          u"The issuer must give each key its own id.", u"RFC 7517 4.5"},
    Entry{u"key.weak", u"Weak key", u"The key is shorter than its algorithm asks for.",
          u"Use RSA with 2048 bits or more; a secret at least as long as the hash.", u"RFC 7518 3"},
    Entry{u"key.wrong_type", u"Wrong kind of key",
          u"The algorithm of the token does not belong to this kind of key. Taking a public key for a secret "
          u"is an old attack.",
          u"Use the key the issuer signs with.", u"RFC 8725 2.1"},
    Entry{u"key.wrong_curve", u"Wrong curve", u"The key's curve does not belong to the token's algorithm.",
          u"Use the key the issuer signs with.", u"RFC 7518 3.4"},
    Entry{u"key.wrong_alg", u"Key is for another algorithm",
          u"The key says which algorithm it is for, and it is not the token's.",
          u"Use the key the issuer signs with.", u"RFC 8725 3.1"},
    Entry{u"key.use", u"Key is not for signatures", u"The key says that it is for something else.",
          u"Use the key the issuer signs with.", u"RFC 7517 4.2"},
    // Encryption
    Entry{u"jwe.encrypted", u"Encrypted",
          u"The content can be read only with the key of the one it was made for.", u"", u"RFC 7516"},
    Entry{u"jwe.rsa1_5", u"RSA1_5", u"This way of encrypting a key has been broken again and again.",
          u"Use RSA-OAEP-256 or ECDH-ES.", u"RFC 8725 3.2"},
    // Claims
    Entry{u"jwt.access_token", u"An access token",
          u"It is meant for the resource server; to the client it is opaque, and no proof of who signed in.",
          u"", u"RFC 9068 6"},
    Entry{u"jwt.exp_missing", u"Never expires", u"Without \"exp\" a stolen token is good for ever.",
          u"The issuer should set \"exp\".", u"RFC 7519 4.1.4"},
    Entry{u"jwt.long_life", u"Lives longer than a year",
          u"A token that cannot be called back should be short-lived.", u"Shorten its life and renew it.",
          u"RFC 9700 2.2"},
    Entry{u"jwt.iss_missing", u"No issuer", u"Without \"iss\" nobody can say whose keys must fit.",
          u"The issuer should name itself.", u"RFC 8725 3.8"},
    Entry{u"jwt.aud_missing", u"No audience",
          u"Without \"aud\" the token can be used where it was not meant to be.",
          u"The issuer should name the audience.", u"RFC 8725 3.9"},
    Entry{u"id_token.claim", u"Claim missing or of the wrong type", u"A reader that needs it must refuse.",
          u"The issuer must mend the claim.", u"OIDC Core 2"},
    Entry{u"id_token.expired", u"Expired", u"Its time is over.",
          u"Renew it. If it is new, check the clock of this computer.", u"RFC 7519 4.1.4"},
    Entry{u"id_token.not_yet_valid", u"Not valid yet", u"\"nbf\" lies ahead.",
          u"Wait, or check the clock of this computer.", u"RFC 7519 4.1.5"},
    Entry{u"id_token.issued_in_future", u"Issued in the future", u"\"iat\" lies ahead.",
          u"Check the clock of this computer.", u"OIDC Core 3.1.3.7 (10)"},
    Entry{u"id_token.iss_mismatch", u"Another issuer", u"The token comes from somebody else than expected.",
          u"Check the issuer's address, to the letter.", u"OIDC Core 3.1.3.7 (2)"},
    Entry{u"id_token.aud_mismatch", u"Not for this audience",
          u"A token made for another program must not be accepted.", u"Ask for a token for this client.",
          u"OIDC Core 3.1.3.7 (3)"},
    Entry{u"id_token.aud_untrusted", u"Also for others",
          u"The token names further audiences, and no authorized party.",
          u"Ask for a token for this client alone.", u"OIDC Core 3.1.3.7 (3)"},
    Entry{u"id_token.azp_mismatch", u"Another authorized party", u"The token was issued to another client.",
          u"Ask for a token for this client.", u"OIDC Core 3.1.3.7 (5)"},
    Entry{u"id_token.nonce_missing", u"No nonce", u"Nothing ties the token to a sign-in.",
          u"The issuer must repeat the nonce it was sent.", u"OIDC Core 3.1.3.7 (11)"},
    Entry{u"id_token.nonce_mismatch", u"Another sign-in's token",
          u"The nonce is not the one that was sent: the token may be replayed.", u"Sign in again.",
          u"OIDC Core 3.1.3.7 (11)"},
};

constexpr Entry kUnlisted{u"", u"Refused", u"", u"", u""};

const Entry& entryFor(QStringView code)
{
    const auto it = std::find_if(kCatalogue.begin(), kCatalogue.end(),
                                 [&](const Entry& entry) { return entry.code == code; });
    return it == kCatalogue.end() ? kUnlisted : *it;
}

} // namespace

Finding makeFinding(QStringView code, Finding::Severity severity, const QString& detail)
{
    const Entry& entry = entryFor(code);
    const QString why = entry.why.toString();
    const bool both = !detail.isEmpty() && !why.isEmpty();
    return {code.toString(),        severity,
            entry.title.toString(), both ? detail + u' ' + why : detail + why,
            entry.fix.toString(),   entry.reference.toString()};
}

Finding makeFinding(const Error& error)
{
    const QString detail = error.detail.isEmpty() ? QString() : error.detail + u'.';
    return makeFinding(error.code, Finding::Error, detail);
}

void addFinding(TokenReport& report, const Error& error)
{
    const bool known = std::any_of(report.findings.cbegin(), report.findings.cend(),
                                   [&](const Finding& finding) { return finding.code == error.code; });
    if (!known)
        report.findings.append(makeFinding(error));
}

void addFinding(TokenReport& report, QStringView code, Finding::Severity severity, const QString& detail)
{
    report.findings.append(makeFinding(code, severity, detail));
}

} // namespace tessera

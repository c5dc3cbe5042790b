// Findings about the text that was pasted: how it was cleaned, opaque tokens, addresses, commands, keys.
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
    FindingText{u"inspect.unknown", u"Not recognised",
                u"It is no token, header, cookie, command, address or key that Tessera knows.",
                u"Paste one of them, alone.", u""},
    FindingText{u"inspect.binary", u"Binary data", u"There are bytes in it that no text has.",
                u"Tokens travel as text; paste that.", u""},
    FindingText{u"inspect.several", u"Several tokens",
                u"Each line is a token of its own; together they are none.",
                u"Paste one, or give the file to \"tessera inspect --lines\".", u""},
    FindingText{u"inspect.json_unknown", u"JSON without a known meaning",
                u"It has the members of no token response, JWK, JWK set, JWS or JWE.",
                u"Paste the whole answer of the server.", u""},
    FindingText{u"json.not_an_object", u"Not a JSON object", u"The text is JSON of another type.",
                u"Paste the whole object, from { to }.", u"RFC 8259"},
    FindingText{u"json.too_large", u"Too much JSON", u"It was not read.", u"Paste the part that matters.",
                u""},
    FindingText{u"json.too_many_values", u"Too much JSON", u"More than 100,000 values are not read.",
                u"Paste the part that matters.", u""},
    FindingText{u"json.number_range", u"Number out of range", u"No program could hold it exactly.",
                u"Whoever made it must mend it.", u"RFC 8259 6"},
    FindingText{u"inspect.json_serialization", u"JSON form",
                u"A JWT is always in the compact form; programs that expect a JWT must refuse this.",
                u"Use the compact form for a JWT.", u"RFC 7519 1"},
    FindingText{u"inspect.no_claims", u"No claims to compare",
                u"The payload is not a JSON object, or not readable.", u"Inspect an ID token.",
                u"RFC 7519 4"},
    // Tokens that are not JOSE
    FindingText{u"inspect.opaque", u"Opaque token",
                u"It has no structure that can be read; only the server that made it knows what it means.",
                u"Ask that server, by introspection.", u"RFC 7662"},
    FindingText{u"inspect.paseto", u"PASETO",
                u"A token of another family than JOSE. Tessera knows it by name and does not read it.", u"",
                u"https://github.com/paseto-standard/paseto-spec"},
    FindingText{u"inspect.macaroon", u"Macaroon",
                u"A token whose holder can narrow it by adding conditions. Tessera knows it by name and does "
                u"not read it.",
                u"", u"https://research.google/pubs/pub41892/"},
    FindingText{
        u"opaque.format", u"Not the length or the letters of its kind",
        u"It begins like a token of that maker, but the rest does not fit: it is cut off, too long or "
        u"made up.",
        u"Copy it again, whole.", u""},
    FindingText{u"opaque.checksum", u"Checksum wrong",
                u"The last six characters do not fit the others, so the maker never issued it: a letter is "
                u"wrong, or it is made up.",
                u"Copy it again.",
                u"https://github.blog/engineering/platform-security/"
                u"behind-githubs-new-authentication-token-formats/"},
    FindingText{u"opaque.identifier", u"A name, not a secret",
                u"It says which key or account is meant; without the secret beside it, it opens nothing.",
                u"", u""},
    // Addresses
    FindingText{u"url.code", u"Authorization code in an address",
                u"Addresses stay in the history of the browser, in logs and in Referer headers. The code is "
                u"good once and for minutes, and PKCE makes it useless to a thief.",
                u"Redeem it at once, replace the address in the history, and use PKCE.", u"RFC 9700 4.3.1"},
    FindingText{u"url.state", u"State in an address",
                u"Whoever reads it before it is used up can slip in an answer of another sign-in.",
                u"Accept each state once, and bind it to the browser.", u"RFC 9700 4.2.4"},
    FindingText{
        u"url.access_token", u"Access token in an address",
        u"Addresses stay in the history of the browser, in logs of servers and proxies and in Referer "
        u"headers, and the token is good for whoever reads it there.",
        u"Send it in the Authorization header. Get it with the code flow.", u"RFC 6750 5.3, RFC 9700 4.3.2"},
    FindingText{
        u"url.token", u"Token in an address",
        u"Addresses stay in the history of the browser, in logs of servers and proxies and in Referer "
        u"headers, and the token is good for whoever reads it there.",
        u"Send it in a header or in the body of a POST.", u"RFC 6750 5.3"},
    FindingText{u"url.id_token", u"ID token in an address",
                u"It tells the history of the browser, logs and other sites who signed in.",
                u"Get it with the code flow, from the token endpoint.", u"RFC 9700 4.3"},
    FindingText{u"url.refresh_token", u"Refresh token in an address",
                u"It makes new access tokens for as long as nobody withdraws it, and addresses are kept in "
                u"many places.",
                u"Revoke it. Send it in the body of a POST alone.", u"RFC 6749 6, RFC 9700 4.14"},
    FindingText{u"url.client_secret", u"Client secret in an address",
                u"The credentials of a client must not be in an address: logs and histories keep them.",
                u"Change the secret. Send it in the Authorization header or the body.", u"RFC 6749 2.3.1"},
    FindingText{u"url.code_verifier", u"Code verifier in an address",
                u"It is the secret that protects the code, and belongs into the body of the token request.",
                u"Send the challenge in the address, the verifier in the body.", u"RFC 7636 4"},
    FindingText{u"url.password", u"Password in an address", u"Addresses are kept in histories and logs.",
                u"Change it, and send it in a body if at all.", u"RFC 9700 2.4"},
    FindingText{u"url.user_info", u"Name and password in an address",
                u"Addresses are kept and shown; this part of them is given up for that reason.",
                u"Leave it out; use the Authorization header.", u"RFC 9110 4.2.4"},
    FindingText{u"url.plain_http", u"Secrets over plain HTTP",
                u"Everybody on the way can read the address. Only a loopback address may be http.",
                u"Use https.", u"RFC 9700 2.6"},
    FindingText{u"url.error", u"The server answered with an error", u"There was no sign-in.",
                u"Read the error in the specification of the server.", u"RFC 6749 4.1.2.1"},
    FindingText{u"url.implicit", u"Implicit grant",
                u"\"response_type\" asks for an access token in the address.",
                u"Use response_type=code with PKCE.", u"RFC 9700 2.1.2"},
    FindingText{u"url.no_pkce", u"No PKCE",
                u"Without \"code_challenge\" a stolen code can be redeemed by the thief.",
                u"Send code_challenge with code_challenge_method=S256.", u"RFC 9700 2.1.1"},
    FindingText{u"url.pkce_plain", u"PKCE without a hash",
                u"With \"plain\" the address holds the verifier itself.", u"Use S256.", u"RFC 7636 4.2"},
    FindingText{u"form.encoding", u"Bad percent-encoding",
                u"A percent sign is not followed by two digits, or the bytes are no UTF-8.",
                u"Whoever made the address must mend it.", u"RFC 3986 2.1"},
    FindingText{u"form.too_many_fields", u"Too many members", u"More than 64 are not looked at.",
                u"Paste the part that matters.", u""},
    // Commands
    FindingText{u"curl.quote", u"Quote not closed", u"The command is cut off, so nothing in it was read.",
                u"Copy it whole.", u""},
    FindingText{u"curl.too_many", u"Too many words", u"More than 2,000 words are not looked at.",
                u"Paste a shorter command.", u""},
    FindingText{u"curl.no_url", u"No address", u"The command names no address.", u"Copy it whole.", u""},
    FindingText{u"curl.insecure", u"Certificates are not checked",
                u"With -k whoever stands in between can read and change everything, secrets included.",
                u"Leave -k out; name the authority with --cacert.", u"RFC 9110 4.3.4"},
    FindingText{u"curl.file", u"Reads from files",
                u"Part of the request is in a file the command names. Tessera does not open it.", u"", u""},
    FindingText{u"curl.rest", u"Something follows the command",
                u"A ; | & < > or a line break ends it for a shell; what follows was not read.",
                u"Put addresses with & into quotes.", u""},
    FindingText{u"curl.secrets", u"Secrets on a command line",
                u"The history of the shell keeps it, and every user of the machine can see it while it runs.",
                u"Read secrets from a file: -H @file, -K file or --netrc-file.", u""},
    // Keys
    FindingText{u"key.secret", u"A secret key", u"Whoever has it can sign or decrypt in its owner's name.",
                u"Share the public part alone. If others saw it, replace it.", u"RFC 7517 9.2"},
    FindingText{u"key.secret_in_set", u"Secret keys in a set",
                u"A set is made to be published, and there is a private or symmetric key in it.",
                u"Replace these keys, and publish public members alone.", u"RFC 7517 9.2"},
    FindingText{u"key.encrypted", u"Encrypted key", u"It needs its pass phrase; Tessera does not ask for it.",
                u"", u"RFC 5958"},
    FindingText{u"key.none", u"No keys", u"The set is empty.", u"", u"RFC 7517 5"},
    FindingText{u"key.too_many", u"More than 100 keys", u"Only the first 100 are shown.", u"", u""},
};

} // namespace

std::span<const FindingText> textFindingTexts()
{
    return kTexts;
}

} // namespace tessera

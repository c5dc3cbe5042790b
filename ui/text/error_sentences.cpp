#include "ui/text/error_sentences.h"

#include "ui/text/error_sentence_row.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("cancelled", "Stopped.", "Nothing was stored."),

    // The network
    ROW("net.host_not_found", "{host} was not found.",
        "Check the address and the connection, then try again."),
    ROW("net.connection_refused", "Nobody answers at {host}.", "Check the address, or try again later."),
    ROW("net.connection_lost", "The connection to {host} broke off.", "Try again."),
    ROW("net.proxy", "The proxy did not let the request to {host} through.",
        "Check the proxy in the system's network settings."),
    ROW("net.unreachable", "{host} cannot be reached.", "Check the connection, then try again."),
    ROW("net.timeout", "{host} did not answer in time.", "Try again later."),
    ROW("net.too_slow", "{host} answers too slowly.", "Try again later."),
    ROW("net.tls", "The certificate of {host} is not trusted by this computer.", "Nothing was sent."),
    ROW("net.insecure_address", "{host} would be reached without encryption.",
        "Nothing was sent. Use an https address; http is for this computer only."),
    ROW("net.bad_address", "That is not an address Tessera can use.",
        "Check it for spaces and odd characters."),
    ROW("net.redirect", "{host} sends the request on to another address.",
        "Tessera does not follow where secrets are involved. Ask for the final address and use that."),
    ROW("net.too_large", "The answer of {host} is too large.", "It was thrown away. Check the address."),
    ROW("net.truncated", "The answer of {host} came only in part.", "It was thrown away. Try again."),
    ROW("net.bad_reply", "{host} answered something that is not HTTP.", "Check the address and the port."),
    ROW("http.status", "{host} refused the request.", "It answered with status {detail}."),
    ROW("http.content_type", "{host} answered with a web page instead of data.",
        "Some networks want a sign-in of their own first: open any page in the browser, then try again."),

    // The address of an issuer
    ROW("issuer.empty", "An issuer address is needed.", "It looks like https://id.example.com."),
    ROW("issuer.syntax", "That is not an issuer address.", "It looks like https://id.example.com."),
    ROW("issuer.scheme", "An issuer address begins with https://.", "Check the beginning of the address."),
    ROW("issuer.insecure", "That address is not encrypted.",
        "Use https; http is accepted for providers on this computer only."),
    ROW("issuer.query", "An issuer address has no question mark.", "Remove what begins with it."),
    ROW("issuer.fragment", "An issuer address has no #.", "Remove what begins with it."),
    ROW("issuer.user_info", "An issuer address holds no user name.", "Remove everything up to the @."),
    ROW("issuer.host", "The address names no usable host.", "It looks like https://id.example.com."),

    // What the provider says about itself
    ROW("discovery.not_found", "{host} answers, but not as an OpenID provider.",
        "Check the path of the issuer address; some providers need a realm or a tenant in it."),
    ROW("metadata.issuer_mismatch", "{host} calls itself by another name.",
        "It says {detail}. Use exactly that as the issuer address if you trust it."),
    ROW("metadata.endpoint", "{host} names a dangerous address.",
        "Nothing of what it says is used. Its operator must mend it: {detail}."),
    ROW("metadata.member", "{host} describes itself in a wrong form.",
        "Its operator must mend it: {detail}."),
    ROW("metadata.missing", "{host} leaves out something Tessera needs.", "Missing: {detail}."),
    ROW("client.method_unsupported", "{host} wants this program to prove itself in a way Tessera cannot.",
        "It accepts only: {detail}."),
    ROW("client.secret_missing", "This provider needs the client secret.",
        "Copy it from where the client was registered."),
    ROW("id_token.no_common_algorithm", "{host} signs in no way that Tessera accepts.",
        "It offers: {detail}."),

    // Waiting for the browser
    ROW("browser.none", "No browser opened.", "Tried {detail}. Copy the link and open it yourself."),
    ROW("browser.address", "That address is not opened in a browser.", "The reason: {detail}."),
    ROW("listener.port_in_use", "The return address is in use.",
        "{detail}. Close it or choose another port."),
    ROW("listener.bind", "The return address could not be opened.", "The system says: {detail}."),
    ROW("listener.not_loopback", "The return address is not on this computer.",
        "Register one that begins with http://127.0.0.1."),
    ROW("sign_in.other_person", "Somebody else signed in at {host}: {detail}.",
        "Nothing was changed for this account. Sign in again as the same person, or keep the other as an "
        "account of "
        "its own."),
    ROW("sign_in.time_limit", "The time for signing in ran out.", "Nothing was stored. Try again."),

    // The redirect
    ROW("response.state_mismatch", "The answer belongs to another sign-in and was thrown away.",
        "This one still waits."),
    ROW("response.state_missing", "The answer names no sign-in and was thrown away.",
        "This one still waits."),
    ROW("response.iss_mismatch", "The answer came from another provider than the one that was asked.",
        "It was thrown away; this may be an attack. Nothing was stored."),
    ROW("response.iss_missing", "The answer does not say which provider it comes from.",
        "{host} promised that it would. Nothing was stored."),
    ROW("response.repeated", "The answer holds the same thing twice.", "It was thrown away. Try again."),
    ROW("response.code_and_error", "The answer says yes and no at once.", "It was thrown away. Try again."),
    ROW("response.code", "The answer holds no usable code.", "It was thrown away. Try again."),

    // The device grant
    ROW("device.unsupported", "{host} offers no sign-in on another device.",
        "Sign in with the browser here."),
    ROW("device.verification_uri", "{host} names an address for the code that is not safe to open.",
        "Do not enter the code anywhere. Its operator must mend it: {detail}."),
    ROW("device.user_code", "{host} gave a code nobody can type.", "It was thrown away: {detail}."),
    ROW("device.member", "{host} answered the request for a code in a wrong form.",
        "It was thrown away: {detail}."),
    ROW("device.status", "{host} says to wait in a way that also says to go on.",
        "Nothing was stored. Its operator must mend it: {detail}."),
    ROW("device.expired", "The time for entering the code ran out.", "Nothing was stored. Try again."),

    // The token response
    ROW("token_response.status", "{host} answered the code with an unexpected status.",
        "Nothing was stored. Its operator must mend it: {detail}."),
    ROW("token_response.token_type", "{host} gave a kind of token Tessera does not know.",
        "Nothing was stored."),
    ROW("token_response.access_token", "{host} gave no usable access token.", "Nothing was stored."),
    ROW("token_response.member", "The answer of {host} has a wrong form.", "Nothing was stored: {detail}."),
    ROW("token_response.id_token", "{host} gave no ID token, so nobody knows who signed in.",
        "Nothing was stored. The scope must hold openid."),
    ROW("revocation.unsupported", "{host} has no way to revoke a grant.",
        "Look for this program in your account's settings there."),

    // The ID token
    ROW("id_token.iss_mismatch", "The ID token was issued by somebody else.", "Nothing was stored."),
    ROW("id_token.aud_mismatch", "The ID token is meant for another program.", "Nothing was stored."),
    ROW("id_token.aud_untrusted",
        "The ID token is meant for other programs too, which Tessera does not trust.", "Nothing was stored."),
    ROW("id_token.azp_mismatch", "The ID token was given to another program.", "Nothing was stored."),
    ROW("id_token.alg_not_allowed", "The ID token is signed in a way this provider did not announce.",
        "Nothing was stored."),
    ROW("id_token.signature", "The signature of the ID token is wrong.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.expired", "The ID token had run out when it came.",
        "Check this computer's clock and try again."),
    ROW("id_token.not_yet_valid", "The ID token is not valid yet.",
        "Check this computer's clock and try again."),
    ROW("id_token.issued_in_future", "The ID token seems to come from the future.",
        "This computer's clock is probably slow. Set the clock and try again."),
    ROW("id_token.issued_long_ago", "The ID token was made long before it came.",
        "This computer's clock is probably fast. Set the clock and try again."),
    ROW("id_token.nonce_mismatch", "The ID token belongs to another sign-in.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.nonce_missing", "The ID token does not say which sign-in it belongs to.",
        "Nothing was stored."),
    ROW("id_token.at_hash_mismatch", "The ID token and the access token do not belong together.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.sub", "The ID token does not say who signed in.", "Nothing was stored."),
    ROW("id_token.sub_changed", "Somebody else signed in.", "Nothing was changed for this account."),
    ROW("id_token.auth_time", "The sign-in at the provider is older than was asked for.",
        "Sign in again there."),
    ROW("id_token.acr", "The sign-in at the provider was weaker than was asked for.", "Sign in again there."),
    ROW("id_token.typ", "What came as the ID token is another kind of token.", "Nothing was stored."),
    ROW("id_token.claim", "The ID token has a wrong form.", "Nothing was stored: {detail}."),

    // Who you are
    ROW("userinfo.unsupported", "{host} has no place to ask about you.", "What the ID token says is shown."),
    ROW("userinfo.sub_mismatch", "{host} answered about somebody else.", "The answer was thrown away."),
    ROW("userinfo.sub", "The answer about you does not say whom it is about.", "It was thrown away."),
    ROW("userinfo.signed", "The answer about you came signed, which was not asked for.",
        "It was thrown away."),

    // The keychain and our own files
    ROW("keychain.locked", "The keychain is locked.", "Your sign-in is safe in it. Unlock it to go on."),
    ROW("keychain.absent", "There is no keychain here.", "You stay signed in until Tessera closes."),
    ROW("keychain.denied", "The keychain did not let Tessera in.",
        "Allow it when the system asks, then try again."),
    ROW("keychain.timeout", "The keychain did not answer in time.",
        "A question of the system may be waiting behind this window."),
    ROW("keychain.read_back", "The keychain gave back something else than was put in.",
        "You stay signed in until Tessera closes."),
    ROW("keychain.too_large", "The keychain has no room for this sign-in.",
        "You stay signed in until Tessera closes."),
    ROW("keychain.failed", "The keychain did not do it.", "The system says: {detail}."),
    ROW("grant.unreadable", "What the keychain holds for this account cannot be read.", "Sign in again."),
    ROW("grant.version", "What the keychain holds for this account was written by a newer Tessera.",
        "Update Tessera, or sign in again."),
    ROW("grant.too_large", "What the keychain holds for this account is too large.", "Sign in again."),
    ROW("grant.missing", "The keychain holds nothing for this account.", "Sign in again."),
    ROW("grant.issuer_mismatch", "What the keychain holds belongs to another provider.",
        "The list of accounts was changed from outside. Nothing was sent. Sign in again."),
    ROW("accounts.unreadable", "The list of accounts cannot be read.",
        "It is left as it is. Mend or move the file, then start again: {detail}."),
    ROW("accounts.version", "The list of accounts was written by a newer Tessera.",
        "Update Tessera: {detail}."),
    ROW("accounts.not_writable", "The list of accounts cannot be written.",
        "Make room or mend the permissions: {detail}."),
    ROW("account.unknown", "There is no such account.", "Look at the list of accounts."),
    ROW("account.ambiguous", "More than one account is called that.", "Choose one: {detail}."),
    ROW("session.too_soon", "That was renewed a moment ago.", "The token is fresh; wait half a minute."),
    ROW("session.sign_in_needed", "This account needs a new sign-in.", "Sign in again."),
    ROW("providers.member", "The list of providers has a wrong row.",
        "This is a fault of this build: {detail}."),
    ROW("providers.duplicate", "The list of providers has a row twice.",
        "This is a fault of this build: {detail}."),

    // Keys for the inspector
    ROW("inspect.file", "That file cannot be read.", "The system says: {detail}."),
    ROW("inspect.file_too_large", "That file is no key file.",
        "It is empty or larger than 1 MB; choose a JWK set, a JWK or a PEM file."),
    ROW("inspect.no_secret", "A shared secret is needed.", "Write it into the field."),

    // The demo provider
    ROW("demo.missing", "The demo provider is not installed.", "It should be at {detail}."),
    ROW("demo.not_started", "The demo provider did not start.", "It says: {detail}."),
    ROW("demo.timeout", "The demo provider did not start in time.", "Try again."),

    // Families: the code at the end says which member of it.
    ROW("net.", "{host} cannot be reached as it should.", "{detail}"),
    ROW("http.", "{host} answered in an unexpected way.", "{detail}"),
    ROW("form.", "The other side sent a form that is not well made.", "It was thrown away. {detail}"),
    ROW("json.", "{host} answered with data that is not well made.", "It was thrown away: {detail}."),
    ROW("base64url.", "A token that came is not well made.", "It was thrown away. {detail}"),
    ROW("issuer.", "That is not an issuer address.", "{detail}"),
    ROW("metadata.", "What {host} says about itself cannot be used.", "{detail}"),
    ROW("listener.", "The return address could not be opened.", "{detail}"),
    ROW("response.", "The answer from the browser cannot be used.", "It was thrown away. {detail}"),
    ROW("device.", "The sign-in on another device did not end well.", "Nothing was stored. {detail}"),
    ROW("token_response.", "The answer of {host} cannot be used.", "Nothing was stored. {detail}"),
    ROW("id_token.", "The ID token failed a check.", "Nothing was stored. {detail}"),
    ROW("jws.", "The signature of a token cannot be checked.", "Nothing was stored. {detail}"),
    ROW("jwt.", "A token that came is not well made.", "Nothing was stored. {detail}"),
    ROW("jwks.", "The keys of {host} cannot be used.", "Nothing was stored. {detail}"),
    ROW("jwk.", "A key is not well made.", "{detail}"),
    ROW("key.", "A key is too weak or of the wrong kind.", "{detail}"),
    ROW("pem.", "A key file cannot be read.", "{detail}"),
    ROW("userinfo.", "The answer about you cannot be used.", "{detail}"),
    ROW("keychain.", "The keychain did not do it.", "{detail}"),
    ROW("grant.", "What the keychain holds for this account cannot be used.", "Sign in again. {detail}"),
    ROW("accounts.", "The list of accounts cannot be used.", "{detail}"),
    ROW("sign_in.", "The sign-in did not end well.", "Nothing was stored. {detail}"),
    ROW("create.claims", "The claims are not a well-made JSON object.", "{detail}"),
    ROW("create.algorithm_none", "Tokens without a signature are not made.", "{detail}"),
    ROW("create.algorithm_refused", "That algorithm is known and refused.", "{detail}"),
    ROW("create.algorithm_unknown", "There is no algorithm of that name.", "{detail}"),
    ROW("create.algorithm_other_use", "That algorithm is for something else.", "{detail}"),
    ROW("create.claims_size", "The claims are too large.", "{detail}"),
    ROW("create.header", "The header holds what is not set by hand.", "{detail}"),
    ROW("create.nothing", "Neither signed nor encrypted would be no token.", "{detail}"),
    ROW("create.no_key", "No key in the file fits.", "{detail}"),
    ROW("inflate.", "The compressed part of a token cannot be read.", "{detail}"),
    ROW("inspect.", "That cannot be inspected.", "{detail}"),
    ROW("jwe.", "An encrypted token cannot be read or made.", "{detail}"),
    ROW("file.too_large", "The file is too large.", "{detail}"),
    ROW("file.exists", "The file is there already, and nothing is overwritten.", "{detail}"),
    ROW("file.unwritable", "The file cannot be written.", "{detail}"),
    ROW("file.unreadable", "The file cannot be read.", "{detail}"),
    ROW("demo.", "The demo provider did not start.", "{detail}"),
    ROW("usage.", "The command does not fit together.", "{detail}"),
    ROW("providers.", "The list of providers cannot be used.", "{detail}"),
    ROW("claims.", "The list of claims has a wrong row.", "This is a fault of this build: {detail}."),
    ROW("session_cookies.", "The list of session cookies has a wrong row.",
        "This is a fault of this build: {detail}."),
    ROW("token_prefixes.", "The list of token prefixes has a wrong row.",
        "This is a fault of this build: {detail}."),
    ROW("www_authenticate.", "{host} says in a wrong form why it refused.", "{detail}"),
    ROW("curl.", "The curl command cannot be read.", "Copy it whole. {detail}"),
    ROW("header.", "The headers cannot be read.", "Paste one request or answer. {detail}"),
};

std::vector<ErrorSentence> allRows()
{
    std::vector<ErrorSentence> rows;
    // The first that fits counts, so the families at the end of kRows come last.
    for (const auto& part :
         {wireErrorSentences(), usageErrorSentences(), std::span<const ErrorSentence>(kRows)})
        std::copy(part.begin(), part.end(), std::back_inserter(rows));
    return rows;
}

} // namespace

std::span<const ErrorSentence> errorSentences()
{
    static const std::vector<ErrorSentence> rows = allRows();
    return rows;
}

} // namespace tessera

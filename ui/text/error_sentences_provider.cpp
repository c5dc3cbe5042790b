// The address of a provider, what it says about itself, and the client we are to it.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
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

    // Known providers
    ROW("providers.unavailable", "{host} cannot be used from a desktop program.", "{detail}"),

    // What the provider says about itself
    ROW("discovery.not_found", "{host} answers, but not as an OpenID provider.",
        "Check the path of the issuer address; some providers need a realm or a tenant in it."),
    ROW("metadata.changed_meanwhile", "{host} changed its addresses while you were signing in.",
        "Nothing was sent to the new ones ({detail}). Sign in again: that goes by what it says now."),
    ROW("metadata.issuer_mismatch", "{host} calls itself by another name.",
        "It says {detail}. Use exactly that as the issuer address if you trust it."),
    ROW("metadata.endpoint", "{host} names a dangerous address.",
        "Nothing of what it says is used. Its operator must mend it: {detail}."),
    ROW("metadata.endpoint_moved", "{host} moved to another host than this account was made with.",
        "Nothing was sent there: {detail}. Agree to the move only if its operator announced it."),
    ROW("metadata.member", "{host} describes itself in a wrong form.",
        "Its operator must mend it: {detail}."),
    ROW("metadata.missing", "{host} leaves out something Tessera needs.", "Missing: {detail}."),
    ROW("client.method_unsupported", "{host} wants this program to prove itself in a way Tessera cannot.",
        "It accepts only: {detail}."),
    ROW("client.secret_missing", "This provider needs the client secret.",
        "Copy it from where the client was registered."),
    ROW("client.secret_weak", "The client secret is too short to sign with.",
        "Ask the provider for a longer one, or send it another way: {detail}."),
    ROW("client.key_missing", "This provider needs the client's private key.",
        "Name the file that holds it, as it was registered."),
    ROW("client.key", "The client's private key cannot be used.", "The reason: {detail}."),
    ROW("client.no_common_algorithm", "The client's key signs in no way that {host} accepts.",
        "It accepts: {detail}."),
    ROW("id_token.no_common_algorithm", "{host} signs in no way that Tessera accepts.",
        "It offers: {detail}."),

    ROW("client.encryption", "The client is registered with an encryption that Tessera does not do.",
        "Register another, RSA-OAEP or ECDH-ES for instance: {detail}."),
    ROW("client.resource", "What the access token is for must be an address.",
        "It looks like https://api.example.com, without #: {detail}."),
};

} // namespace

std::span<const ErrorSentence> providerErrorSentences()
{
    return kRows;
}

} // namespace tessera

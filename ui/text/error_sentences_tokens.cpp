// What came back for a code or a token: token response, ID token, who somebody is, and the requests of
// developers.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    // Grants and requests for developers
    ROW("introspection.unsupported", "{host} answers no questions about tokens.",
        "It has no introspection endpoint. \"tessera inspect\" reads a token without it."),
    ROW("introspection.active", "{host} does not say whether the token is good.",
        "Nothing of its answer is used: {detail}."),
    ROW("token_exchange.issued_token_type", "{host} does not say what kind of token it gave.",
        "It was thrown away: {detail}."),
    ROW("invalid_target", "The provider does not know the service the token is meant for.",
        "Check the audience and the resource."),

    ROW("end_session.unsupported", "{host} has no page for signing out.",
        "Sign out on its own pages if the browser should forget you too."),
    ROW("end_session.endpoint", "{host} names an address for signing out that is not safe to open.",
        "No browser was opened. Its operator must mend it: {detail}."),
    ROW("end_session.time_limit", "The browser did not come back from signing out.",
        "Here you are signed out all the same."),
    ROW("registration.unsupported", "{host} registers no clients by itself.",
        "Register one by hand where its operator says so."),
    ROW("registration.not_manageable", "This registration cannot be changed from here.",
        "The provider gave no registration token, or it is not at hand."),
    ROW("registration.unreadable", "What the keychain holds for this registration cannot be read.",
        "Manage the client at the provider."),
    ROW("registration.unknown", "This computer keeps nothing to manage that client with.",
        "Clients can be shown, changed and deleted where they were registered: {detail}."),
    ROW("registration.member", "{host} answered the registration in a wrong form.",
        "The answer was thrown away: {detail}."),
    ROW("registration.client_uri", "{host} wants the registration token sent somewhere else.",
        "The answer was thrown away; this may be an attack: {detail}."),
    ROW("registration.client_id", "{host} answered about another client.",
        "The answer was thrown away: {detail}."),
    ROW("invalid_redirect_uri", "The provider does not accept the redirect address.",
        "Try http://127.0.0.1/callback, or ask its operator."),
    ROW("invalid_client_metadata", "The provider does not accept such a client.",
        "Ask for less: other grant types, another authentication, fewer scopes."),
    ROW("invalid_software_statement", "The provider does not accept the software statement.",
        "Ask its operator for a new one."),
    ROW("unapproved_software_statement", "The provider does not approve of this software.",
        "Ask its operator to approve it."),

    // The token response
    ROW("token_response.status", "{host} answered the code with an unexpected status.",
        "Nothing was stored. Its operator must mend it: {detail}."),
    ROW("token_response.token_type", "{host} gave a kind of token Tessera does not know.",
        "Nothing was stored."),
    ROW("token_response.not_bound", "{host} gave a token that anybody could use who finds it.",
        "A token bound to a key of this computer (DPoP) was asked for. Nothing was stored."),
    ROW("token_response.access_token", "{host} gave no usable access token.", "Nothing was stored."),
    ROW("token_response.member", "The answer of {host} has a wrong form.", "Nothing was stored: {detail}."),
    ROW("token_response.id_token", "{host} gave no ID token, so nobody knows who signed in.",
        "Nothing was stored. The scope must hold openid."),
    ROW("revocation.unsupported", "{host} has no way to revoke a grant.",
        "Look for this program in your account's settings there."),

    // The ID token
    ROW("id_token.tenant", "The account belongs to a tenant that is not allowed here.",
        "{detail}. Choose another account in the browser, or allow that tenant."),
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
    ROW("id_token.s_hash_mismatch", "The ID token was made for another sign-in.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.c_hash_mismatch", "The ID token and the code it was given for do not belong together.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.sub", "The ID token does not say who signed in.", "Nothing was stored."),
    ROW("id_token.sub_changed", "Somebody else signed in.", "Nothing was changed for this account."),
    ROW("id_token.auth_time", "The sign-in at the provider is older than was asked for.",
        "Sign in again there."),
    ROW("id_token.acr", "The sign-in at the provider was weaker than was asked for.", "Sign in again there."),
    ROW("id_token.typ", "What came as the ID token is another kind of token.", "Nothing was stored."),
    ROW("id_token.not_encrypted", "The ID token came open, though it was to come encrypted.",
        "Nothing was stored; this may be an attack."),
    ROW("id_token.claim", "The ID token has a wrong form.", "Nothing was stored: {detail}."),

    // Who you are
    ROW("userinfo.unsupported", "{host} has no place to ask about you.", "What the ID token says is shown."),
    ROW("userinfo.sub_mismatch", "{host} answered about somebody else.", "The answer was thrown away."),
    ROW("userinfo.sub", "The answer about you does not say whom it is about.", "It was thrown away."),
    ROW("userinfo.signed", "The answer about you came signed, which was not asked for.",
        "It was thrown away."),

    ROW("userinfo.not_signed", "The answer about you came open, though it was to come as a token.",
        "It was thrown away; this may be an attack."),
    ROW("userinfo.not_encrypted", "The answer about you came open, though it was to come encrypted.",
        "It was thrown away; this may be an attack."),
    ROW("userinfo.alg", "The answer about you is signed in another way than was agreed.",
        "It was thrown away: {detail}."),
    ROW("userinfo.signature", "The signature of the answer about you is wrong.",
        "It was thrown away; this may be an attack."),
    ROW("userinfo.iss_mismatch", "The answer about you was made by somebody else.", "It was thrown away."),
    ROW("userinfo.aud_mismatch", "The answer about you is meant for another program.", "It was thrown away."),
};

} // namespace

std::span<const ErrorSentence> tokenErrorSentences()
{
    return kRows;
}

} // namespace tessera

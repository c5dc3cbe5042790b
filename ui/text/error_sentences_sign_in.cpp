// A sign-in on its way: what is looked at before, the request sent ahead, the browser and what comes back
// from it.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("cancelled", "Stopped.", "Nothing was stored."),

    // Before the browser opens
    ROW("preflight.clock", "The clock of this computer is wrong: {detail}.",
        "Tokens would be refused. Let the system set its clock by itself, then try again."),
    ROW("loopback_rule.host", "{host} is a return address this provider does not take.",
        "It takes {detail} only. Use that in --redirect-uri and where the client is registered."),
    ROW("loopback_rule.port", "This provider takes only the exact return address that is registered there.",
        "Register one with a port of your choice and give it in --redirect-uri: {detail}."),
    ROW("loopback_rule.path", "This provider takes another path in the return address.",
        "Use {detail} in --redirect-uri and where the client is registered."),

    // Pasting the address the browser ended on
    ROW("paste.address", "That is not the address the browser came back to.",
        "Copy the whole address from the browser's address bar; it begins with {detail}."),
    ROW("paste.refused", "That address is not the answer to this sign-in.",
        "It may be of an earlier try, or copied only in part. Copy it again, or start anew."),
    ROW("paste.over", "Nothing is waited for any more.", "Start the sign-in again."),

    // Pushed authorization requests
    ROW("par.no_endpoint", "{host} wants the request sent ahead, and does not say where to.",
        "Nothing was sent. Its operator must mend it."),
    ROW("par.withdrawn", "{host} no longer takes the request ahead of the browser, as it did before.",
        "Nothing was sent; this may be an attack. Sign out and in again if its operator says it is "
        "meant."),
    ROW("par.status", "{host} took the request with an unexpected status.",
        "Nothing was opened. Its operator must mend it: {detail}."),
    ROW("par.request_uri", "{host} answered with an address that leads elsewhere.",
        "Nothing was opened: {detail}."),
    ROW("par.expires_in", "{host} took the request and lets it run out at once.",
        "Nothing was opened. Its operator must mend it: {detail}."),

    // The answer in the browser as a token
    ROW("jarm.unsupported", "{host} does not sign its answer in the browser (JARM).",
        "It offers: {detail}. Sign in without, or ask its operator."),
    ROW("jarm.algorithm", "{host} and this program agree on no way to sign the answer in the browser.",
        "Look up how the client is registered: {detail}."),
    ROW("jarm.no_keys", "{host} does not say with which keys it signs.",
        "Nothing was opened. Its operator must mend it."),

    // Tokens bound to a key
    ROW("dpop.unsupported", "{host} cannot bind tokens to a key (DPoP).",
        "It offers: {detail}. Sign in without, or ask its operator."),
    ROW("dpop.device", "Signing in on another device cannot bind tokens to a key (DPoP).",
        "Sign in with the browser here, or without."),
    ROW("dpop.nonce", "{host} asks for something that no proof can carry.",
        "Its operator must mend the DPoP nonce: {detail}."),
    ROW("dpop.clock", "This computer's clock and the clock of {host} do not agree.",
        "Set the clock and try again: {detail}."),
    ROW("use_dpop_nonce", "The provider refuses the proof again and again.", "Try again later."),
    ROW("invalid_dpop_proof", "The provider does not accept the proof that the token is ours.",
        "Check this computer's clock, then sign in again."),

    // Waiting for the browser
    ROW("browser.none", "No browser opened.", "Tried {detail}. Copy the link and open it yourself."),
    ROW("browser.address", "That address is not opened in a browser.", "The reason: {detail}."),
    ROW("listener.port_in_use", "The return address is in use.",
        "{detail}. Close it or choose another port."),
    ROW("listener.bind", "The return address could not be opened.", "The system says: {detail}."),
    ROW("listener.not_loopback", "The return address is not on this computer.",
        "Register one that begins with http://127.0.0.1."),
    ROW("sign_in.scope_narrowed", "This sign-in would take permissions away from the account.",
        "It would lose: {detail}. Nothing was changed. Ask for all scopes together, or accept fewer."),
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
    ROW("response.not_signed", "The answer came open, though it was to come signed.",
        "It was thrown away; this may be an attack. Nothing was stored. {detail}"),
    ROW("response.not_asked", "The answer came as a token, which was not asked for.",
        "If the client is registered so, sign in with --jarm."),
    ROW("response.not_encrypted", "The answer came open, though it was to come encrypted.",
        "It was thrown away. Nothing was stored."),
    ROW("response.aud_mismatch", "The answer is meant for another program.",
        "It was thrown away; this may be an attack. Nothing was stored."),
    ROW("response.alg", "The answer is signed in another way than was agreed.",
        "It was thrown away. Look up how the client is registered: {detail}."),
    ROW("response.signature", "The signature of the answer is wrong.",
        "It was thrown away; this may be an attack. Nothing was stored."),
    ROW("response.expired", "The answer had run out when it came.",
        "If it came at once, this computer's clock is wrong: {detail}."),
    ROW("response.not_yet_valid", "The answer is not good yet.",
        "Probably this computer's clock is wrong: {detail}."),
    ROW("response.lifetime", "The answer would be good for longer than ten minutes.",
        "It was thrown away. Its operator must mend it, or this computer's clock is wrong: {detail}."),
    ROW("response.claim", "The answer has a wrong form.", "It was thrown away: {detail}."),
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
};

} // namespace

std::span<const ErrorSentence> signInErrorSentences()
{
    return kRows;
}

} // namespace tessera

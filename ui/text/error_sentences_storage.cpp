// The keychain, the list of accounts and this program's own files.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    // The keychain and our own files
    ROW("keychain.locked", "The keychain is locked.", "Your sign-in is safe in it. Unlock it to go on."),
    ROW("keychain.absent", "There is no keychain here.", "You stay signed in until Tessera closes."),
    ROW("keychain.denied", "The keychain did not let Tessera in.",
        "It is not asked again by itself. Choose \"Renew now\" and allow it when the system asks."),
    ROW("keychain.timeout", "The keychain did not answer in time.",
        "A question of the system may be waiting behind this window."),
    ROW("keychain.gone", "The keychain has gone away.",
        "You stay signed in until Tessera closes; it is written down as soon as the keychain is back."),
    ROW("keychain.no_list", "This keychain does not tell which entries it has.",
        "Sign-ins that no account here has any more cannot be listed."),
    ROW("left_over.kept", "Nothing was ended.",
        "Say yes at the terminal, or give --yes, to revoke and remove what is left over."),
    ROW("left_over.in_use", "That sign-in belongs to an account in the list.",
        "Sign out of the account instead."),
    ROW("secret.damaged", "What the keychain holds for this account is damaged.",
        "It is left as it is. Sign in again."),
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
    ROW("account.label", "An account cannot be called that.",
        "A name is one line of at most 80 characters that can be seen: {detail}."),
    ROW("account.label_taken", "Another account is called that.",
        "Choose another name: tools find an account by it."),
    ROW("account.ambiguous", "More than one account is called that.", "Choose one: {detail}."),
    ROW("revocation.queued", "{host} could not be told yet that you signed out.",
        "The tokens wait in the keychain, and only there; Tessera tries again by itself."),
    ROW("revocation.too_old", "{host} could not be told in 90 days that you signed out.",
        "Look for this program in your account's settings there."),
    ROW("revocation.unreadable", "What the keychain holds to be revoked cannot be read.",
        "Look for this program in your account's settings at the provider."),
    ROW("session.answer_lost",
        "An answer of {host} was lost at {detail}, and with it the new refresh token; it does not take the "
        "old "
        "one again.",
        "Sign in again."),
    ROW("session.busy_elsewhere", "Another Tessera program is renewing this account and does not finish.",
        "Close the other one, or try again later."),
    ROW("session.still_renewing", "A renewal is still under way.", "Wait a moment."),
    ROW("lock.unavailable", "Other Tessera programs cannot be kept from renewing at the same time.",
        "Make room or mend the permissions: {detail}."),
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
};

} // namespace

std::span<const ErrorSentence> storageErrorSentences()
{
    return kRows;
}

} // namespace tessera

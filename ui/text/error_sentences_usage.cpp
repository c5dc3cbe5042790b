// What is wrong with a command, and how it is said right. What has no row here says it in its detail.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("usage.tool_hosts", "That is not how a credential helper is used.",
        "{detail}. \"use ADDRESS ACCOUNT\", \"forget ADDRESS\" and \"list-hosts\" are for you; the rest is "
        "for the tool."),
    ROW("usage.env", "That is no name of a variable for a token.",
        "Give a plain one with --env, not {detail}."),
    ROW("usage.exec", "The command did not start.", "{detail}."),
    ROW("usage.aws", "That is not how AWS has it.", "See tessera aws-credential --help. Given: {detail}."),
    ROW("usage.provider_unknown", "There is no provider of that name.",
        "\"tessera providers\" lists them; any other is reached with --issuer. Asked for: {detail}."),
    ROW("usage.issuer_missing", "The provider's address is needed.",
        "Give it with --issuer. It looks like {detail}."),
    ROW("usage.client_id_missing", "A client ID is needed.",
        "Register this program at the provider and give what it answers with --client-id. The place is "
        "{detail}."),
    ROW("usage.client_auth", "There is no such way to send a client secret.",
        "--client-auth takes client_secret_basic or client_secret_post, not {detail}."),
    ROW("usage.registered", "That is nothing a client is registered with.",
        "--registered takes NAME=VALUE, like id_token_encrypted_response_alg=ECDH-ES, not {detail}."),
    ROW("usage.redirect_uri", "That is no return address on this computer.",
        "--redirect-uri takes one like http://127.0.0.1:8400/callback, not {detail}."),
    ROW("usage.secret_empty", "The file for the secret is empty.",
        "Write the client secret into it, nothing else: {detail}."),
    ROW("usage.sign_out", "Nothing says what to sign out of.",
        "Name one account, or give --all, --pending or --left-over."),
    ROW("usage.sign_out_one", "A browser can sign out at one provider at a time.",
        "Name one account with --end-session."),
    ROW("usage.stdin_twice", "Standard input can be read once only.", "Give one of the files by its name."),
    ROW("usage.time", "That is no time.", "Times look like 2026-01-31T12:00:00Z, not {detail}."),
    ROW("usage.key_sources", "The key can come from one place only.", "Too many of them: {detail}."),
};

} // namespace

std::span<const ErrorSentence> usageErrorSentences()
{
    return kRows;
}

} // namespace tessera

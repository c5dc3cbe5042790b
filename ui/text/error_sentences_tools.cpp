// What goes wrong between Tessera and the tools that ask it for tokens.
#include "ui/text/error_sentence_row.h"

namespace tessera {
namespace {

constexpr ErrorSentence kRows[] = {
    ROW("tool.request", "What the tool says does not follow its own format.",
        "Nothing was handed out. What cannot be used is: {detail}."),
    ROW("tool.too_large", "What the tool says is too large.", "Nothing was handed out. It has {detail}."),
    ROW("tool.place", "That is no address of a host a token could be for.",
        "It looks like https://git.example.com or https://git.example.com/group. {detail}."),
    ROW("tool.rules", "The list of hosts cannot be used.",
        "No token is handed out by it. Mend or remove it: {detail}."),
    ROW("tool.no_rule", "There is no such host in the list.", "Asked for: {detail}."),
    ROW("tool.ambiguous", "More than one account fits this host.", "Choose one: {detail}."),
    ROW("tool.bound_token", "This token is bound to a key that stays in the keychain.",
        "Other programs cannot use it. Sign in with a client that asks for plain tokens to use it with "
        "{detail}."),
    ROW("agent.bound_token", "This token is bound to a key that stays in the keychain.",
        "Programs of oidc-agent cannot use it."),
    ROW("agent.oidc_request", "Tessera answers only oidc-agent's request for an access token.",
        "Accounts are added and removed with tessera sign-in and tessera sign-out. Asked for: {detail}."),
    ROW("tool.token", "The token cannot be handed to this tool.",
        "It is empty, or it holds characters that its format has no place for."),
    ROW("tool.api_version", "Kubernetes asks in a version that Tessera does not know.",
        "It knows client.authentication.k8s.io/v1 and v1beta1, not {detail}."),
    ROW("tool.cluster", "kubectl asks for another cluster.",
        "Nothing was handed out. Check --server in the kubeconfig, and provideClusterInfo. {detail}."),
    ROW("tool.sasl", "That is no sign-in of a mail program.", "{detail}."),
    ROW("tool.sts_refused", "AWS refused the ID token.",
        "Check the role, its trust policy and the audience it wants. AWS said: {detail}."),
    ROW("tool.sts_reply", "The answer of AWS STS cannot be read.", "What is wrong with it: {detail}."),
    ROW("tool.not_stored", "Tessera keeps no passwords.",
        "It hands out tokens of accounts that are signed in; nothing was stored."),
    ROW("tool.token_file", "A token may not be written there.",
        "It must be a new or an own file below $XDG_RUNTIME_DIR, which is in memory and yours alone. "
        "{detail}."),
};

} // namespace

std::span<const ErrorSentence> toolErrorSentences()
{
    return kRows;
}

} // namespace tessera

#include "ui/text/error_sentences.h"

#include "ui/text/error_sentence_row.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace tessera {
namespace {

/// What has no row of its own is told by its family: the code at the end says which member of it.
constexpr ErrorSentence kFamilies[] = {
    ROW("net.", "{host} cannot be reached as it should.", "{detail}"),
    ROW("http.", "{host} answered in an unexpected way.", "{detail}"),
    ROW("form.", "The other side sent a form that is not well made.", "It was thrown away. {detail}"),
    ROW("json.", "{host} answered with data that is not well made.", "It was thrown away: {detail}."),
    ROW("base64url.", "A token that came is not well made.", "It was thrown away. {detail}"),
    ROW("issuer.", "That is not an issuer address.", "{detail}"),
    ROW("metadata.", "What {host} says about itself cannot be used.", "{detail}"),
    ROW("listener.", "The return address could not be opened.", "{detail}"),
    ROW("par.", "The request could not be sent ahead of the browser.", "{detail}"),
    ROW("jarm.", "The answer in the browser could not be asked for signed.", "{detail}"),
    ROW("dpop.", "Tokens could not be bound to a key.", "{detail}"),
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
    // The first that fits counts, so the families come last.
    for (const auto& part :
         {wireErrorSentences(), usageErrorSentences(), agentErrorSentences(), toolErrorSentences(),
          networkErrorSentences(), administratorErrorSentences(), providerErrorSentences(),
          signInErrorSentences(), tokenErrorSentences(), storageErrorSentences(), settingsErrorSentences(),
          std::span<const ErrorSentence>(kFamilies)})
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

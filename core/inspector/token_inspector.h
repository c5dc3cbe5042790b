// Explains a token: decodes it (offline, always), verifies it with keys a person named, and compares it with
// what a person expects. Three acts that never mix; nothing in the token decides which key is used.
#pragma once

#include "core/base/secret_string.h"
#include "core/inspector/token_report.h"

namespace tessera {

/// Decode only, never a request. Says by a finding what was taken off the text before reading (A137): white
/// space, quotes, "Bearer ", "export TOKEN=", characters nobody sees. Knows tokens (compact JOSE, PASETO,
/// macaroons, opaque ones by prefix), token responses, headers and blocks of them, cookies, curl commands,
/// addresses and keys (recogniser.h). More than 1 MiB is refused unread (A289).
TokenReport inspectToken(QByteArrayView text, TimePoint now);

/// The report with its signature checked, or decrypted if it is encrypted; of a text that holds tokens, each
/// of them. `keySource` names where the keys come from, for people.
TokenReport verifyReport(TokenReport report, const JwkSet& keys, const QString& keySource);
TokenReport verifyReport(TokenReport report, const SecretString& secret, const QString& keySource);

/// What a person expects of an ID token; empty members are not checked.
struct InspectionExpectations
{
    QString issuer;
    QString audience; ///< must be among aud
    QString clientId; ///< as a sign-in checks aud and azp
    QByteArray nonce;
};

/// The full validation of a sign-in, OIDC Core 3.1.3.7: every rule by name in report.checks, and a finding
/// for each that failed. `secret` is the client's, for HS*. Instead of checkExpectations, where there is a
/// client id and keys.
TokenReport validateAsIdToken(TokenReport report, const JwkSet& keys, const SecretString& secret,
                              const InspectionExpectations& expectations);

/// Adds a finding for each expectation that is not met, with the codes of id_token_validation.
TokenReport checkExpectations(TokenReport report, const InspectionExpectations& expectations);

} // namespace tessera

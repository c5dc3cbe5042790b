// Explains a token: decodes it (offline, always), verifies it with keys a person named, and compares it with
// what a person expects. Three acts that never mix; nothing in the token decides which key is used.
#pragma once

#include "core/base/secret_string.h"
#include "core/inspector/token_report.h"

namespace tessera {

/// Decode only. Trims white space, quotes and "Bearer " around the token and says so by a finding (A137).
/// Knows compact JWS (also unsecured ones and unknown algorithms) and the header of compact JWE; everything
/// else is opaque.
TokenReport inspectToken(QByteArrayView text, TimePoint now);

/// The report with its signature checked. `keySource` names where the keys come from, for people.
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

/// Adds a finding for each expectation that is not met, with the codes of id_token_validation.
TokenReport checkExpectations(TokenReport report, const InspectionExpectations& expectations);

} // namespace tessera

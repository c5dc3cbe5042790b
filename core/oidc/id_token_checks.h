// The single rules of ID token validation, OIDC Core 3.1.3.7 and 12.2, each a function of its own. For
// id_token_validation, which runs them all, and for the inspector, which runs those it was given values for.
#pragma once

#include "core/jose/jwt.h"
#include "core/oidc/id_token_validation.h"

namespace tessera::idtoken {

/// What one rule found.
struct RuleResult
{
    CheckOutcome outcome = CheckOutcome::NotChecked;
    QString detail;
    std::optional<Error> error; ///< set if and only if the outcome is Failed
};

RuleResult passed(const QString& detail = {});
RuleResult notChecked(const QString& detail);
RuleResult failed(QStringView code, const QString& detail, ErrorKind kind = ErrorKind::Untrusted);
RuleResult failed(const Error& error);

/// Everything a rule may look at. Lives only while the rules run.
struct Subject
{
    const UnverifiedJwt& jwt;
    const IdTokenExpectations& expected;
    const Result<JwkSet>& keys;
};

// id_token_claim_checks.cpp
RuleResult checkTyp(const Subject& subject);
RuleResult checkEncryption(const Subject& subject);
RuleResult checkIssuer(const Subject& subject);
RuleResult checkAudience(const Subject& subject);
RuleResult checkAuthorizedParty(const Subject& subject);
RuleResult checkNonce(const Subject& subject);
RuleResult checkAcr(const Subject& subject);
RuleResult checkSub(const Subject& subject);
RuleResult checkSubUnchanged(const Subject& subject);
RuleResult checkAuthorizedPartyUnchanged(const Subject& subject);

// id_token_signature_checks.cpp
RuleResult checkSignature(const Subject& subject);
RuleResult checkAlgorithm(const Subject& subject);
RuleResult checkMacKey(const Subject& subject);
RuleResult checkAccessTokenHash(const Subject& subject);
RuleResult checkCodeHash(const Subject& subject);
RuleResult checkStateHash(const Subject& subject);

// id_token_time_checks.cpp
RuleResult checkExpiry(const Subject& subject);
RuleResult checkNotBefore(const Subject& subject);
RuleResult checkIssuedAt(const Subject& subject);
RuleResult checkAuthTime(const Subject& subject);
RuleResult checkAuthTimeUnchanged(const Subject& subject);

/// "aud" as a list: a string counts as a list of one (RFC 7519 section 4.1.3). Error: id_token.claim.
Result<QStringList> audienceOf(const QJsonObject& claims);
/// "3 h 2 min", "59 s": for details.
QString inWords(Milliseconds duration);

} // namespace tessera::idtoken

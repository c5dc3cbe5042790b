// What can be said of a JWT by its header and claims alone: what is wrong or unwise for a token of its kind.
// One file per subject; each finding has its words in finding_catalogue_claims*.cpp.
#pragma once

#include "core/inspector/findings.h"
#include "core/inspector/token_kind.h"

namespace tessera {

/// Sets the times and adds the findings about the claims. The report has its header and claims. `tokenBytes`
/// is the length of the whole token; 0: not known, and its size is not judged.
void judgeClaims(TokenReport& report, TokenKind kind, TimePoint now, qsizetype tokenBytes);

/// The findings about the header of a JWS or JWE; of a JWS also about its algorithm. Unknown where the
/// payload is no set of claims or not readable.
void judgeHeader(TokenReport& report, TokenKind kind);

namespace claimfindings {

/// What the files of findings look at.
struct Subject
{
    TokenReport& report;
    const QJsonObject& claims;
    TokenKind kind = TokenKind::Unknown;
    IssuerFamily family = IssuerFamily::None;
    TimePoint now;

    bool has(QStringView claim) const { return claims.contains(claim); }
    bool is(std::initializer_list<TokenKind> kinds) const;
    void add(QStringView code, Finding::Severity severity, const QString& detail = {}) const
    {
        addFinding(report, code, severity, detail);
    }
};

/// How long the token lives: exp less iat (nbf, now where that is missing). nullopt without a readable "exp".
std::optional<Seconds> lifeOf(const Subject& subject);

/// "\"sub\", \"jti\"" of those names that the claims do not hold; empty: all are there.
QString missingOf(const Subject& subject, std::initializer_list<QStringView> names);

void judgeTimes(const Subject& subject);    // claim_findings_times.cpp
void judgePresence(const Subject& subject); // claim_findings_presence.cpp
void judgeKind(const Subject& subject);     // claim_findings_kinds.cpp
void judgeProofs(const Subject& subject);   // claim_findings_proofs.cpp: DPoP proof, logout token, assertion
void judgeNames(const Subject& subject);    // claim_findings_names.cpp
void judgeSize(const Subject& subject, qsizetype tokenBytes); // claim_findings_size.cpp
void judgeData(const Subject& subject);                       // claim_findings_data.cpp
void judgeRoles(const Subject& subject);                      // claim_findings_roles.cpp

} // namespace claimfindings
} // namespace tessera

#include "core/inspector/claim_findings.h"

#include "core/inspector/claim_text.h"
#include "core/inspector/token_times.h"

#include <algorithm>

namespace tessera {
namespace claimfindings {

bool Subject::is(std::initializer_list<TokenKind> kinds) const
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

QString missingOf(const Subject& subject, std::initializer_list<QStringView> names)
{
    QString missing;
    for (const QStringView name : names) {
        if (!subject.has(name))
            appendQuoted(missing, name);
    }
    return missing;
}

} // namespace claimfindings

void judgeClaims(TokenReport& report, TokenKind kind, TimePoint now, qsizetype tokenBytes)
{
    const QJsonObject claims = *report.claims;
    const claimfindings::Subject subject{report, claims, kind, guessIssuerFamily(claims), now};
    report.times = describeTimes(claims, now);
    claimfindings::judgeTimes(subject);
    claimfindings::judgePresence(subject);
    claimfindings::judgeKind(subject);
    claimfindings::judgeProofs(subject);
    claimfindings::judgeNames(subject);
    claimfindings::judgeRoles(subject);
    claimfindings::judgeData(subject);
    claimfindings::judgeSize(subject, tokenBytes);
}

} // namespace tessera

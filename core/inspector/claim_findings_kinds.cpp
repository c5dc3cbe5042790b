// ID tokens, access tokens and refresh tokens: what their specifications ask of them, and signs that one is
// used or made as the other (OIDC Core 2, RFC 9068, RFC 8725 3.11; checklist N050, N051).
#include "core/inspector/claim_findings.h"

#include "core/base/logging.h"
#include "core/inspector/claim_text.h"

namespace tessera::claimfindings {
namespace {

QString clientOf(const Subject& subject)
{
    for (const QStringView name : {u"client_id", u"azp", u"appid", u"cid"}) {
        const QString client = subject.claims.value(name).toString();
        if (!client.isEmpty())
            return client;
    }
    return {};
}

// OIDC Core 2, 3.1.3.7 (3) to (5)
void judgeIdToken(const Subject& subject)
{
    const QStringList audience = stringsOf(subject.claims.value(u"aud"));
    const QString azp = subject.claims.value(u"azp").toString();
    if (!subject.has(u"nonce") && !isWorkloadIdentity(subject.family))
        subject.add(u"id_token.nonce_missing", Finding::Note);
    if (audience.size() > 1 && azp.isEmpty())
        subject.add(u"id_token.aud_untrusted", Finding::Warning,
                    QStringLiteral("It is for %1 audiences.").arg(audience.size()));
    if (!azp.isEmpty() && !audience.isEmpty() && !audience.contains(azp))
        subject.add(u"jwt.azp_elsewhere", Finding::Note,
                    QStringLiteral("azp is \"%1\".").arg(printable(azp, 100)));
}

// RFC 9068 2.2, 2.2.1: iss, aud and exp have findings of their own
void judgeTypedAccessToken(const Subject& subject)
{
    const QString missing = missingOf(subject, {u"sub", u"client_id", u"iat", u"jti"});
    if (!missing.isEmpty())
        subject.add(u"access_token.claim_missing", Finding::Warning,
                    QStringLiteral("Not there: %1.").arg(missing));
}

void judgeAccessToken(const Subject& subject)
{
    if (subject.family == IssuerFamily::Kubernetes)
        return;
    subject.add(u"jwt.access_token", Finding::Note);
    const QString client = clientOf(subject);
    if (kindByHeader(subject.report.header) == TokenKind::AccessToken)
        judgeTypedAccessToken(subject);
    else if (client.isEmpty())
        subject.add(u"access_token.client_missing", Finding::Note);
    if (!client.isEmpty() && stringsOf(subject.claims.value(u"aud")).contains(client))
        subject.add(u"access_token.aud_is_client", Finding::Note);
}

/// RFC 8725 3.11, 3.12: one kind must not pass for another.
void judgeConfusion(const Subject& subject)
{
    const auto stated = kindByHeader(subject.report.header);
    const auto marked = kindByMarks(subject.claims);
    if (stated && marked && *stated != *marked)
        subject.add(u"jwt.typ_confusion", Finding::Warning,
                    QStringLiteral("The header says %1, the claims are those of: %2.")
                        .arg(tokenKindInWords(*stated), tokenKindInWords(*marked)));
    else if (!stated && subject.kind == TokenKind::IdToken &&
             (subject.has(u"scope") || subject.has(u"scp") || subject.has(u"permissions")))
        subject.add(u"jwt.kind_mixed", Finding::Warning);
}

/// An audience that is nothing, anybody, or said twice.
void judgeAudience(const Subject& subject)
{
    if (!subject.has(u"aud"))
        return;
    const QStringList audience = stringsOf(subject.claims.value(u"aud"));
    QString odd;
    if (audience.isEmpty() || audience.contains(QString()))
        odd = QStringLiteral("It is empty.");
    else if (audience.contains(u"*"))
        odd = QStringLiteral("It is \"*\".");
    else if (audience.size() > 1 && QSet<QString>(audience.begin(), audience.end()).size() < audience.size())
        odd = QStringLiteral("It names one twice.");
    if (!odd.isEmpty())
        subject.add(u"jwt.aud_odd", Finding::Warning, odd);
}

} // namespace

void judgeKind(const Subject& subject)
{
    if (subject.kind == TokenKind::IdToken)
        judgeIdToken(subject);
    else if (subject.kind == TokenKind::AccessToken)
        judgeAccessToken(subject);
    else if (subject.kind == TokenKind::RefreshToken)
        subject.add(u"jwt.refresh_token", Finding::Note);
    judgeConfusion(subject);
    judgeAudience(subject);
}

} // namespace tessera::claimfindings

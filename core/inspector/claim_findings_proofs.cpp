// Short-lived tokens for one purpose: DPoP proofs (RFC 9449 4.2, checklist N046), logout tokens (OIDC
// Back-Channel Logout 2.4) and client assertions (RFC 7523 3). Whether a jti was seen before only the
// receiver knows.
#include "core/inspector/claim_findings.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/inspector/claim_text.h"
#include "core/jose/jose_algorithms.h"
#include "core/oidc/id_token_checks.h"

namespace tessera::claimfindings {
namespace {

using namespace std::chrono_literals;

constexpr Seconds kProofIsFresh = 5min;

// RFC 9449 4.2, header
void judgeProofHeader(const Subject& subject)
{
    const QJsonObject& header = subject.report.header;
    if (mediaTypeOf(header) != u"dpop+jwt")
        subject.add(u"dpop.typ", Finding::Error);
    const JwsAlgorithm* algorithm = findJwsAlgorithm(subject.report.signature.alg);
    if (algorithm && !algorithm->asymmetric())
        subject.add(u"dpop.algorithm", Finding::Error);
    if (!header.value(u"jwk").isObject())
        subject.add(u"dpop.jwk_missing", Finding::Error);
}

// RFC 9449 4.2, claims
void judgeProofClaims(const Subject& subject)
{
    const QString missing = missingOf(subject, {u"jti", u"htm", u"htu", u"iat"});
    if (!missing.isEmpty())
        subject.add(u"dpop.claim_missing", Finding::Error, QStringLiteral("Not there: %1.").arg(missing));
    const QString htu = subject.claims.value(u"htu").toString();
    if (htu.contains(u'?') || htu.contains(u'#') || (subject.has(u"htu") && hostOf(htu).isEmpty()))
        subject.add(u"dpop.htu", Finding::Error);
    if (!subject.has(u"ath"))
        subject.add(u"dpop.ath_missing", Finding::Note);
    const auto iat = optionalNumericDate(subject.claims, u"iat", u"dpop.stale");
    if (iat && *iat && subject.now - **iat > kProofIsFresh)
        subject.add(u"dpop.stale", Finding::Note,
                    QStringLiteral("It was made %1 ago.").arg(idtoken::inWords(subject.now - **iat)));
}

// OIDC Back-Channel Logout 2.4, 2.6
void judgeLogoutToken(const Subject& subject)
{
    const QString missing = missingOf(subject, {u"iat", u"jti", u"events"});
    if (!missing.isEmpty())
        subject.add(u"logout_token.claim_missing", Finding::Error,
                    QStringLiteral("Not there: %1.").arg(missing));
    if (!subject.has(u"sub") && !subject.has(u"sid"))
        subject.add(u"logout_token.subject", Finding::Error);
    const QJsonValue event = subject.claims.value(u"events").toObject().value(kLogoutEvent);
    if (subject.has(u"events") && !event.isObject())
        subject.add(u"logout_token.events", Finding::Error);
    if (subject.has(u"nonce"))
        subject.add(u"logout_token.nonce", Finding::Error);
    if (mediaTypeOf(subject.report.header) != u"logout+jwt")
        subject.add(u"logout_token.typ", Finding::Note);
}

// RFC 7523 3, OIDC Core 9
void judgeAssertion(const Subject& subject)
{
    if (!subject.has(u"jti"))
        subject.add(u"client_assertion.jti_missing", Finding::Warning);
    const QString iss = subject.claims.value(u"iss").toString();
    if (subject.has(u"iss") && iss != subject.claims.value(u"sub").toString())
        subject.add(u"client_assertion.subject", Finding::Error);
    if (stringsOf(subject.claims.value(u"aud")).size() > 1)
        subject.add(u"client_assertion.aud", Finding::Warning);
}

} // namespace

void judgeProofs(const Subject& subject)
{
    switch (subject.kind) {
    case TokenKind::DpopProof:
        judgeProofHeader(subject);
        judgeProofClaims(subject);
        break;
    case TokenKind::LogoutToken:
        judgeLogoutToken(subject);
        break;
    case TokenKind::ClientAssertion:
        judgeAssertion(subject);
        break;
    default:
        break;
    }
}

} // namespace tessera::claimfindings

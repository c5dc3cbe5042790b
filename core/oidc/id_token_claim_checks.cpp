// Who it is from, for and about: the rules that compare claims with what we asked for.
#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oauth/tenant.h"
#include "core/oidc/id_token_checks.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera::idtoken {
namespace {

constexpr QStringView kClaim = u"id_token.claim";
constexpr qsizetype kMaxSubject = 255;

QString quoted(const QString& text)
{
    return QStringLiteral("\"%1\"").arg(printable(text));
}

/// RFC 7515 section 4.1.9: without a slash, "application/" is meant.
QString mediaSubtype(const QString& typ)
{
    const QString lower = typ.toLower();
    const QLatin1String prefix("application/");
    return lower.startsWith(prefix) ? lower.mid(prefix.size()) : lower;
}

/// OIDC Core section 2: at most 255 ASCII characters. Control characters are ASCII too, but nobody's name.
bool isSubject(const QString& sub)
{
    return !sub.isEmpty() && sub.size() <= kMaxSubject &&
           std::all_of(sub.begin(), sub.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

Result<QString> azpOf(const QJsonObject& claims)
{
    return optionalString(claims, u"azp", kClaim).map([](const auto& azp) {
        return azp.value_or(QString());
    });
}

bool hasForeignAudience(const QStringList& audience, const QString& clientId)
{
    return std::any_of(audience.begin(), audience.end(),
                       [&](const QString& entry) { return entry != clientId; });
}

} // namespace

RuleResult passed(const QString& detail)
{
    return {CheckOutcome::Passed, detail, std::nullopt};
}

RuleResult notChecked(const QString& detail)
{
    return {CheckOutcome::NotChecked, detail, std::nullopt};
}

RuleResult failed(const Error& error)
{
    return {CheckOutcome::Failed, error.detail, error};
}

RuleResult failed(QStringView code, const QString& detail, ErrorKind kind)
{
    return failed(Error{kind, code.toString(), detail, {}});
}

Result<QStringList> audienceOf(const QJsonObject& claims)
{
    const QJsonValue aud = claims.value(u"aud");
    if (aud.isString())
        return QStringList{aud.toString()};
    const auto list = optionalStringList(claims, u"aud", kClaim);
    if (!list)
        return failure(ErrorKind::Malformed, kClaim,
                       QStringLiteral("aud must be a string or an array of strings"));
    if (!*list)
        return failure(ErrorKind::Malformed, kClaim, QStringLiteral("aud is missing"));
    return **list;
}

// RFC 8725 section 3.11: an access token, a logout token or a DPoP proof is no ID token.
RuleResult checkTyp(const Subject& subject)
{
    const QJsonObject& header = subject.jwt.jws.header.json;
    if (!header.contains(u"typ"))
        return passed(QStringLiteral("none is given"));
    const QString typ = header.value(u"typ").toString();
    if (mediaSubtype(typ) != QLatin1String("jwt"))
        return failed(u"id_token.typ", QStringLiteral("typ is %1, not \"JWT\"").arg(quoted(typ)));
    return passed(quoted(typ));
}

// OIDC Core 3.1.3.7 (1)
RuleResult checkEncryption(const Subject& subject)
{
    // Had it not been opened, there would be nothing to ask this of.
    if (const auto& decryption = subject.expected.decryption)
        return passed(QStringLiteral("%1, %2").arg(decryption->alg, decryption->enc));
    return notChecked(QStringLiteral("no encryption is registered for this client"));
}

/// A shared address issues tokens of many tenants; the token says which, and its iss must be that tenant's.
RuleResult checkTenantIssuer(const Subject& subject, const QString& iss)
{
    const Result<QString> tenant = requiredString(subject.jwt.claims, u"tid", kClaim);
    if (!tenant)
        return failed(tenant.error());
    if (!isTenantId(*tenant))
        return failed(u"id_token.tenant", QStringLiteral("tid %1 is no tenant").arg(quoted(*tenant)));
    QString expected = subject.expected.issuerTemplate;
    expected.replace(QStringLiteral("{tenantid}"), *tenant);
    if (iss != expected)
        return failed(u"id_token.iss_mismatch",
                      QStringLiteral("iss is %1, expected %2").arg(quoted(iss), quoted(expected)));
    const QStringList& pinned = subject.expected.tenants;
    if (!pinned.isEmpty() && !pinned.contains(*tenant))
        return failed(u"id_token.tenant",
                      QStringLiteral("tenant %1 is not among those allowed").arg(quoted(*tenant)));
    return passed(quoted(iss));
}

// OIDC Core 3.1.3.7 (2): the same string, nothing normalised
RuleResult checkIssuer(const Subject& subject)
{
    const Result<QString> iss = requiredString(subject.jwt.claims, u"iss", kClaim);
    if (!iss)
        return failed(iss.error());
    if (!subject.expected.issuerTemplate.isEmpty())
        return checkTenantIssuer(subject, *iss);
    if (*iss != subject.expected.issuer)
        return failed(
            u"id_token.iss_mismatch",
            QStringLiteral("iss is %1, expected %2").arg(quoted(*iss), quoted(subject.expected.issuer)));
    return passed(quoted(*iss));
}

// OIDC Core 3.1.3.7 (3). We know no other audience; one is trusted only if azp names us (FAPI's reading).
RuleResult checkAudience(const Subject& subject)
{
    const Result<QStringList> audience = audienceOf(subject.jwt.claims);
    if (!audience)
        return failed(audience.error());
    const QString& clientId = subject.expected.clientId;
    const QString shown = quoted(audience->join(u", "));
    if (clientId.isEmpty() || !audience->contains(clientId))
        return failed(u"id_token.aud_mismatch",
                      QStringLiteral("aud is %1, expected %2").arg(shown, quoted(clientId)));
    if (hasForeignAudience(*audience, clientId) && azpOf(subject.jwt.claims).value_or(QString()) != clientId)
        return failed(u"id_token.aud_untrusted",
                      QStringLiteral("aud is %1: also for others, and azp does not name us").arg(shown));
    return passed(shown);
}

// OIDC Core 3.1.3.7 (4), (5)
RuleResult checkAuthorizedParty(const Subject& subject)
{
    const QJsonObject& claims = subject.jwt.claims;
    if (!claims.contains(u"azp"))
        return notChecked(QStringLiteral("the token has none"));
    const Result<QString> azp = azpOf(claims);
    if (!azp)
        return failed(azp.error());
    if (*azp != subject.expected.clientId)
        return failed(
            u"id_token.azp_mismatch",
            QStringLiteral("azp is %1, expected %2").arg(quoted(*azp), quoted(subject.expected.clientId)));
    return passed(quoted(*azp));
}

// OIDC Core 3.1.3.7 (11); a renewed token may leave it out (12.2)
RuleResult checkNonce(const Subject& subject)
{
    const Result<std::optional<QString>> nonce = optionalString(subject.jwt.claims, u"nonce", kClaim);
    if (!nonce)
        return failed(nonce.error());
    if (subject.expected.nonce.isEmpty())
        return notChecked(QStringLiteral("none was sent"));
    if (!*nonce && subject.expected.previous)
        return notChecked(QStringLiteral("a renewed token needs none"));
    if (!*nonce)
        return failed(u"id_token.nonce_missing", QStringLiteral("a nonce was sent, the token has none"));
    if (!constantTimeEquals((*nonce)->toUtf8(), subject.expected.nonce))
        return failed(u"id_token.nonce_mismatch", QStringLiteral("the token was made for another sign-in"));
    return passed();
}

// OIDC Core 3.1.3.7 (12)
RuleResult checkAcr(const Subject& subject)
{
    if (subject.expected.essentialAcr.isEmpty())
        return notChecked(QStringLiteral("none was asked for"));
    const Result<std::optional<QString>> acr = optionalString(subject.jwt.claims, u"acr", kClaim);
    if (!acr)
        return failed(acr.error());
    if (!*acr || !subject.expected.essentialAcr.contains(**acr))
        return failed(u"id_token.acr", QStringLiteral("acr is %1, asked for %2")
                                           .arg(quoted(acr->value_or(QString())),
                                                quoted(subject.expected.essentialAcr.join(u", "))));
    return passed(quoted(**acr));
}

// OIDC Core section 2
RuleResult checkSub(const Subject& subject)
{
    const QJsonValue sub = subject.jwt.claims.value(u"sub");
    if (!sub.isString() || !isSubject(sub.toString()))
        return failed(u"id_token.sub", QStringLiteral("sub must be 1 to 255 printable ASCII characters"),
                      ErrorKind::Malformed);
    return passed(quoted(sub.toString()));
}

// OIDC Core 12.2
RuleResult checkSubUnchanged(const Subject& subject)
{
    const QString sub = subject.jwt.claims.value(u"sub").toString();
    if (sub != subject.expected.previous->subject)
        return failed(
            u"id_token.sub_changed",
            QStringLiteral("sub was %1, is %2").arg(quoted(subject.expected.previous->subject), quoted(sub)));
    return passed();
}

// OIDC Core 12.2: the same, or absent as before
RuleResult checkAuthorizedPartyUnchanged(const Subject& subject)
{
    const Result<QString> azp = azpOf(subject.jwt.claims);
    if (!azp)
        return failed(azp.error());
    if (*azp != subject.expected.previous->azp)
        return failed(
            u"id_token.azp_mismatch",
            QStringLiteral("azp was %1, is %2").arg(quoted(subject.expected.previous->azp), quoted(*azp)));
    return passed();
}

} // namespace tessera::idtoken

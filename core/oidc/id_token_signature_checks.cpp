// Who signed it, and how: algorithm, key, signature, and the hashes that tie access token, code and state to
// it.
#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oidc/id_token_checks.h"

namespace tessera::idtoken {
namespace {

/// The algorithm the token names, if it is in our table and on the issuer's list. Compared with case.
const JwsAlgorithm* allowedAlgorithm(const Subject& subject)
{
    const QString& alg = subject.jwt.jws.header.alg;
    return subject.expected.algorithms.contains(alg) ? findJwsAlgorithm(alg) : nullptr;
}

RuleResult signatureRefused(qsizetype tried)
{
    return failed(u"id_token.signature",
                  QStringLiteral("the signature fits none of the %1 possible keys").arg(tried));
}

RuleResult verifyWithSecret(const Subject& subject)
{
    if (subject.expected.clientSecret.isEmpty())
        return notChecked(QStringLiteral("there is no client secret to check it with"));
    const Result<void> verified = verifyJws(subject.jwt.jws, Key::fromSecret(subject.expected.clientSecret));
    if (verified)
        return passed(QStringLiteral("with the client secret"));
    return verified.error().code == u"jws.signature" ? signatureRefused(1) : failed(verified.error());
}

RuleResult verifyWithKeys(const Subject& subject, const JwsAlgorithm& algorithm)
{
    if (!subject.keys)
        return failed(subject.keys.error());
    const Result<QList<Key>> candidates = subject.keys->candidates(subject.jwt.jws.header.kid, algorithm);
    if (!candidates)
        return failed(candidates.error());
    std::optional<Error> odd;
    for (const Key& key : *candidates) {
        const Result<void> verified = verifyJws(subject.jwt.jws, key);
        if (verified)
            return passed(key.kid().isEmpty()
                              ? QStringLiteral("with the issuer's key")
                              : QStringLiteral("with the issuer's key \"%1\"").arg(printable(key.kid(), 64)));
        if (verified.error().code != u"jws.signature")
            odd = verified.error();
    }
    return odd ? failed(*odd) : signatureRefused(candidates->size());
}

/// A claim that ties the token to something that was sent beside it.
struct HashClaim
{
    QStringView name;
    QString what; ///< in words
    QStringView mismatch;
    QByteArrayView value; ///< empty: not at hand
};

RuleResult checkHash(const Subject& subject, const HashClaim& claim)
{
    const Result<std::optional<QString>> hash =
        optionalString(subject.jwt.claims, claim.name, u"id_token.claim");
    if (!hash)
        return failed(hash.error());
    if (!*hash)
        return notChecked(QStringLiteral("the token has none"));
    if (claim.value.isEmpty())
        return notChecked(QStringLiteral("there is no %1 to compare with").arg(claim.what));
    const JwsAlgorithm* algorithm = allowedAlgorithm(subject);
    if (!algorithm)
        return notChecked(QStringLiteral("its algorithm is not allowed"));
    const JwsAlgorithm& exact = fullySpecified(*algorithm, subject.jwt.jws.signature.size());
    if (!constantTimeEquals((*hash)->toUtf8(), leftHalfHash(exact, claim.value)))
        return failed(claim.mismatch,
                      QStringLiteral("the %1 is not the one this ID token was made with").arg(claim.what));
    return passed();
}

} // namespace

// OIDC Core 3.1.3.7 (6). Always: that the token came over TLS is no signature. A key is touched only after
// the algorithm was found on our list, which rule 7 reports.
RuleResult checkSignature(const Subject& subject)
{
    const JwsAlgorithm* algorithm = allowedAlgorithm(subject);
    if (!algorithm)
        return notChecked(QStringLiteral("its algorithm is not allowed"));
    return algorithm->asymmetric() ? verifyWithKeys(subject, *algorithm) : verifyWithSecret(subject);
}

// OIDC Core 3.1.3.7 (7)
RuleResult checkAlgorithm(const Subject& subject)
{
    const QString alg = printable(subject.jwt.jws.header.alg, 64);
    if (allowedAlgorithm(subject))
        return passed(alg);
    return failed(u"id_token.alg_not_allowed",
                  QStringLiteral("alg is \"%1\", allowed: %2")
                      .arg(alg, subject.expected.algorithms.join(QLatin1String(", "))));
}

// OIDC Core 3.1.3.7 (8): a secret is shared by two, never by three
RuleResult checkMacKey(const Subject& subject)
{
    const JwsAlgorithm* algorithm = allowedAlgorithm(subject);
    if (!algorithm || algorithm->asymmetric())
        return notChecked(QStringLiteral("only for HS256, HS384 and HS512"));
    if (subject.expected.clientSecret.isEmpty())
        return failed(
            u"id_token.alg_not_allowed",
            QStringLiteral("%1 needs a client secret, and this client has none").arg(algorithm->name));
    if (audienceOf(subject.jwt.claims).value_or(QStringList()).size() > 1)
        return failed(u"id_token.alg_not_allowed",
                      QStringLiteral("%1 with several audiences").arg(algorithm->name));
    return passed();
}

// OIDC Core 3.1.3.8: optional in the code flow; if it is there it must fit
RuleResult checkAccessTokenHash(const Subject& subject)
{
    return checkHash(subject, {u"at_hash", QStringLiteral("access token"), u"id_token.at_hash_mismatch",
                               subject.expected.accessToken.reveal()});
}

// OIDC Core 3.3.2.10: for a token that comes with a code. One that comes for a code may have it too.
RuleResult checkCodeHash(const Subject& subject)
{
    return checkHash(subject, {u"c_hash", QStringLiteral("code"), u"id_token.c_hash_mismatch",
                               subject.expected.code.reveal()});
}

// FAPI 1.0 Advanced 5.1.1
RuleResult checkStateHash(const Subject& subject)
{
    return checkHash(
        subject, {u"s_hash", QStringLiteral("state"), u"id_token.s_hash_mismatch", subject.expected.state});
}

} // namespace tessera::idtoken

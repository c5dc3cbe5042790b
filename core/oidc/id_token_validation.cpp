#include "core/oidc/id_token_validation.h"

#include "core/oidc/id_token_checks.h"

#include <algorithm>
#include <array>

namespace tessera {

/// The only maker of an IdToken.
struct IdTokenJudge
{
    static IdToken make(const UnverifiedJwt& jwt, const SecretString& compact)
    {
        IdToken token;
        token.m_issuer = jwt.claims.value(u"iss").toString();
        token.m_subject = jwt.claims.value(u"sub").toString();
        token.m_issuedAt = fromUnixSeconds(static_cast<qint64>(jwt.claims.value(u"iat").toDouble()));
        token.m_expiresAt = fromUnixSeconds(static_cast<qint64>(jwt.claims.value(u"exp").toDouble()));
        token.m_claims = jwt.claims;
        token.m_compact = compact;
        token.m_algorithm = jwt.jws.header.alg;
        return token;
    }
};

namespace {

using namespace idtoken;

struct Rule
{
    QStringView name;
    QStringView rule;
    RuleResult (*check)(const Subject&);
};

constexpr QStringView kSignature = u"signature";

constexpr std::array kRules{
    Rule{u"typ", u"RFC 8725 3.11", checkTyp},
    Rule{u"encryption", u"OIDC Core 3.1.3.7 (1)", checkEncryption},
    Rule{u"iss", u"OIDC Core 3.1.3.7 (2)", idtoken::checkIssuer},
    Rule{u"aud", u"OIDC Core 3.1.3.7 (3)", checkAudience},
    Rule{u"azp", u"OIDC Core 3.1.3.7 (4), (5)", checkAuthorizedParty},
    Rule{kSignature, u"OIDC Core 3.1.3.7 (6)", checkSignature},
    Rule{u"algorithm", u"OIDC Core 3.1.3.7 (7)", checkAlgorithm},
    Rule{u"mac_key", u"OIDC Core 3.1.3.7 (8)", checkMacKey},
    Rule{u"exp", u"OIDC Core 3.1.3.7 (9)", checkExpiry},
    Rule{u"nbf", u"RFC 7519 4.1.5", checkNotBefore},
    Rule{u"iat", u"OIDC Core 3.1.3.7 (10)", checkIssuedAt},
    Rule{u"nonce", u"OIDC Core 3.1.3.7 (11)", checkNonce},
    Rule{u"acr", u"OIDC Core 3.1.3.7 (12)", checkAcr},
    Rule{u"auth_time", u"OIDC Core 3.1.3.7 (13)", checkAuthTime},
    Rule{u"sub", u"OIDC Core 2", checkSub},
    Rule{u"at_hash", u"OIDC Core 3.1.3.8", checkAccessTokenHash},
    Rule{u"c_hash", u"OIDC Core 3.3.2.10", checkCodeHash},
    Rule{u"s_hash", u"FAPI 1.0 Advanced 5.1.1", checkStateHash},
};

constexpr std::array kRenewalRules{
    Rule{u"sub_unchanged", u"OIDC Core 12.2", checkSubUnchanged},
    Rule{u"auth_time_unchanged", u"OIDC Core 12.2", checkAuthTimeUnchanged},
    Rule{u"azp_unchanged", u"OIDC Core 12.2", checkAuthorizedPartyUnchanged},
};

void record(IdTokenVerdict& verdict, QStringView name, QStringView rule, const RuleResult& result)
{
    verdict.checks.append(IdTokenCheck{name.toString(), rule.toString(), result.outcome,
                                       result.error ? result.error->code : QString(), result.detail});
    if (result.error && !verdict.error)
        verdict.error = result.error;
}

template <class Rules, class Run>
void runAll(IdTokenVerdict& verdict, const Rules& rules, Run run)
{
    for (const Rule& rule : rules)
        record(verdict, rule.name, rule.rule, run(rule));
}

template <class Run>
void runAll(IdTokenVerdict& verdict, const IdTokenExpectations& expected, Run run)
{
    runAll(verdict, kRules, run);
    if (expected.previous)
        runAll(verdict, kRenewalRules, run);
}

const IdTokenCheck* signatureCheck(const IdTokenVerdict& verdict)
{
    const auto it = std::find_if(verdict.checks.begin(), verdict.checks.end(),
                                 [](const IdTokenCheck& check) { return check.name == kSignature; });
    return it == verdict.checks.end() ? nullptr : &*it;
}

bool signatureHolds(const IdTokenVerdict& verdict)
{
    const IdTokenCheck* check = signatureCheck(verdict);
    return check && check->outcome == CheckOutcome::Passed;
}

/// The signed token, taken out of its envelope where one is registered (OIDC Core 3.1.3.7 (1), N082).
Result<SecretString> signedToken(const SecretString& compact, const IdTokenExpectations& expected)
{
    if (!expected.decryption)
        return compact;
    return openToken(compact.reveal(), *expected.decryption, u"id_token.not_encrypted")
        .and_then([](const Decrypted& opened) { return nestedJws(opened); })
        .map([](const QByteArray& inside) { return SecretString::fromUtf8(inside); });
}

/// `keys` may be the error of not having got them: then everything but the signature is judged all the same.
IdTokenVerdict judge(const SecretString& compact, const Result<JwkSet>& keys,
                     const IdTokenExpectations& expected)
{
    IdTokenVerdict verdict;
    const Result<SecretString> inside = signedToken(compact, expected);
    const Result<UnverifiedJwt> jwt =
        inside.and_then([](const SecretString& text) { return decodeJwt(text.reveal()); });
    record(verdict, u"structure", u"RFC 7519 7.2", jwt ? passed() : failed(jwt.error()));
    if (!jwt) {
        runAll(verdict, expected, [](const Rule&) { return notChecked(QStringLiteral("unreadable token")); });
        return verdict;
    }
    const Subject subject{*jwt, expected, keys};
    runAll(verdict, expected, [&](const Rule& rule) { return rule.check(subject); });
    if (!verdict.error && signatureHolds(verdict))
        verdict.idToken = IdTokenJudge::make(*jwt, *inside);
    return verdict;
}

/// The issuer may have begun to sign with a new key (OIDC Core 10.1.1).
bool newKeysMayHelp(const IdTokenVerdict& verdict)
{
    const IdTokenCheck* check = signatureCheck(verdict);
    return check && (check->code == u"jwks.unknown_kid" || check->code == u"jwks.no_key" ||
                     check->code == u"id_token.signature");
}

bool isAsymmetric(const QString& name)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(name);
    return algorithm && algorithm->asymmetric();
}

bool needsKeySet(const IdTokenExpectations& expected)
{
    return std::any_of(expected.algorithms.begin(), expected.algorithms.end(), isAsymmetric);
}

/// What an issuer may choose for us from its own list. ES256K only where somebody registered it by name.
bool isNegotiable(const QString& name)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(name);
    return algorithm && algorithm->asymmetric() &&
           (algorithm->standing == Standing::Recommended || algorithm->standing == Standing::Acceptable);
}

/// HS* and whatever else a registration names: as it is, if we can do it.
Result<QStringList> registeredAlgorithm(const ClientRegistration& registration)
{
    const QString& name = registration.idTokenSignedResponseAlg;
    const JwsAlgorithm* algorithm = findJwsAlgorithm(name);
    if (!algorithm)
        return failure(ErrorKind::Configuration, u"id_token.no_common_algorithm",
                       QStringLiteral("%1 is registered and not known here").arg(name.left(64)));
    if (!algorithm->asymmetric() && registration.clientSecret.isEmpty())
        return failure(ErrorKind::Configuration, u"id_token.no_common_algorithm",
                       QStringLiteral("%1 is registered and needs a client secret").arg(name));
    return QStringList{name};
}

} // namespace

IdTokenVerdict validateIdToken(const SecretString& compact, const JwkSet& keys,
                               const IdTokenExpectations& expectations)
{
    return judge(compact, keys, expectations);
}

QCoro::Task<IdTokenVerdict> validateIdTokenRemotely(std::shared_ptr<RemoteJwkSets> keySets, QUrl jwksUri,
                                                    SecretString compact, IdTokenExpectations expectations,
                                                    std::stop_token stop)
{
    if (!needsKeySet(expectations))
        co_return judge(compact, JwkSet(), expectations);
    const Result<JwkSet> keys = co_await RemoteJwkSets::keys(keySets, jwksUri, stop);
    IdTokenVerdict verdict = judge(compact, keys, expectations);
    if (!newKeysMayHelp(verdict))
        co_return verdict;
    const Result<JwkSet> newKeys = co_await RemoteJwkSets::refetch(keySets, jwksUri, stop);
    co_return judge(compact, newKeys, expectations);
}

Result<QStringList> allowedIdTokenAlgorithms(const ClientRegistration& registration,
                                             const AuthorizationServerMetadata& metadata)
{
    if (!registration.idTokenSignedResponseAlg.isEmpty())
        return registeredAlgorithm(registration);
    const QStringList& listed = metadata.idTokenSigningAlgValuesSupported;
    if (listed.isEmpty())
        return QStringList{QStringLiteral("RS256")};
    QStringList common;
    std::copy_if(listed.begin(), listed.end(), std::back_inserter(common), isNegotiable);
    if (common.isEmpty())
        return failure(ErrorKind::Configuration, u"id_token.no_common_algorithm",
                       QStringLiteral("the issuer signs with %1 only").arg(listed.join(u", ").left(200)));
    return common;
}

QString checkOutcomeName(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return QStringLiteral("passed");
    case CheckOutcome::Failed:
        return QStringLiteral("failed");
    case CheckOutcome::NotChecked:
        break;
    }
    return QStringLiteral("not-checked");
}

} // namespace tessera

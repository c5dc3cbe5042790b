// The third act of the inspector: comparing a token with what a person expects of it.
#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/inspector/findings.h"
#include "core/inspector/token_inspector.h"
#include "core/oidc/id_token_checks.h"

namespace tessera {
namespace {

constexpr auto kAnyAge = std::chrono::hours(24) * 366 * 10000; // how long ago is no question here

void compare(TokenReport& report, const idtoken::RuleResult& result)
{
    if (result.error)
        addFinding(report, *result.error);
}

void compareAudience(TokenReport& report, const QString& audience)
{
    const Result<QStringList> found = idtoken::audienceOf(*report.claims);
    if (!found)
        addFinding(report, u"id_token.aud_mismatch", Finding::Error,
                   QStringLiteral("%1; expected is \"%2\".")
                       .arg(printable(found.error().detail), printable(audience)));
    else if (!found->contains(audience))
        addFinding(report, u"id_token.aud_mismatch", Finding::Error,
                   QStringLiteral("aud is \"%1\", expected \"%2\".")
                       .arg(printable(found->join(u", ")), printable(audience)));
}

bool isEmpty(const InspectionExpectations& expectations)
{
    return expectations.issuer.isEmpty() && expectations.audience.isEmpty() &&
           expectations.clientId.isEmpty() && expectations.nonce.isEmpty();
}

bool isSymmetric(QStringView alg)
{
    const JwsAlgorithm* row = findJwsAlgorithm(alg);
    return row && !row->asymmetric();
}

/// Every signature that a sign-in could be set to accept. HS* only with a secret in hand.
QStringList acceptableAlgorithms(const SecretString& secret)
{
    QStringList names;
    for (const JwsAlgorithm& row : jwsAlgorithms()) {
        const bool allowed = row.standing == Standing::Recommended || row.standing == Standing::Acceptable;
        if (allowed && (row.asymmetric() || !secret.isEmpty()))
            names.append(row.name.toString());
    }
    return names;
}

SecretString compactOf(const CompactJws& jws)
{
    QByteArray compact = jws.signingInput + '.' + base64urlEncode(jws.signature);
    return SecretString(std::move(compact));
}

IdTokenExpectations signInExpectations(const TokenReport& report, const InspectionExpectations& given,
                                       const SecretString& secret)
{
    IdTokenExpectations expected;
    expected.issuer = given.issuer.isEmpty() ? report.claims->value(u"iss").toString() : given.issuer;
    expected.clientId = given.clientId;
    expected.clientSecret = isSymmetric(report.signature.alg) ? secret : SecretString();
    expected.algorithms = acceptableAlgorithms(expected.clientSecret);
    expected.nonce = given.nonce;
    expected.now = report.inspectedAt;
    expected.maxIssueAge = kAnyAge;
    return expected;
}

/// What nobody named was compared with itself, which proves nothing.
void withoutUnnamed(QList<IdTokenCheck>& checks, const InspectionExpectations& given)
{
    for (IdTokenCheck& check : checks) {
        if (check.name == u"iss" && given.issuer.isEmpty() && check.outcome == CheckOutcome::Passed) {
            check.outcome = CheckOutcome::NotChecked;
            check.detail = QStringLiteral("no issuer was named to compare with");
        }
    }
}

} // namespace

TokenReport validateAsIdToken(TokenReport report, const JwkSet& keys, const SecretString& secret,
                              const InspectionExpectations& expectations)
{
    if (!report.jws || !report.claims) {
        addFinding(report, u"inspect.no_claims", Finding::Error);
        return report;
    }
    const IdTokenExpectations expected = signInExpectations(report, expectations, secret);
    report.checks = validateIdToken(compactOf(*report.jws), keys, expected).checks;
    withoutUnnamed(report.checks, expectations);
    for (const IdTokenCheck& check : std::as_const(report.checks)) {
        if (check.outcome == CheckOutcome::Failed)
            addFinding(report, Error{ErrorKind::Untrusted, check.code, check.detail, {}});
    }
    return report;
}

TokenReport checkExpectations(TokenReport report, const InspectionExpectations& expectations)
{
    if (isEmpty(expectations))
        return report;
    if (!report.claims) {
        addFinding(report, u"inspect.no_claims", Finding::Error);
        return report;
    }
    static const Result<JwkSet> noKeys{JwkSet()};
    IdTokenExpectations expected;
    expected.issuer = expectations.issuer;
    expected.clientId = expectations.clientId;
    expected.nonce = expectations.nonce;
    const UnverifiedJwt jwt{{}, *report.claims};
    const idtoken::Subject subject{jwt, expected, noKeys};
    if (!expectations.issuer.isEmpty())
        compare(report, idtoken::checkIssuer(subject));
    if (!expectations.audience.isEmpty())
        compareAudience(report, expectations.audience);
    if (!expectations.clientId.isEmpty()) {
        compare(report, idtoken::checkAudience(subject));
        compare(report, idtoken::checkAuthorizedParty(subject));
    }
    if (!expectations.nonce.isEmpty())
        compare(report, idtoken::checkNonce(subject));
    return report;
}

} // namespace tessera

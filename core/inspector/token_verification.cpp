// The second and third act of the inspector: verifying with named keys, and comparing with expectations.
#include "core/inspector/findings.h"
#include "core/inspector/token_inspector.h"

#include "core/base/logging.h"
#include "core/oidc/id_token_checks.h"

namespace tessera {
namespace {

void refuseSignature(TokenReport& report, const QString& code)
{
    report.signature.status = QStringLiteral("refused");
    report.signature.code = code;
}

/// There is nothing the strict rules would verify. Of an encrypted token the signature, if any, is inside.
TokenReport refusedReport(TokenReport report)
{
    if (report.kind != u"jwe" && report.signature.status == u"not-checked")
        refuseSignature(report, QStringLiteral("jws.parts"));
    return report;
}

TokenReport withVerdict(TokenReport report, const Result<Key>& key)
{
    if (key) {
        report.signature.status = QStringLiteral("valid");
        if (report.signature.kid.isEmpty())
            report.signature.kid = key->kid();
        return report;
    }
    refuseSignature(report, key.error().code);
    if (key.error().code == u"jws.signature")
        report.signature.status = QStringLiteral("invalid");
    addFinding(report, key.error());
    return report;
}

void compare(TokenReport& report, const idtoken::RuleResult& result)
{
    if (result.error)
        addFinding(report, *result.error);
}

void compareAudience(TokenReport& report, const QString& audience)
{
    const Result<QStringList> found = idtoken::audienceOf(*report.claims);
    if (!found)
        addFinding(report, found.error());
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

} // namespace

TokenReport verifyReport(TokenReport report, const JwkSet& keys, const QString& keySource)
{
    report.signature.keySource = keySource;
    if (!report.jws || report.signature.status == u"refused")
        return refusedReport(std::move(report));
    const Result<Key> key = verifyJws(*report.jws, keys);
    return withVerdict(std::move(report), key);
}

TokenReport verifyReport(TokenReport report, const SecretString& secret, const QString& keySource)
{
    report.signature.keySource = keySource;
    if (!report.jws || report.signature.status == u"refused")
        return refusedReport(std::move(report));
    const Key key = Key::fromSecret(secret);
    const Result<Key> verdict = verifyJws(*report.jws, key).map([&] { return key; });
    return withVerdict(std::move(report), verdict);
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

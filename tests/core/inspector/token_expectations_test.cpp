// A pasted token held to the rules of a sign-in, rule by rule.
#include "core/inspector/token_inspector.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

TokenReport validated(const IdTokenCase& subject, const InspectionExpectations& expectations,
                      const SecretString& secret = {})
{
    const TokenReport report = verifyReport(inspectToken(subject.token().reveal(), subject.now), subject.keys,
                                            QStringLiteral("keys.json"));
    return validateAsIdToken(report, subject.keys, secret, expectations);
}

InspectionExpectations asSignedIn()
{
    return {IdTokenCase::issuer, {}, IdTokenCase::clientId, "n-0S6_WzA2Mj"};
}

CheckOutcome outcomeOf(const TokenReport& report, QStringView name)
{
    for (const IdTokenCheck& check : report.checks)
        if (check.name == name)
            return check.outcome;
    return CheckOutcome::NotChecked;
}

} // namespace

class TokenExpectationsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goodOne()
    {
        const TokenReport report = validated(IdTokenCase(), asSignedIn());
        QVERIFY(report.checks.size() > 8);
        for (const QStringView name : {u"signature", u"iss", u"aud", u"exp", u"nonce"})
            QCOMPARE(outcomeOf(report, name), CheckOutcome::Passed);
        QVERIFY(isGood(report));
    }

    void eachFailureByName()
    {
        InspectionExpectations other = asSignedIn();
        other.nonce = "other";
        other.clientId = QStringLiteral("other");
        const TokenReport report = validated(IdTokenCase(), other);
        QCOMPARE(outcomeOf(report, u"signature"), CheckOutcome::Passed);
        QCOMPARE(outcomeOf(report, u"aud"), CheckOutcome::Failed);
        QCOMPARE(outcomeOf(report, u"nonce"), CheckOutcome::Failed);
        QVERIFY(!isGood(report));
    }

    void unnamedIssuerIsNotChecked()
    {
        InspectionExpectations noIssuer = asSignedIn();
        noIssuer.issuer.clear();
        const TokenReport report = validated(IdTokenCase(), noIssuer);
        QCOMPARE(outcomeOf(report, u"iss"), CheckOutcome::NotChecked);
        QVERIFY(isGood(report));
    }

    void ageIsNoQuestion()
    {
        IdTokenCase old;
        old.set(u"iat", old.at(-30 * 24 * 3600));
        const TokenReport report = validated(old, asSignedIn());
        for (const IdTokenCheck& check : report.checks) // that it lives for a month is a finding, not a check
            QVERIFY2(check.outcome != CheckOutcome::Failed, qPrintable(check.name));
        QCOMPARE(outcomeOf(report, u"iat"), CheckOutcome::Passed);
    }

    void withoutClaims()
    {
        const TokenReport report =
            validateAsIdToken(inspectToken("opaque", ManualClock().now()), {}, {}, asSignedIn());
        QVERIFY(report.checks.isEmpty());
        QCOMPARE(report.findings.constLast().code, QStringLiteral("inspect.no_claims"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TokenExpectationsTest)
#include "token_expectations_test.moc"

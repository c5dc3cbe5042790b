// Each template is a token of its kind that the findings have no error for.
#include "core/inspector/token_templates.h"

#include "core/base/strict_json.h"
#include "core/inspector/token_creator.h"
#include "core/inspector/token_inspector.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

void addTemplates()
{
    QTest::addColumn<QString>("id");
    for (const auto& row : testTokenTemplates())
        QTest::newRow(qPrintable(row.id)) << row.id;
}

Result<TestToken> make(const TestTokenTemplate& row, TimePoint now)
{
    TestTokenRequest request;
    request.claims = templateClaimsText(row, now);
    request.header = row.header;
    request.algorithm = row.algorithm;
    request.holdsItsKey = row.holdsItsKey;
    return createToken(request);
}

} // namespace

class TokenTemplatesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOfItsKindWithoutAnError_data() { addTemplates(); }
    void isOfItsKindWithoutAnError()
    {
        QFETCH(QString, id);
        const TimePoint now = ManualClock().now();
        const TestTokenTemplate* row = findTestTokenTemplate(id);
        QVERIFY(row);
        const auto made = make(*row, now);
        QVERIFY2(made.has_value(), made ? "" : qPrintable(made.error().code + made.error().detail));
        TokenReport report = inspectToken(made->token, now);
        QCOMPARE(report.tokenKind, tokenKindName(row->kind));
        const auto keys = JwkSet::parseKeyFile(made->privateJwk.reveal());
        QVERIFY(keys.has_value());
        // A proof names no key: the set has only the one.
        report = verifyReport(std::move(report), *keys, QStringLiteral("the test"));
        QCOMPARE(report.signature.status, QStringLiteral("valid"));
        for (const Finding& finding : report.findings)
            QVERIFY2(finding.severity != Finding::Error, qPrintable(finding.code));
        QVERIFY(isGood(report));
    }

    void timesCountFromNow_data() { addTemplates(); }
    void timesCountFromNow()
    {
        QFETCH(QString, id);
        const TestTokenTemplate* row = findTestTokenTemplate(id);
        const TimePoint now = fromUnixSeconds(1000000000);
        const QJsonObject claims = templateClaims(*row, now, Seconds(77));
        QCOMPARE(claims.value(u"iat").toInteger(), qint64(1000000000));
        if (row->life.count() == 0)
            QVERIFY(!claims.contains(u"exp"));
        else
            QCOMPARE(claims.value(u"exp").toInteger(), qint64(1000000077));
    }

    void chanceIsFresh()
    {
        const TestTokenTemplate* row = findTestTokenTemplate(u"dpop-proof");
        const TimePoint now = ManualClock().now();
        QVERIFY(templateClaims(*row, now, {}).value(u"jti") != templateClaims(*row, now, {}).value(u"jti"));
    }

    void proofHoldsThePublicKeyAlone()
    {
        const auto made = make(*findTestTokenTemplate(u"dpop-proof"), ManualClock().now());
        QVERIFY(made.has_value());
        const QJsonObject jwk = made->header.value(u"jwk").toObject();
        QCOMPARE(jwk.keys(), QStringList({QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"),
                                          QStringLiteral("y")}));
        QVERIFY(!made->header.contains(u"kid"));
        QCOMPARE(jwk.value(u"x"), made->publicJwk.value(u"x"));
    }

    void textIsTheSameObject()
    {
        const TestTokenTemplate* row = findTestTokenTemplate(u"session");
        const TimePoint now = ManualClock().now();
        const auto object = parseJsonObject(templateClaimsText(*row, now));
        QVERIFY(object.has_value());
        QCOMPARE(*object, templateClaims(*row, now, row->life));
    }

    void unknownTemplate() { QVERIFY(!findTestTokenTemplate(u"ID-TOKEN")); }
};

} // namespace tessera::test

using tessera::test::TokenTemplatesTest;
TESSERA_TEST(TokenTemplatesTest)
#include "token_templates_test.moc"

// The verdict and the checks in words: "valid" only with a named key and nothing against it (A291).
#include "ui/inspector/report_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_tokens.h"

#include <QTest>

using namespace tessera;

namespace {

TokenReport decoded(const QByteArray& token = test::signedToken())
{
    return inspectToken(token, test::madeUpNow());
}

TokenReport verified(TokenReport report, const InspectionExpectations& expectations = {})
{
    report = verifyReport(std::move(report), test::madeUpKeys(), QStringLiteral("id.acme.example"));
    return checkExpectations(std::move(report), expectations);
}

QByteArray tampered()
{
    QByteArray token = test::signedToken();
    const qsizetype at = token.lastIndexOf('.') + 5;
    token[at] = token[at] == 'A' ? 'B' : 'A';
    return token;
}

InspectionExpectations expectations()
{
    InspectionExpectations expected;
    expected.issuer = QStringLiteral("https://id.acme.example");
    expected.audience = QStringLiteral("tessera-desktop");
    expected.nonce = "k3Vd9QxT";
    return expected;
}

/// "Algorithm+ Key+ Signature-": passed, failed, open.
QString written(const QList<CheckRow>& rows)
{
    QStringList parts;
    for (const CheckRow& row : rows)
        parts << row.name + (row.glyph == Glyph::Ok ? u'+' : (row.glyph == Glyph::Error ? u'-' : u'?'));
    return parts.join(u' ');
}

} // namespace

class ReportTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts()
    {
        QCOMPARE(verdictOf(decoded()).kind, Verdict::Kind::NotChecked);
        QCOMPARE(verdictOf(verified(decoded())).kind, Verdict::Kind::Valid);
        QVERIFY(verdictOf(verified(decoded())).rest.contains(QStringLiteral("id.acme.example")));
        QCOMPARE(verdictOf(verified(decoded(tampered()))).kind, Verdict::Kind::NotValid);
        QVERIFY(verdictOf(verified(decoded(tampered())))
                    .rest.startsWith(QStringLiteral("The signature is wrong.")));
        QCOMPARE(verdictOf(verified(decoded(test::unsignedToken()))).kind, Verdict::Kind::NotValid);
        QCOMPARE(verdictOf(verified(decoded(test::encryptedToken()))).kind, Verdict::Kind::NotChecked);
    }

    void aGoodSignatureIsNotEnough()
    {
        QJsonObject claims = test::madeUpClaims();
        claims.insert(QStringLiteral("exp"), toUnixSeconds(test::madeUpNow()) - 600);
        const Verdict verdict = verdictOf(verified(decoded(test::signedToken(claims))));
        QCOMPARE(verdict.kind, Verdict::Kind::NotValid);
        QVERIFY2(verdict.rest.startsWith(QStringLiteral("The signature is right, and still:")),
                 qPrintable(verdict.rest));
    }

    void theChecks_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<bool>("expecting");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char* name, const QByteArray& token, bool expecting, const char* rows) {
            QTest::newRow(name) << QString::fromLatin1(token) << expecting << QString::fromLatin1(rows);
        };
        row("good", test::signedToken(), true, "Algorithm+ Key+ Signature+ Issuer+ Audience+ Times+ Nonce+");
        row("nothing expected", test::signedToken(), false,
            "Algorithm+ Key+ Signature+ Issuer? Audience? Times+ Nonce?");
        row("tampered with", tampered(), true, "Algorithm+ Key+ Signature- Issuer+ Audience+ Times+ Nonce+");
        row("A120 none", test::unsignedToken(), true,
            "Algorithm- Key? Signature? Issuer+ Audience- Times- Nonce+");
        QJsonObject other = test::madeUpClaims();
        other.insert(QStringLiteral("iss"), QStringLiteral("https://evil.example"));
        other.insert(QStringLiteral("aud"), QStringLiteral("somebody-else"));
        other.insert(QStringLiteral("nonce"), QStringLiteral("another"));
        row("meant for others", test::signedToken(other), true,
            "Algorithm+ Key+ Signature+ Issuer- Audience- Times+ Nonce-");
    }

    void theChecks()
    {
        QFETCH(QString, token);
        QFETCH(bool, expecting);
        const InspectionExpectations expected = expecting ? expectations() : InspectionExpectations();
        const TokenReport report = verified(decoded(token.toLatin1()), expected);
        QTEST(written(checkRows(report, expected)), "rows");
    }

    void theFullValidationIsToldWhole()
    {
        TokenReport report = verified(decoded(), expectations());
        report.checks = test::madeUpChecks(QStringLiteral("at_hash"));
        const QList<CheckRow> rows = checkRows(report, expectations());
        QVERIFY2(written(rows).endsWith(QStringLiteral("typ+ azp? sub+ at_hash-")),
                 qPrintable(written(rows)));
        QCOMPARE(checkSummary(rows), QStringLiteral("9 passed, 1 failed, 1 not done"));
    }

    void withoutAKeyNothingWasChecked() { QVERIFY(checkRows(decoded(), expectations()).isEmpty()); }

    void titles()
    {
        TokenReport report = decoded();
        report.title.clear();
        report.tokenKind = QStringLiteral("id_token");
        QCOMPARE(reportTitle(report), QStringLiteral("Signed JSON Web Token (ID token)"));
        report.title = QStringLiteral("<b>As the engine says</b>");
        QCOMPARE(reportTitle(report), report.title);
    }
};

TESSERA_TEST(ReportTextTest)
#include "report_text_test.moc"

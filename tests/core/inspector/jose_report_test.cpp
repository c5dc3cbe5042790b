// Compact tokens decoded as far as can be: what is one, and what is left alone.
#include "core/inspector/jose_report.h"

#include "core/base/base64url.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/core/oidc/id_token_case.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class JoseReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isCompact_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("is");
        const QByteArray header = base64urlEncode("{\"alg\":\"ES256\"}");
        QTest::newRow("three parts") << header + ".e30.eA" << true;
        QTest::newRow("five parts") << header + ".eA.eA.eA.eA" << true;
        QTest::newRow("A122 two parts") << header + ".e30" << false;
        QTest::newRow("A122 four parts") << header + ".e30.eA.eA" << false;
        QTest::newRow("A128 six parts") << header + ".e30.eA.eA.eA.eA" << false;
        QTest::newRow("A127 header is no JSON") << QByteArray("eyJ.e30.eA") << false;
        QTest::newRow("header is a list") << base64urlEncode("[1]") + ".e30.eA" << false;
        QTest::newRow("header is empty") << QByteArray(".e30.eA") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void isCompact()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, is);
        TokenReport report;
        report.kind = QStringLiteral("before");
        QCOMPARE(inspectCompact(report, text, testNow()), is);
        QCOMPARE(report.kind == u"before", !is);
        QVERIFY(is || report.findings.isEmpty()); // of an attempt nothing stays
    }

    /// A166: what the header asks for is told even where nothing else can be read.
    void damagedEncryption_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("findings");
        QTest::newRow("RSA1_5") << QByteArray("{\"alg\":\"RSA1_5\",\"enc\":\"A128GCM\"}")
                                << "jwe.encrypted base64url.length jwe.rsa1_5";
        QTest::newRow("unknown alg") << QByteArray("{\"alg\":\"x\",\"enc\":\"A128GCM\"}")
                                     << "jwe.encrypted base64url.length jwe.algorithm_unknown";
        QTest::newRow("control: a good one")
            << QByteArray("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") << "jwe.encrypted base64url.length";
    }
    void damagedEncryption()
    {
        QFETCH(QByteArray, header);
        TokenReport report;
        QVERIFY(inspectCompact(report, base64urlEncode(header) + ".a.YQ.YQ.YQ", testNow()));
        QTEST(codesOf(report.findings), "findings");
        QCOMPARE(report.decryption->status, QStringLiteral("refused"));
        QVERIFY(!report.jwe);
    }

    void strictFirst()
    {
        TokenReport report;
        QVERIFY(inspectCompact(report, base64urlEncode("{\"alg\":\"ES256\"}") + ".e30=.eA", testNow()));
        QVERIFY(!report.jws); // A126: shown, and never verified
        QCOMPARE(report.signature.status, QStringLiteral("refused"));
        QCOMPARE(report.signature.code, QStringLiteral("base64url.character"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::JoseReportTest)
#include "jose_report_test.moc"

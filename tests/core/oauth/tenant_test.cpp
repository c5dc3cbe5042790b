// What counts as a tenant, and as a tenant's issuer: nothing else may stand in an address (A063).
#include "core/oauth/tenant.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class TenantTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ids()
    {
        QVERIFY(isTenantId(u"9188040d-6c67-4c5b-b112-36a304b66dad"));
        for (const char* text :
             {"", "common", "9188040D-6C67-4C5B-B112-36A304B66DAD", "9188040d-6c67-4c5b-b112-36a304b66dad\n",
              "9188040d6c674c5bb11236a304b66dad", "9188040d-6c67-4c5b-b112-36a304b66dad/..", "{tenantid}"})
            QVERIFY2(!isTenantId(QString::fromLatin1(text)), text);
    }

    void issuers_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("is");
        const QString pattern = QStringLiteral("https://op.example/{tenantid}/v2.0");
        const QString id = QStringLiteral("9188040d-6c67-4c5b-b112-36a304b66dad");
        QTest::newRow("its tenant") << QString(QStringLiteral("https://op.example/") + id +
                                               QStringLiteral("/v2.0"))
                                    << pattern << true;
        QTest::newRow("no template") << QString(QStringLiteral("https://op.example/") + id +
                                                QStringLiteral("/v2.0"))
                                     << QString() << false;
        QTest::newRow("without the tenant") << QStringLiteral("https://op.example//v2.0") << pattern << false;
        QTest::newRow("shorter than the template") << QStringLiteral("https://op") << pattern << false;
        QTest::newRow("the ends overlap") << QStringLiteral("https://op.example/v2.0") << pattern << false;
        QTest::newRow("other end") << QString(QStringLiteral("https://op.example/") + id +
                                              QStringLiteral("/v1.0"))
                                   << pattern << false;
        QTest::newRow("more in between")
            << QString(QStringLiteral("https://op.example/") + id + QStringLiteral("/x/v2.0")) << pattern
            << false;
    }
    void issuers()
    {
        QFETCH(QString, issuer);
        QFETCH(QString, pattern);
        QTEST(isTenantIssuer(issuer, pattern), "is");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::TenantTest)
#include "tenant_test.moc"

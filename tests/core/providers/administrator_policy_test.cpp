// One decision about issuers and features, whoever asks.
#include "core/providers/administrator_policy.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class AdministratorPolicyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void typedIssuers_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<bool>("inARow");
        const auto row = [](const char* name, const char* issuer, bool inARow) {
            QTest::newRow(name) << QString::fromLatin1(issuer) << inARow;
        };
        row("a row's issuer", "https://accounts.google.com", true);
        row("GitHub's", "https://github.com/login/oauth", true);
        row("the shared address", "https://login.microsoftonline.com/common/v2.0", true);
        row("a tenant of it", "https://login.microsoftonline.com/3b1c9d4e-0000-4000-8000-1234567890ab/v2.0",
            true);
        row("in no row", "https://id.acme.example", false);
        row("GitHub's kind, another host", "https://git.acme.example/login/oauth", false);
        row("with a slash more", "https://accounts.google.com/", false);
        row("a row's issuer in capitals", "https://ACCOUNTS.google.com", false);
        row("a longer host", "https://accounts.google.com.evil.example", false);
        row("no tenant", "https://login.microsoftonline.com/evil/v2.0", false);
        row("more than a tenant",
            "https://login.microsoftonline.com/3b1c9d4e-0000-4000-8000-1234567890ab/x/v2.0", false);
        row("a tenant elsewhere", "https://login.evil.example/3b1c9d4e-0000-4000-8000-1234567890ab/v2.0",
            false);
        row("the braces themselves", "https://login.microsoftonline.com/{tenantid}/v2.0", false);
        row("nothing", "", false);
    }
    void typedIssuers()
    {
        QFETCH(QString, issuer);
        QFETCH(bool, inARow);
        AdministratorConfiguration administrator;
        const ProviderCatalogue& catalogue = ProviderCatalogue::builtIn();
        QVERIFY(mayAskIssuer(administrator, catalogue, issuer)); // nobody decided anything
        administrator.switchedOff = {feature::kTypedIssuers.toString()};
        const auto may = mayAskIssuer(administrator, catalogue, issuer);
        QCOMPARE(may.has_value(), inARow);
        if (may)
            return;
        QCOMPARE(may.error().code, QStringLiteral("administrator.issuer"));
        QCOMPARE(may.error().kind, ErrorKind::Configuration);
        QCOMPARE(may.error().endpoint, issuer);
    }

    void bothMustAllowIt()
    {
        AdministratorConfiguration administrator;
        administrator.switchedOff = {feature::kTypedIssuers.toString()};
        administrator.allowedIssuers = {QStringLiteral("https://accounts.google.com"),
                                        QStringLiteral("https://id.acme.example")};
        const ProviderCatalogue& catalogue = ProviderCatalogue::builtIn();
        QVERIFY(mayAskIssuer(administrator, catalogue, QStringLiteral("https://accounts.google.com")));
        QVERIFY(!mayAskIssuer(administrator, catalogue, QStringLiteral("https://id.acme.example")));
        QVERIFY(!mayAskIssuer(administrator, catalogue, QStringLiteral("https://gitlab.com")));
    }

    void hisOwnRowsCount()
    {
        const auto configuration = parseAdministratorConfiguration(
            "{\"version\":1,\"switched_off\":[\"typed-issuers\"],\"providers\":[{\"id\":\"acme\",\"name\":"
            "\"Acme\",\"monogram\":\"Ac\",\"host_text\":\"Acme\",\"issuer\":\"https://id.acme.example\"}]}");
        QVERIFY(configuration);
        const auto catalogue = catalogueWith(*configuration);
        QVERIFY(catalogue);
        QVERIFY(mayAskIssuer(*configuration, *catalogue, QStringLiteral("https://id.acme.example")));
        QVERIFY(!mayAskIssuer(*configuration, ProviderCatalogue::builtIn(),
                              QStringLiteral("https://id.acme.example")));
    }

    void features()
    {
        for (const QString& name : administratorFeatures()) {
            AdministratorConfiguration administrator;
            QVERIFY(mayUse(administrator, name));
            administrator.switchedOff = {name};
            for (const QString& other : administratorFeatures())
                QCOMPARE(mayUse(administrator, other).has_value(), other != name);
            QCOMPARE(mayUse(administrator, name).error().code, QStringLiteral("administrator.switched_off"));
            QCOMPARE(mayUse(administrator, name).error().detail, name);
        }
    }
};

TESSERA_TEST(AdministratorPolicyTest)
#include "administrator_policy_test.moc"

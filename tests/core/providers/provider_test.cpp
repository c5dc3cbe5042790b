// What a provider row becomes when somebody signs in with it.
#include "core/providers/provider.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class ProviderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void registrationCarriesTheRow()
    {
        Provider row;
        row.id = QStringLiteral("acme");
        row.issuer = QStringLiteral("https://id.acme.example");
        row.clientId = QStringLiteral("desk");
        row.scope = {QStringLiteral("openid")};
        const ClientRegistration registration = row.registration();
        QCOMPARE(registration.provider, row.id);
        QCOMPARE(registration.issuer, row.issuer);
        QCOMPARE(registration.clientId, row.clientId);
        QCOMPARE(registration.scope, row.scope);
        QVERIFY(registration.clientSecret.isEmpty());
    }

    void withoutScopeTheDefaultStays()
    {
        const ClientRegistration registration = Provider().registration();
        QCOMPARE(registration.scope, ClientRegistration().scope);
    }
};

TESSERA_TEST(ProviderTest)
#include "provider_test.moc"

// What a sign-in is about to do: by tile, by demo, and once more for an account.
#include "ui/sign_in/sign_in_plan.h"

#include "core/providers/provider_catalogue.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;

class SignInPlanTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rowOfTheCatalogue()
    {
        const SignInPlan plan = planFor(*ProviderCatalogue::builtIn().find(u"google"), 2);
        QCOMPARE(plan.provider, QStringLiteral("Google"));
        QCOMPARE(plan.tile, 2);
        QCOMPARE(plan.registration.provider, QStringLiteral("google"));
        QVERIFY(plan.extra.contains(FormField{QStringLiteral("access_type"), QStringLiteral("offline")}));
        QVERIFY(plan.forAccount.isEmpty() && !plan.demo);
    }

    void demoIsThisClient()
    {
        const SignInPlan plan = demoPlan();
        QVERIFY(plan.demo);
        QCOMPARE(plan.registration.clientId, QStringLiteral("tessera-desktop"));
        QCOMPARE(plan.registration.provider, QStringLiteral("demo"));
        QVERIFY(plan.registration.issuer.isEmpty()); // known when it runs
        QCOMPARE(plan.registration.scope,
                 (QStringList{QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email"),
                              QStringLiteral("offline_access")}));
    }

    void againIsForTheSameAccount()
    {
        const Account account = test::anaAtAcme().account;
        ClientRegistration registration;
        registration.issuer = account.issuer;
        registration.clientId = QStringLiteral("desk");
        const SignInPlan plan = planAgain(account, registration);
        QCOMPARE(plan.forAccount, account.id);
        QCOMPARE(plan.registration.clientId, QStringLiteral("desk"));
        QVERIFY(plan.extra.contains(FormField{QStringLiteral("login_hint"), account.email}));
        QVERIFY(!plan.demo);
    }

    void againAtTheDemoGoesToItsPort()
    {
        const SignInPlan plan = planAgain(test::sixAccounts()[5].account, {});
        QVERIFY(plan.demo);
        QCOMPARE(plan.demoPort, quint16(8787));
    }
};

TESSERA_TEST(SignInPlanTest)
#include "sign_in_plan_test.moc"

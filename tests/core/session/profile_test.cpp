// UserInfo: on request with one retry after a 401 (A229), and in the background after a sign-in.
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QJsonObject kFull{{QStringLiteral("sub"), QStringLiteral("alice")},
                        {QStringLiteral("name"), QStringLiteral("Alice A")},
                        {QStringLiteral("email"), QStringLiteral("alice@example.com")}};

} // namespace

class ProfileTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onRequest()
    {
        SessionWorld world;
        world.provider.userinfo = kFull;
        const auto manager = world.managerOf({kAlice});
        QCOMPARE(await(manager->userInfo(world.id(kAlice))).value(), kFull);
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    /// A229: one renewal and one retry, then the error.
    void refusedTokenIsRenewedOnce()
    {
        SessionWorld world;
        world.provider.userinfoStatus = 401;
        world.provider.givesRefreshToken = true;
        const auto manager = world.manager();
        world.provider.idTokenExtra = kFull;
        const auto signedIn = await(manager->signIn(world.request()));
        QVERIFY(signedIn);
        const auto refused = await(manager->userInfo(signedIn->accountId));
        QCOMPARE(refused.error().code, QStringLiteral("invalid_token"));
        QCOMPARE(world.provider.tokenRequests(), 1);
        QCOMPARE(world.provider.userinfoRequests(), 2);
        // Within the gap there is no second renewal (A225).
        QVERIFY(!await(manager->userInfo(signedIn->accountId)));
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    void earlyRevokedTokenIsReplaced()
    {
        SessionWorld world;
        world.provider.userinfoStatus = 401;
        world.provider.idTokenExtra = kFull;
        world.provider.onTokenRequest = [&] { world.provider.userinfoStatus = 200; };
        const auto manager = world.manager();
        const auto signedIn = await(manager->signIn(world.request()));
        QVERIFY(await(manager->userInfo(signedIn->accountId)));
        QCOMPARE(world.provider.userinfoRequests(), 2);
    }

    void afterSignIn()
    {
        SessionWorld world;
        world.provider.userinfo = kFull;
        const auto manager = world.manager();
        const auto signedIn = await(manager->signIn(world.request()));
        QCOMPARE(signedIn->account.name, QString()); // did not wait for it
        QVERIFY(eventually([&] { return !manager->session(signedIn->accountId)->account.name.isEmpty(); }));
        const Account account = manager->session(signedIn->accountId)->account;
        QCOMPARE(account.name, QStringLiteral("Alice A"));
        QCOMPARE(account.email, QStringLiteral("alice@example.com"));
        QCOMPARE(AccountsFile(world.directory.path()).read().value(), QList<Account>{account});
    }

    void notAskedWhenTheIdTokenSaysIt()
    {
        SessionWorld world;
        world.provider.idTokenExtra = kFull;
        const auto manager = world.manager();
        QVERIFY(await(manager->signIn(world.request())));
        QTest::qWait(50);
        QCOMPARE(world.provider.userinfoRequests(), 0);
    }

    /// OIDC Core 5.3.2
    void anotherPersonsProfileIsNotTaken()
    {
        SessionWorld world;
        world.provider.userinfo = kFull;
        world.provider.userinfo.insert(QStringLiteral("sub"), QStringLiteral("mallory"));
        const auto manager = world.manager();
        const auto signedIn = await(manager->signIn(world.request()));
        QVERIFY(eventually([&] { return world.provider.userinfoRequests() == 1; }));
        QTest::qWait(50);
        QCOMPARE(manager->session(signedIn->accountId)->account.name, QString());
        QCOMPARE(await(manager->userInfo(signedIn->accountId)).error().code,
                 QStringLiteral("userinfo.sub_mismatch"));
    }
};

TESSERA_TEST(ProfileTest)
#include "profile_test.moc"

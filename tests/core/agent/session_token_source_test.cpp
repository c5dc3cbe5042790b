// The session manager's tokens: what other processes did to the accounts is noticed, nothing comes after
// sign-out (A278).
#include "core/agent/session_token_source.h"
#include "core/session/session_store.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

} // namespace

class SessionTokenSourceTest final : public QObject
{
    Q_OBJECT

    /// As another process leaves it behind.
    static void signInElsewhere(SessionWorld& world, const QStringList& subjects)
    {
        QList<Account> accounts;
        for (const QString& subject : subjects) {
            accounts.append(world.provider.account(subject));
            world.replaceStored(subject, "refresh-0");
        }
        QVERIFY(AccountsFile(world.directory.path()).write(accounts));
    }

private Q_SLOTS:
    void handsOut()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(source.accounts().isEmpty());
        QVERIFY(await(source.ready({})));
        QCOMPARE(source.accounts().size(), 1);
        QVERIFY(source.isSignedIn(world.id(kAlice)));
        const auto token = await(source.fresh(*source.find(kAlice), WishKind::Access, Seconds(60), {}));
        QVERIFY2(token, token ? "" : qPrintable(token.error().code));
        QCOMPARE(token->accountId, world.id(kAlice));
        QCOMPARE(token->issuer, world.provider.issuer());
        QCOMPARE(token->subject, kAlice);
        QCOMPARE(token->tokenType, QStringLiteral("Bearer"));
        QVERIFY(token->expiresAt);
        const auto again = await(source.fresh(world.id(kAlice), WishKind::Access, Seconds(60), {}));
        QVERIFY(again->token == token->token);
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    void signedInElsewhere()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(await(source.ready({})));
        QVERIFY(!source.find(kBob));
        signInElsewhere(world, {kAlice, kBob});
        QVERIFY(await(source.ready({})));
        QVERIFY(source.find(kBob));
    }

    void signedOutElsewhere()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice, kBob});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(await(source.ready({})));
        QVERIFY(source.isSignedIn(world.id(kBob)));
        signInElsewhere(world, {kAlice});
        QVERIFY(!source.isSignedIn(world.id(kBob))); // before it is read again
        QVERIFY(await(source.ready({})));
        QVERIFY(!source.find(kBob));
        QVERIFY(source.isSignedIn(world.id(kAlice)));
    }

    /// A278, F13: what changes while a renewal is under way is followed, and no second one is started.
    void whileATokenIsOnItsWay()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(await(source.ready({})));
        bool looked = false;
        world.provider.onTokenRequest = [&] {
            signInElsewhere(world, {kAlice, kBob});
            QCoro::connect(source.ready({}), this, [&](const Result<void>&) { looked = true; });
        };
        const auto token = await(source.fresh(world.id(kAlice), WishKind::Access, Seconds(60), {}));
        QVERIFY(token);
        QVERIFY(looked);
        QVERIFY(source.find(kBob));
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    void signedOutDuringARenewal()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        SessionTokenSource source(*manager);
        const QString id = world.id(kAlice);
        world.provider.onTokenRequest = [&] {
            QCoro::connect(manager->signOut(id, false, {}), this, [](const Result<SignOutOutcome>&) {});
        };
        const auto token = await(source.fresh(id, WishKind::Access, Seconds(60), {}));
        QVERIFY(!token);
        QVERIFY(eventually([&] { return !source.isSignedIn(id); }));
        QVERIFY(eventually([&] { return !manager->session(id); }));
    }

    void togetherIsReadOnce()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        int ready = 0;
        for (int i = 0; i < 3; ++i)
            QCoro::connect(source.ready({}), this,
                           [&ready](const Result<void>& result) { ready += result ? 1 : 0; });
        QVERIFY(eventually([&ready] { return ready == 3; }));
        QCOMPARE(world.store->log.count(QStringLiteral("read")), 1);
    }

    /// An agent that keeps tokens fresh does not wait for a question to notice.
    void followsByItself()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), true);
        QVERIFY(await(source.ready({})));
        signInElsewhere(world, {kAlice, kBob});
        QVERIFY(eventually([&] { return source.accounts().size() == 2; }));
        signInElsewhere(world, {kBob});
        QVERIFY(eventually([&] { return source.accounts().size() == 1; }));
    }

    /// A249: before its program ends.
    void settles()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(await(source.settle(Milliseconds(0)))); // nothing loaded, nothing to lose
        QVERIFY(await(source.ready({})));
        world.store->failWrites = QStringLiteral("keychain.failed");
        QVERIFY(await(source.fresh(world.id(kAlice), WishKind::Access, Seconds(60), {})));
        QVERIFY(!await(source.settle(Milliseconds(0))));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        world.store->failWrites.clear();
        QVERIFY(await(source.settle(Milliseconds(0))));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    void idToken()
    {
        SessionWorld world;
        signInElsewhere(world, {kAlice});
        SessionTokenSource source(world.environment(), false);
        QVERIFY(await(source.ready({})));
        // The scripted provider gives no ID token with a renewal, and the one of the sign-in is not kept.
        const auto token = await(source.fresh(world.id(kAlice), WishKind::Id, Seconds(60), {}));
        QCOMPARE(token ? QString() : token.error().code, QStringLiteral("agent.no_id_token"));
        QCOMPARE(world.provider.tokenRequests(), 2); // a renewal might have brought one
    }

    void unreadableList()
    {
        SessionWorld world;
        QFile file(AccountsFile(world.directory.path()).path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
        file.close();
        SessionTokenSource source(world.environment(), false);
        QCOMPARE(await(source.ready({})).error().code, QStringLiteral("accounts.unreadable"));
    }
};

TESSERA_TEST(SessionTokenSourceTest)
#include "session_token_source_test.moc"

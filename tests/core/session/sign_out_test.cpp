// Signed out means: revoked, gone from the keychain, from the list and from memory (A231, A235).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

QList<Account> listed(const SessionWorld& world)
{
    return AccountsFile(world.directory.path()).read().value();
}

} // namespace

class SignOutTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsGone()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QSignalSpy removed(manager.get(), &SessionManager::sessionRemoved);
        const auto outcome = await(manager->signOut(world.id(kAlice), false));
        QVERIFY(outcome->revoked);
        QCOMPARE(world.provider.revoked(),
                 (QStringList{QStringLiteral("refresh-1"), QStringLiteral("access-1")}));
        QVERIFY(!world.store->entries.contains(keychainKey(world.id(kAlice))));
        QCOMPARE(listed(world).size(), 1);
        QVERIFY(!manager->session(world.id(kAlice)));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(world.storedToken(kBob), QByteArray("refresh-0"));
        QCOMPARE(await(manager->signOut(world.id(kAlice), false)).error().code,
                 QStringLiteral("account.unknown"));
    }

    void grantKept()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        QVERIFY(await(manager->signOut(world.id(kAlice), true))->revoked);
        QVERIFY(world.provider.paths().isEmpty());
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A235
    void serverUnreachable()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.goOffline();
        const auto outcome = await(manager->signOut(world.id(kAlice), false));
        QVERIFY(outcome);
        QVERIFY(!outcome->revoked);
        QCOMPARE(outcome->revocationError->kind, ErrorKind::Offline);
        QVERIFY(!world.store->entries.contains(keychainKey(world.id(kAlice))));
        QVERIFY(listed(world).isEmpty());
    }

    void keychainDoesNotLetGo_data()
    {
        QTest::addColumn<bool>("isLocked");
        QTest::newRow("locked") << true;
        QTest::newRow("fails") << false;
    }
    void keychainDoesNotLetGo()
    {
        QFETCH(bool, isLocked);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        if (isLocked)
            world.store->now = SecretStoreState::Locked;
        else
            world.store->failRemovals = QStringLiteral("keychain.failed");
        const auto outcome = await(manager->signOut(id, false));
        QCOMPARE(outcome.error().kind, ErrorKind::Keychain);
        QCOMPARE(listed(world).size(), 1);
        const auto session = manager->session(id);
        QCOMPARE(session->phase, isLocked ? Phase::KeychainLocked : Phase::SignInNeeded);
        QCOMPARE(session->problem->code, outcome.error().code);
        QVERIFY(!session->tokens);
        // And again, once it does.
        world.store->now = SecretStoreState::Available;
        world.store->failRemovals.clear();
        QVERIFY(await(manager->signOut(id, false)));
        QVERIFY(world.store->entries.isEmpty());
        QVERIFY(manager->sessions().isEmpty());
    }

    void keychainIsUnlockedForIt()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.store->now = SecretStoreState::Locked;
        world.store->personUnlocks = true;
        QVERIFY(await(manager->signOut(world.id(kAlice), false)));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A241: signing out is the consent to remove what nobody can read.
    void damagedEntry()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        world.store->entries.insert(keychainKey(world.id(kAlice)), "rubbish");
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        QVERIFY(await(manager->signOut(world.id(kAlice), false)));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A231: the server has rotated, and its answer comes after the sign-out.
    void lateAnswerIsThrownAwayAndRevoked()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QCoro::Task<Result<SignOutOutcome>> signingOut;
        world.provider.onTokenRequest = [&] { signingOut = manager->signOut(id, false); };
        QSignalSpy changed(manager.get(), &SessionManager::sessionChanged);
        const auto tokens = await(manager->renewNow(id));
        QCOMPARE(tokens.error().code, QStringLiteral("session.sign_in_needed"));
        QVERIFY(await(std::move(signingOut)));
        const auto changes = changed.size();
        QVERIFY(eventually([&] { return world.provider.revoked().size() == 3; }));
        QCOMPARE(world.provider.revoked(),
                 (QStringList{QStringLiteral("refresh-0"), QStringLiteral("refresh-1"),
                              QStringLiteral("access-1")}));
        QVERIFY(world.store->entries.isEmpty());
        QCOMPARE(changed.size(), changes);
        QVERIFY(manager->sessions().isEmpty());
    }

    /// A231: signed out between the answer and the entry.
    void signedOutWhileSaving()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QCoro::Task<Result<SignOutOutcome>> signingOut;
        world.store->onWrite = [&](const QByteArray& text) {
            if (text.contains("refresh-1")) // not the note before
                signingOut = manager->signOut(id, false);
        };
        QVERIFY(!await(manager->renewNow(id)));
        QVERIFY(await(std::move(signingOut)));
        QVERIFY(eventually([&] { return world.provider.revoked().size() == 3; }));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A278
    void noTokenAfterwards()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        auto signingOut = manager->signOut(id, false);
        QCOMPARE(await(manager->freshTokens(id, Seconds(0))).error().code,
                 QStringLiteral("session.sign_in_needed"));
        QVERIFY(await(std::move(signingOut)));
    }
};

TESSERA_TEST(SignOutTest)
#include "sign_out_test.moc"

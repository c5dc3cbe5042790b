// What a start finds: good entries, missing ones, damaged ones, a closed keychain (A237, A240, A241, A251).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

} // namespace

class LoadingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everybodyComesBack()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        QCOMPARE(manager->sessions().size(), 2);
        QCOMPARE(manager->sessions().constFirst().account.subject, kAlice);
        const auto session = manager->session(world.id(kBob));
        QCOMPARE(session->phase, Phase::Active);
        QVERIFY(!session->tokens);
        QVERIFY(session->renewsAt == world.clock->now());
        QCOMPARE(session->userinfoEndpoint, world.provider.metadata().userinfoEndpoint);
        QCOMPARE(world.provider.paths(), QStringList()); // loading asks nobody
    }

    void badEntryHurtsOnlyItself_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("code");
        QTest::newRow("A240 A309 missing: a copy of the folder alone") << QByteArray() << "grant.missing";
        QTest::newRow("A241 damaged") << QByteArray("{\"version\":") << "grant.unreadable";
        QTest::newRow("A236 newer") << QByteArray("{\"version\":2}") << "grant.version";
        QTest::newRow("A251 of another account") << QByteArray("bob") << "grant.issuer_mismatch";
    }
    void badEntryHurtsOnlyItself()
    {
        QFETCH(QByteArray, entry);
        QFETCH(QString, code);
        SessionWorld world;
        world.managerOf({kAlice, kBob});
        const QString key = keychainKey(world.id(kAlice));
        if (entry == "bob")
            entry = world.store->entries.value(keychainKey(world.id(kBob)));
        if (entry.isEmpty())
            world.store->entries.remove(key);
        else
            world.store->entries.insert(key, entry);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        const auto alice = manager->session(world.id(kAlice));
        QCOMPARE(alice->phase, Phase::SignInNeeded);
        QCOMPARE(alice->problem->code, code);
        QCOMPARE(manager->session(world.id(kBob))->phase, Phase::Active);
        QCOMPARE(world.store->entries.value(key), entry); // not deleted, not mended
        QCOMPARE(world.provider.paths(), QStringList());
    }

    void closedKeychain_data()
    {
        QTest::addColumn<SecretStoreState>("state");
        QTest::addColumn<QString>("code");
        QTest::newRow("A237 locked") << SecretStoreState::Locked << "keychain.locked";
        QTest::newRow("A238 absent") << SecretStoreState::Absent << "keychain.absent";
    }
    void closedKeychain()
    {
        QFETCH(SecretStoreState, state);
        QFETCH(QString, code);
        SessionWorld world;
        world.managerOf({kAlice, kBob});
        world.store->now = state;
        world.store->log.clear();
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        for (const QString& who : {kAlice, kBob}) {
            QCOMPARE(manager->session(world.id(who))->phase, Phase::KeychainLocked);
            QCOMPARE(manager->session(world.id(who))->problem->code, code);
        }
        QCOMPARE(world.store->log.size(), 1); // one answer is enough for all
        manager->tick();
        QCOMPARE(world.store->log.size(), 1); // not yet
        world.store->now = SecretStoreState::Available;
        world.clock->advance(Seconds(5));
        manager->tick();
        QVERIFY(eventually([&] {
            return manager->session(world.id(kAlice))->phase == Phase::Active &&
                   manager->session(world.id(kBob))->phase == Phase::Active;
        }));
    }

    /// A236: a list that cannot be read is told and left as it is, even after a sign-in.
    void unreadableList()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        QFile file(AccountsFile(world.directory.path()).path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"version\":2,\"accounts\":[]}");
        file.close();
        const auto manager = world.manager();
        QCOMPARE(await(manager->load()).error().code, QStringLiteral("accounts.version"));
        QVERIFY(manager->sessions().isEmpty());
        const auto signedIn = await(manager->signIn(world.request()));
        QVERIFY(signedIn);
        QVERIFY(signedIn->thisSessionOnly);
        QCOMPARE(signedIn->keychainError->code, QStringLiteral("accounts.version"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"version\":2,\"accounts\":[]}"));
    }

    void eachIsAnnounced()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        const auto manager = world.manager();
        QSignalSpy added(manager.get(), &SessionManager::sessionAdded);
        QVERIFY(await(manager->load()));
        QCOMPARE(added.size(), 1);
    }
};

TESSERA_TEST(LoadingTest)
#include "loading_test.moc"

// A235: signed out while the server cannot be told. The account goes at once; its tokens wait in the keychain
// and nowhere else, until the server has been told, says no, or too long has passed.
#include "core/session/pending_revocation.h"

#include "core/net/limits.h"
#include "core/session/session_manager.h"
#include "tests/core/session/session_world.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Single quotes for double ones: moc 6.4 does not read raw strings with them.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

bool isOnDisk(const QString& folder, const QByteArray& text)
{
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

/// Of the tokens that wait.
QByteArrayList waiting(const SessionWorld& world)
{
    QByteArrayList entries;
    for (auto it = world.store->entries.cbegin(); it != world.store->entries.cend(); ++it)
        if (it.key().startsWith(u"revocation/"))
            entries.append(it.value());
    return entries;
}

} // namespace

class RevocationQueueTest : public QObject
{
    Q_OBJECT

    static std::unique_ptr<SessionManager> signedOutOffline(SessionWorld& world)
    {
        auto manager = world.managerOf({kAlice});
        if (!await(manager->renewNow(world.id(kAlice))))
            return nullptr;
        world.provider.goOffline();
        const auto outcome = await(manager->signOut(world.id(kAlice), false));
        return outcome && outcome->queued && !outcome->revoked ? std::move(manager) : nullptr;
    }

private Q_SLOTS:
    void A235_goneHereAndQueuedInTheKeychainOnly()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        QVERIFY(manager->sessions().isEmpty());
        QVERIFY(!world.store->entries.contains(keychainKey(world.id(kAlice))));
        QCOMPARE(waiting(world).size(), 1);
        QVERIFY(waiting(world).first().contains("refresh-1"));
        QVERIFY(!isOnDisk(world.directory.path(), "refresh-1"));
        QCOMPARE(manager->pendingRevocations(), 1);
    }

    void toldWhenAskedAgain()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        QSignalSpy settled(manager.get(), &SessionManager::revocationsSettled);
        const auto inVain = await(manager->tryPendingRevocations());
        QCOMPARE(inVain->waiting, 1);
        QCOMPARE(inVain->lastError->kind, ErrorKind::Offline);
        QVERIFY(settled.isEmpty());
        QVERIFY(world.provider.comeBack());
        const auto round = await(manager->tryPendingRevocations());
        QCOMPARE(round->revoked, 1);
        QCOMPARE(round->waiting, 0);
        QCOMPARE(world.provider.revoked(),
                 (QStringList{QStringLiteral("refresh-1"), QStringLiteral("access-1")}));
        QVERIFY(world.store->entries.isEmpty());
        QCOMPARE(settled.size(), 1);
        QCOMPARE(manager->pendingRevocations(), 0);
    }

    /// By another program, which finds it at its start.
    void toldAtTheNextStart()
    {
        SessionWorld world;
        QVERIFY(signedOutOffline(world));
        QVERIFY(world.provider.comeBack());
        const auto next = world.manager();
        QVERIFY(await(next->load()));
        next->startRenewing();
        QVERIFY(eventually([&] { return world.store->entries.isEmpty(); }));
        QCOMPARE(world.provider.revoked().first(), QStringLiteral("refresh-1"));
    }

    void toldWhenTheNetworkIsBack()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        QVERIFY(world.provider.comeBack());
        manager->tick();
        QTest::qWait(50);
        QVERIFY(world.provider.revoked().isEmpty()); // not before it is time
        manager->networkCameBack();
        manager->tick();
        QVERIFY(eventually([&] { return world.store->entries.isEmpty(); }));
    }

    void toldByTheClock()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        QVERIFY(world.provider.comeBack());
        world.clock->advance(Seconds(3600));
        manager->tick();
        QVERIFY(eventually([&] { return world.store->entries.isEmpty(); }));
        QCOMPARE(world.provider.revoked().size(), 2);
    }

    /// A server that takes the connection and says nothing does not keep a person waiting.
    void A235_serverThatDoesNotAnswer()
    {
        SessionWorld world;
        HostileReply silence;
        silence.ending = HostileReply::Ending::KeepOpen;
        HostileServer server({silence});
        Environment environment = world.environment();
        environment.signOutTime = Milliseconds(200);
        StoredGrant grant = world.provider.grant(kAlice, "refresh-0");
        grant.metadata.revocationEndpoint = server.url();
        const auto manager = world.managerOf({kAlice}, environment, RenewalPolicy());
        world.store->entries.insert(keychainKey(world.id(kAlice)),
                                    serialiseGrant(grant).reveal().toByteArray());
        const auto outcome = await(manager->signOut(world.id(kAlice), false));
        QVERIFY(outcome && outcome->queued);
        QCOMPARE(outcome->revocationError->code, QStringLiteral("net.timeout"));
        QVERIFY(manager->sessions().isEmpty());
        QCOMPARE(waiting(world).size(), 1);
    }

    void refusedForGoodIsLetGo()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        HostileServer server({HostileReply::with(400, {"Content-Type: application/json"},
                                                 quoted("{'error':'invalid_client'}"))});
        for (QByteArray& entry : world.store->entries) {
            const auto revocable = parseRevocableGrant(SecretString::fromUtf8(entry));
            if (!revocable)
                continue;
            RevocableGrant changed = *revocable;
            changed.grant.metadata.revocationEndpoint = server.url();
            entry = serialiseRevocableGrant(changed).reveal().toByteArray();
        }
        QSignalSpy settled(manager.get(), &SessionManager::revocationsSettled);
        const auto round = await(manager->tryPendingRevocations());
        QCOMPARE(round->givenUp.size(), 1);
        QCOMPARE(round->givenUp.first().code, QStringLiteral("invalid_client"));
        QVERIFY(world.store->entries.isEmpty());
        QCOMPARE(settled.size(), 1);
    }

    void tooOldIsLetGo()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        world.clock->advance(limits::kPendingRevocationLife);
        const auto round = await(manager->tryPendingRevocations());
        QCOMPARE(round->givenUp.first().code, QStringLiteral("revocation.too_old"));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A241: nobody can read them any more, and they do not stay.
    void damagedEntries()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        for (auto it = world.store->entries.begin(); it != world.store->entries.end(); ++it)
            if (it.key().startsWith(u"revocation/"))
                it.value() = "rubbish";
        const auto round = await(manager->tryPendingRevocations());
        QCOMPARE(round->givenUp.first().code, QStringLiteral("revocation.unreadable"));
        QVERIFY(world.store->entries.isEmpty());
        world.store->entries.insert(pendingRevocationsKey(), "rubbish");
        QCOMPARE(await(manager->tryPendingRevocations())->waiting, 0);
    }

    void notMoreThanThereIsRoomFor()
    {
        SessionWorld world;
        QStringList people;
        for (int i = 0; i <= limits::kPendingRevocations; ++i)
            people.append(QStringLiteral("person-%1").arg(i));
        const auto manager = world.managerOf(people);
        world.provider.goOffline();
        for (const QString& person : people) {
            const auto outcome = await(manager->signOut(world.id(person), false));
            QVERIFY(outcome && outcome->queued);
            world.clock->advance(Seconds(1));
        }
        QCOMPARE(manager->pendingRevocations(), limits::kPendingRevocations);
        QCOMPARE(waiting(world).size(), limits::kPendingRevocations);
        for (const QByteArray& entry : waiting(world))
            QVERIFY(!entry.contains("person-0\\")); // the oldest made room
    }

    /// What no keychain keeps is not put into one for this.
    void onlyForAccountsTheKeychainKeeps()
    {
        SessionWorld world;
        const auto manager = world.managerOf({});
        SignInRequest request = world.request();
        request.store = false;
        const auto signedIn = await(manager->signIn(request));
        QVERIFY(signedIn);
        world.provider.goOffline();
        const auto outcome = await(manager->signOut(signedIn->accountId, false));
        QVERIFY(outcome && !outcome->queued && outcome->revocationError);
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A keychain that takes no more does not keep the account here.
    void keychainTakesNothing()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.goOffline();
        world.store->failWrites = QStringLiteral("keychain.failed");
        const auto outcome = await(manager->signOut(world.id(kAlice), false));
        QVERIFY(outcome && !outcome->queued && !outcome->revoked);
        QVERIFY(world.store->entries.isEmpty());
        QVERIFY(manager->sessions().isEmpty());
    }

    void lockedKeychainLosesNothing()
    {
        SessionWorld world;
        const auto manager = signedOutOffline(world);
        QVERIFY(manager);
        world.store->now = SecretStoreState::Locked;
        const auto round = await(manager->tryPendingRevocations());
        QCOMPARE(round.error().code, QStringLiteral("keychain.locked"));
        world.store->now = SecretStoreState::Available;
        QVERIFY(world.provider.comeBack());
        QCOMPARE(await(manager->tryPendingRevocations())->revoked, 1);
    }

    void twoWaitAndOneIsTold()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        world.provider.goOffline();
        QVERIFY(await(manager->signOut(world.id(kAlice), false)));
        QVERIFY(await(manager->signOut(world.id(kBob), false)));
        QCOMPARE(manager->pendingRevocations(), 2);
        QVERIFY(world.provider.comeBack());
        QCOMPARE(await(manager->tryPendingRevocations())->revoked, 2);
        QVERIFY(world.store->entries.isEmpty());
    }
};

TESSERA_TEST(RevocationQueueTest)
#include "revocation_queue_test.moc"

// A246: sign-ins whose account is gone are shown, and ended at the provider when a person says so; what
// belongs to anybody is left alone.
#include "core/keychain/split_store.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");
const QString kBob = QStringLiteral("bob");

/// As after a reinstallation: the keychain is as it was, the list is empty.
void loseTheList(const SessionWorld& world)
{
    QVERIFY(QFile::remove(AccountsFile(world.directory.path()).path()));
}

QStringList idsOf(const Result<QList<LeftOver>>& found)
{
    QStringList ids;
    for (const LeftOver& leftOver : found.value())
        ids.append(leftOver.accountId);
    return ids;
}

} // namespace

class LeftOversTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void A246_shownWithWhoseTheyAre()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        QVERIFY(manager->sessions().isEmpty());
        const auto found = await(manager->leftOvers());
        QCOMPARE(found->size(), 1);
        const Account alice = world.provider.account(kAlice);
        QCOMPARE(found->first().accountId, alice.id);
        QCOMPARE(found->first().issuer, alice.issuer);
        QCOMPARE(found->first().subject, alice.subject);
        QCOMPARE(found->first().clientId, alice.clientId);
        QVERIFY(!found->first().unreadable);
        QVERIFY(world.store->entries.contains(keychainKey(alice.id))); // looking ends nothing
    }

    void A246_endedAtTheProvider()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        const auto outcome = await(manager->endLeftOver(world.id(kAlice)));
        QVERIFY(outcome->revoked);
        QCOMPARE(world.provider.revoked(), QStringList(QStringLiteral("refresh-0")));
        QVERIFY(world.store->entries.isEmpty());
        QVERIFY(await(manager->leftOvers())->isEmpty());
    }

    void providerIsToldLater()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        world.provider.goOffline();
        const auto outcome = await(manager->endLeftOver(world.id(kAlice)));
        QVERIFY(!outcome->revoked);
        QVERIFY(outcome->queued);
        QVERIFY(!world.store->entries.contains(keychainKey(world.id(kAlice))));
        QVERIFY(await(manager->leftOvers())->isEmpty()); // what waits to be revoked is no left-over
    }

    void accountsAreLeftAlone()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice, kBob});
        world.store->entries.insert(QStringLiteral("revocations"), "x");
        world.store->entries.insert(QStringLiteral("account/short"), "x");
        QVERIFY(await(manager->leftOvers())->isEmpty());
        QCOMPARE(await(manager->endLeftOver(world.id(kBob))).error().code,
                 QStringLiteral("left_over.in_use"));
        QCOMPARE(world.storedToken(kBob), QByteArray("refresh-0"));
        QVERIFY(world.provider.revoked().isEmpty());
    }

    /// Between the look and the answer another program signs that account in.
    void signedInMeanwhile()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        QCOMPARE(idsOf(await(manager->leftOvers())), QStringList(world.id(kAlice)));
        QVERIFY(AccountsFile(world.directory.path()).write({world.provider.account(kAlice)}));
        QCOMPARE(await(manager->endLeftOver(world.id(kAlice))).error().code,
                 QStringLiteral("left_over.in_use"));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
    }

    /// A251: a grant under another account's key is removed and sent nowhere.
    void A251_underAnotherKey()
    {
        SessionWorld world;
        world.managerOf({kAlice, kBob});
        loseTheList(world);
        const QByteArray bobs = world.store->entries.take(keychainKey(world.id(kBob)));
        world.store->entries.insert(keychainKey(world.id(kAlice)), bobs);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        const auto found = await(manager->leftOvers());
        QCOMPARE(idsOf(found), QStringList(world.id(kAlice)));
        QCOMPARE(found->first().unreadable->code, QStringLiteral("grant.issuer_mismatch"));
        QVERIFY(found->first().issuer.isEmpty());
        const auto outcome = await(manager->endLeftOver(world.id(kAlice)));
        QVERIFY(!outcome->revoked);
        QVERIFY(world.provider.paths().isEmpty());
        QVERIFY(world.store->entries.isEmpty());
    }

    void A241_damaged()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        world.store->entries.insert(keychainKey(world.id(kAlice)), "rubbish");
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        QCOMPARE(await(manager->leftOvers())->first().unreadable->code, QStringLiteral("grant.unreadable"));
        QVERIFY(await(manager->endLeftOver(world.id(kAlice))));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A236: nobody knows which accounts there are, so nothing is called left over.
    void unreadableList()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        QFile list(AccountsFile(world.directory.path()).path());
        QVERIFY(list.open(QIODevice::WriteOnly));
        QVERIFY(list.write("{") == 1);
        list.close();
        const auto manager = world.manager();
        QVERIFY(!await(manager->load()));
        QCOMPARE(await(manager->leftOvers()).error().code, QStringLiteral("accounts.unreadable"));
        QCOMPARE(await(manager->endLeftOver(world.id(kAlice))).error().code,
                 QStringLiteral("accounts.unreadable"));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
    }

    void A237_locked()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        loseTheList(world);
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        world.store->now = SecretStoreState::Locked;
        QCOMPARE(await(manager->leftOvers()).error().code, QStringLiteral("keychain.locked"));
        QCOMPARE(await(manager->endLeftOver(world.id(kAlice))).error().code,
                 QStringLiteral("keychain.locked"));
        QVERIFY(world.provider.paths().isEmpty());
        world.store->now = SecretStoreState::Available;
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
    }
};

TESSERA_TEST(LeftOversTest)
#include "left_overs_test.moc"

// The keychain under a running program, all of it real: locked at login and unlocked later, its service
// killed, its bus taken away. The account waits or goes on; it is never signed out (A237, A245, A249).
#include "tests/core/keychain/secret_service.h"
#include "tests/crash/keychain_world.h"
#include "tests/support/await.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class CrashKeychainTest : public QObject
{
    Q_OBJECT

    KeychainWorld m_world;

    Phase phaseOf(const SessionManager& manager) const { return manager.session(m_world.id)->phase; }
    QString problemOf(const SessionManager& manager) const
    {
        const auto session = manager.session(m_world.id);
        return session->problem ? session->problem->code : QString();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_world.signIn()); }

    void A237_lockedAtLoginUnlockedLater()
    {
        QVERIFY(lockDefaultCollection());
        const auto manager = m_world.startProgram();
        QVERIFY(manager);
        QCOMPARE(phaseOf(*manager), Phase::KeychainLocked);
        QCOMPARE(problemOf(*manager), QStringLiteral("keychain.locked"));
        manager->startRenewing();
        m_world.provider.clearRequestLog();
        QVERIFY(unlockDefaultCollection());
        // By the event: the next look by itself would be a minute away.
        QTRY_VERIFY(manager->session(m_world.id)->tokens.has_value());
        QCOMPARE(phaseOf(*manager), Phase::Active);
        QCOMPARE(m_world.provider.requestLog().count(QStringLiteral("token")), 1);
        QVERIFY(!m_world.stored()->renewal);
    }

    void A249_serviceIsKilledAndComesBackLocked()
    {
        const auto manager = m_world.startProgram();
        manager->startRenewing();
        QTRY_VERIFY(manager->session(m_world.id)->tokens.has_value());
        QVERIFY(endSecretService());
        // Starting another takes the bus as long as it takes; until then it is slow.
        QTRY_COMPARE_WITH_TIMEOUT(await(m_world.store->state({})), SecretStoreState::Locked, 30000);
        const auto refused = await(manager->renewNow(m_world.id));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, QStringLiteral("keychain.locked"));
        // The access token it has is good, and handed out.
        QVERIFY(await(manager->freshTokens(m_world.id, Seconds(30))));
        QVERIFY(unlockDefaultCollection());
        QVERIFY(await(manager->renewNow(m_world.id)));
        QCOMPARE(phaseOf(*manager), Phase::Active);
        const auto again = m_world.startProgram();
        QVERIFY(await(again->renewNow(m_world.id)));
    }

    /// Last, because nobody gets the bus back.
    void A245_A249_busIsTakenAway()
    {
        const auto manager = m_world.startProgram();
        manager->startRenewing();
        QTRY_VERIFY(manager->session(m_world.id)->tokens.has_value());
        QVERIFY(endSessionBus());
        QTest::qWait(300); // GLib would end the program here
        const auto renewed = await(manager->renewNow(m_world.id));
        QVERIFY2(renewed, renewed ? "" : qPrintable(renewed.error().code));
        QCOMPARE(phaseOf(*manager), Phase::Active);
        QCOMPARE(problemOf(*manager), QStringLiteral("keychain.gone"));
        QVERIFY(manager->session(m_world.id)->thisSessionOnly);
        // And with the new one, not with the one the keychain had.
        QVERIFY(await(manager->renewNow(m_world.id)));
    }
};

QTEST_GUILESS_MAIN(CrashKeychainTest)
#include "crash_keychain_test.moc"

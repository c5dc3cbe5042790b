// The probe against a secret service that answers as it likes, or not at all (attack group G11).
#include "core/keychain/keychain_probe.h"
#include "core/keychain/keychain_store.h"
#include "tests/core/keychain/secret_service.h"
#include "tests/support/await.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace tessera;
using namespace std::chrono_literals;
using test::await;
using test::FakeSecretService;

class KeychainProbeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<FakeSecretService::Manner>("manner");
        QTest::addColumn<KeychainProbe>("expected");
        using enum FakeSecretService::Manner;
        QTest::newRow("open") << Open << KeychainProbe::Open;
        QTest::newRow("A237 locked") << Locked << KeychainProbe::Locked;
        QTest::newRow("A237 not a boolean") << Nonsense << KeychainProbe::Locked;
        QTest::newRow("A249 no default collection") << NoCollection << KeychainProbe::Locked;
        QTest::newRow("A239 denied") << AccessDenied << KeychainProbe::Denied;
        QTest::newRow("A245 silent") << Silent << KeychainProbe::Silent;
    }
    void answers()
    {
        QFETCH(FakeSecretService::Manner, manner);
        QFETCH(KeychainProbe, expected);
        FakeSecretService service(manner);
        QVERIFY(service.isUp());
        QCOMPARE(await(probeKeychain(300ms, {})).value(), expected);
    }

    /// One state and one code for each answer, and Gone for who was there before (A237–A239, A245, A249).
    void states_data()
    {
        QTest::addColumn<FakeSecretService::Manner>("manner");
        QTest::addColumn<SecretStoreState>("state");
        QTest::addColumn<QString>("code");
        using enum FakeSecretService::Manner;
        QTest::newRow("A237 locked") << Locked << SecretStoreState::Locked << "keychain.locked";
        QTest::newRow("A239 denied") << AccessDenied << SecretStoreState::Denied << "keychain.denied";
        QTest::newRow("A245 slow") << Silent << SecretStoreState::Slow << "keychain.timeout";
    }
    void states()
    {
        QFETCH(FakeSecretService::Manner, manner);
        QFETCH(SecretStoreState, state);
        QFETCH(QString, code);
        KeychainStore store(QStringLiteral("tessera-test"), 300ms);
        {
            const FakeSecretService service(manner);
            QCOMPARE(await(store.state({})), state);
            QCOMPARE(await(store.read(QStringLiteral("k"), {})).error().code, code);
        }
        const bool wasSeen = manner != FakeSecretService::Manner::Silent;
        QCOMPARE(await(store.state({})), wasSeen ? SecretStoreState::Gone : SecretStoreState::Absent);
        QCOMPARE(await(store.read(QStringLiteral("k"), {})).error().code,
                 wasSeen ? QStringLiteral("keychain.gone") : QStringLiteral("keychain.absent"));
    }

    void nobodyThere() { QCOMPARE(await(probeKeychain(2s, {})).value(), KeychainProbe::Absent); }

    /// A silent service costs a time limit, and neither the interface nor a stop request waits for it.
    void silentServiceBlocksNobody()
    {
        FakeSecretService service(FakeSecretService::Manner::Silent);
        int ticks = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
        timer.start(20ms);
        KeychainStore store(QStringLiteral("tessera-test"), 300ms);
        const auto read = await(store.read(QStringLiteral("k"), {}));
        QCOMPARE(read.error().code, QStringLiteral("keychain.timeout"));
        QCOMPARE(read.error().kind, ErrorKind::Keychain);
        QCOMPARE(await(store.write(QStringLiteral("k"), SecretString(), {})).error().code,
                 QStringLiteral("keychain.timeout"));
        QCOMPARE(await(store.remove(QStringLiteral("k"), {})).error().code,
                 QStringLiteral("keychain.timeout"));
        QCOMPARE(await(store.state({})), SecretStoreState::Slow);
        QVERIFY(ticks > 10);
    }

    void stopEndsTheWait()
    {
        FakeSecretService service(FakeSecretService::Manner::Silent);
        std::stop_source stop;
        QTimer::singleShot(50ms, this, [&stop] { stop.request_stop(); });
        QElapsedTimer watch;
        watch.start();
        QCOMPARE(await(probeKeychain(10s, stop.get_token())).error().kind, ErrorKind::Cancelled);
        QVERIFY(watch.elapsed() < 5000);
    }
};

QTEST_GUILESS_MAIN(KeychainProbeTest)
#include "keychain_probe_test.moc"

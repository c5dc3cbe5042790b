// The end of the window's process: what is in memory only gets its last tries, and nobody waits for ever.
#include "app/desktop/ending.h"
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");

/// A keychain that stops answering when told to.
class SilentStore final : public SecretStore
{
public:
    explicit SilentStore(std::shared_ptr<ScriptedStore> store) : m_store(std::move(store)) {}
    bool isSilent = false;

    QString name() const override { return m_store->name(); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override
    {
        const OneShot<Result<void>> never(stop);
        if (isSilent)
            co_await never;
        co_return SecretStoreState::Available;
    }
    QCoro::Task<Result<void>> unlock(QString key, std::stop_token stop) override
    {
        return m_store->unlock(key, stop);
    }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override
    {
        return m_store->read(key, stop);
    }
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override
    {
        return m_store->write(key, secret, stop);
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override
    {
        return m_store->remove(key, stop);
    }

private:
    std::shared_ptr<ScriptedStore> m_store;
};

qint64 timeToEnd(SessionManager& manager, Milliseconds limit)
{
    QElapsedTimer timer;
    timer.start();
    settleBeforeEnd(manager, limit);
    return timer.elapsed();
}

} // namespace

class EndingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingToDo()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        QVERIFY(timeToEnd(*manager, Seconds(6)) < 1000);
    }

    /// A233: a renewal that is on its way when the window is closed.
    void renewalEndsFirst()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        QCoro::connect(manager->renewNow(world.id(kAlice)), this, [](const Result<TokenSet>&) {});
        settleBeforeEnd(*manager, Seconds(6));
        manager.reset();
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    /// A249: the keychain takes it at last.
    void keychainTakesIt()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        world.store->failWrites = QStringLiteral("keychain.failed");
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QTimer::singleShot(400, this, [&world] { world.store->failWrites.clear(); });
        QVERIFY(timeToEnd(*manager, Seconds(6)) < 5000);
        manager.reset();
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    void keychainDoesNot()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.store->failWrites = QStringLiteral("keychain.failed");
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        const qint64 time = timeToEnd(*manager, Milliseconds(1500));
        QVERIFY2(time >= 400 && time < 4000, QByteArray::number(time).constData());
    }

    void keychainSaysNothing()
    {
        SessionWorld world;
        Environment environment = world.environment();
        const auto store = std::make_shared<SilentStore>(world.store);
        environment.secrets = store;
        const auto manager = world.managerOf({kAlice}, environment, {});
        world.store->failWrites = QStringLiteral("keychain.failed");
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        store->isSilent = true;
        const qint64 time = timeToEnd(*manager, Milliseconds(1200));
        QVERIFY2(time >= 1000 && time < 4000, QByteArray::number(time).constData());
    }
};

TESSERA_TEST(EndingTest)
#include "ending_test.moc"

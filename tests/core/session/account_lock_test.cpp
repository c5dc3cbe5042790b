// One at a time, in the order of asking, and nobody is left waiting.
#include "core/session/account_lock.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

using namespace tessera;
using test::await;

namespace {

using Lock = Result<std::shared_ptr<AccountLock>>;

} // namespace

class AccountLockTest : public QObject
{
    Q_OBJECT
    const QString m_a = QStringLiteral("a");

private Q_SLOTS:
    void oneAtATimeInOrder()
    {
        const auto locks = makeAccountLocks();
        auto first = await(lockAccount(locks, m_a, {}));
        auto second = lockAccount(locks, m_a, {});
        auto third = lockAccount(locks, m_a, {});
        QCoreApplication::processEvents();
        QVERIFY(!second.isReady());
        first->reset();
        auto held = await(std::move(second));
        QVERIFY(held);
        QVERIFY(!third.isReady());
        held->reset();
        QVERIFY(await(std::move(third)));
    }

    void accountsDoNotWaitForEachOther()
    {
        const auto locks = makeAccountLocks();
        const auto held = await(lockAccount(locks, m_a, {}));
        QVERIFY(lockAccount(locks, QStringLiteral("b"), {}).isReady());
    }

    void whoGivesUpIsPassedOver()
    {
        const auto locks = makeAccountLocks();
        auto held = await(lockAccount(locks, m_a, {}));
        std::stop_source stop;
        auto second = lockAccount(locks, m_a, stop.get_token());
        auto third = lockAccount(locks, m_a, {});
        stop.request_stop();
        QCOMPARE(await(std::move(second)).error().kind, ErrorKind::Cancelled);
        held->reset();
        QVERIFY(await(std::move(third)));
    }

    void freeAgainAfterTheLast()
    {
        const auto locks = makeAccountLocks();
        for (int i = 0; i < 3; ++i)
            QVERIFY(lockAccount(locks, m_a, {}).isReady());
    }
};

TESSERA_TEST(AccountLockTest)
#include "account_lock_test.moc"

// The order in which accounts are looked at.
#include "core/session/due_queue.h"

#include "core/session/manager_state.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class DueQueueTest final : public QObject
{
    Q_OBJECT

    static EntryPtr entry(const char* id)
    {
        auto made = std::make_shared<AccountEntry>();
        made->session.account.id = QString::fromLatin1(id);
        return made;
    }

private Q_SLOTS:
    void earliestFirst()
    {
        DueQueue queue;
        QVERIFY(!queue.earliest());
        QVERIFY(!queue.takeDue(Seconds(1000)));
        const auto a = entry("a");
        const auto b = entry("b");
        const auto c = entry("c");
        queue.plan(a, Seconds(30));
        queue.plan(b, Seconds(10));
        queue.plan(c, Seconds(20));
        QCOMPARE(*queue.earliest(), Milliseconds(Seconds(10)));
        QVERIFY(!queue.takeDue(Seconds(9)));
        QCOMPARE(queue.takeDue(Seconds(20)), b);
        QCOMPARE(queue.takeDue(Seconds(20)), c);
        QVERIFY(!queue.takeDue(Seconds(20)));
        QVERIFY(!b->due);
        QCOMPARE(*queue.earliest(), Milliseconds(Seconds(30)));
    }

    void aNewPlanReplacesTheOld()
    {
        DueQueue queue;
        const auto a = entry("a");
        const auto b = entry("b");
        queue.plan(a, Seconds(10));
        queue.plan(b, Seconds(10)); // the same time is no clash
        queue.plan(a, Seconds(20));
        QCOMPARE(queue.takeDue(Seconds(10)), b);
        QVERIFY(!queue.takeDue(Seconds(10)));
        queue.plan(a, std::nullopt);
        QVERIFY(!queue.earliest());
        queue.plan(a, std::nullopt);
        queue.plan(a, Seconds(5));
        QCOMPARE(queue.takeDue(Seconds(5)), a);
    }

    void letsGo()
    {
        DueQueue queue;
        std::weak_ptr<AccountEntry> watched;
        {
            const auto a = entry("a");
            watched = a;
            queue.plan(a, Seconds(10));
        }
        QVERIFY(!watched.expired());
        queue.plan(watched.lock(), std::nullopt);
        QVERIFY(watched.expired());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DueQueueTest)
#include "due_queue_test.moc"

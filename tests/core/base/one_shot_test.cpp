// The one way to await: answered once, ended by stop, never left hanging (architecture rule 2).
#include "core/base/one_shot.h"

#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QtTest>

namespace tessera::test {
namespace {

using Shot = OneShot<Result<int>>;

QCoro::Task<Result<int>> answerOf(Shot shot)
{
    co_return co_await shot;
}

/// Resolves from a slot of an object that the waiter deletes, as a network reply does.
class Source : public QObject
{
public:
    explicit Source(Shot shot) : m_shot(std::move(shot)) {}
    void answer(int value)
    {
        m_shot.resolve(value);
        m_alive = true; // would be a use after free if the waiter ran inside resolve()
    }

private:
    Shot m_shot;
    bool m_alive = false;
};

QCoro::Task<Result<int>> answerThenDelete(Shot shot, std::shared_ptr<std::unique_ptr<Source>> source)
{
    Result<int> answer = co_await shot;
    source->reset();
    co_return answer;
}

} // namespace

class OneShotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answeredBefore()
    {
        const Shot shot;
        QVERIFY(!shot.isResolved());
        QVERIFY(shot.resolve(7));
        QVERIFY(shot.isResolved());
        QCOMPARE(await(answerOf(shot)).value(), 7);
    }

    void answeredLater()
    {
        const Shot shot;
        QTimer::singleShot(0, this, [shot] { shot.resolve(7); });
        QCOMPARE(await(answerOf(shot)).value(), 7);
    }

    void firstAnswerCounts()
    {
        const Shot shot;
        QVERIFY(shot.resolve(1));
        QVERIFY(!shot.resolve(2));
        QCOMPARE(await(answerOf(shot)).value(), 1);
    }

    void copiesShareTheAnswer()
    {
        const Shot shot;
        const Shot copy = shot;
        copy.resolve(7);
        QVERIFY(shot.isResolved());
    }

    void errorIsAnAnswer()
    {
        const Shot shot;
        shot.resolve(failure(ErrorKind::Timeout, u"timeout"));
        QCOMPARE(await(answerOf(shot)).error().kind, ErrorKind::Timeout);
    }

    void stopEndsIt()
    {
        std::stop_source stop;
        int stopped = 0;
        const Shot shot(stop.get_token(), [&stopped] { ++stopped; });
        QTimer::singleShot(0, this, [&stop] { stop.request_stop(); });
        const auto answer = await(answerOf(shot));
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QCOMPARE(answer.error().code, QStringLiteral("cancelled"));
        QCOMPARE(stopped, 1);
        QVERIFY(!shot.resolve(7));
    }

    void stoppedFromTheStart()
    {
        std::stop_source stop;
        stop.request_stop();
        int stopped = 0;
        const Shot shot(stop.get_token(), [&stopped] { ++stopped; });
        QVERIFY(shot.isResolved());
        QCOMPARE(stopped, 1);
        QCOMPARE(await(answerOf(shot)).error().kind, ErrorKind::Cancelled);
    }

    void stopAfterTheAnswerChangesNothing()
    {
        std::stop_source stop;
        int stopped = 0;
        const Shot shot(stop.get_token(), [&stopped] { ++stopped; });
        shot.resolve(7);
        stop.request_stop();
        QCOMPARE(stopped, 0);
        QCOMPARE(await(answerOf(shot)).value(), 7);
    }

    void stopAfterTheEnd()
    {
        std::stop_source stop;
        int stopped = 0;
        {
            const Shot shot(stop.get_token(), [&stopped] { ++stopped; });
        }
        stop.request_stop();
        QCOMPARE(stopped, 0);
    }

    void unstoppableToken()
    {
        const Shot shot{std::stop_token()};
        shot.resolve(7);
        QCOMPARE(await(answerOf(shot)).value(), 7);
    }

    void onStopMayAnswerToo()
    {
        std::stop_source stop;
        auto shared = std::make_shared<std::optional<Shot>>();
        shared->emplace(stop.get_token(),
                        [shared] { shared->value().resolve(7); }); // as an aborted reply does
        stop.request_stop();
        QCOMPARE(await(answerOf(shared->value())).error().kind, ErrorKind::Cancelled);
        shared->reset();
    }

    void waiterMayDeleteTheSource()
    {
        const Shot shot;
        auto source = std::make_shared<std::unique_ptr<Source>>(std::make_unique<Source>(shot));
        QTimer::singleShot(0, this, [source] { source->get()->answer(7); });
        QCOMPARE(await(answerThenDelete(shot, source)).value(), 7);
        QVERIFY(!*source);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::OneShotTest)
#include "one_shot_test.moc"

// A263: a flood of questions is one question on the screen and five behind it.
#include "core/agent/consent.h"
#include "core/net/limits.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

using Turn = std::shared_ptr<ConsentTurn>;

class ConsentTest final : public QObject
{
    Q_OBJECT

    /// Starts waiting; where the answer will be.
    static std::shared_ptr<std::optional<Result<Turn>>> wait(const std::shared_ptr<ConsentQueue>& queue,
                                                             const QString& key, QObject* context,
                                                             const std::stop_token& stop = {})
    {
        auto place = std::make_shared<std::optional<Result<Turn>>>();
        QCoro::connect(consentTurn(queue, key, stop), context,
                       [place](const Result<Turn>& turn) { *place = turn; });
        return place;
    }
    static void settle()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void oneAfterTheOther()
    {
        const auto queue = makeConsentQueue();
        Turn first = *await(consentTurn(queue, QStringLiteral("a"), {}));
        const auto second = wait(queue, QStringLiteral("b"), this);
        const auto third = wait(queue, QStringLiteral("c"), this);
        settle();
        QVERIFY(!*second);
        first.reset();
        settle();
        QVERIFY(*second && (*second)->has_value());
        QVERIFY(!*third);
        second->reset();
        settle();
        QVERIFY(*third && (*third)->has_value());
    }

    void oneOfEach()
    {
        const auto queue = makeConsentQueue();
        Turn first = *await(consentTurn(queue, QStringLiteral("a"), {}));
        QCOMPARE(await(consentTurn(queue, QStringLiteral("a"), {})).error().code,
                 QStringLiteral("agent.question_open"));
        first.reset();
        QVERIFY(await(consentTurn(queue, QStringLiteral("a"), {})));
    }

    void bounded()
    {
        const auto queue = makeConsentQueue();
        const Turn first = *await(consentTurn(queue, QStringLiteral("first"), {}));
        QList<std::shared_ptr<std::optional<Result<Turn>>>> places;
        for (int i = 0; i < 10000; ++i)
            places.append(wait(queue, QString::number(i), this));
        settle();
        qsizetype waiting = 0;
        for (const auto& place : places) {
            if (!*place)
                ++waiting;
            else
                QCOMPARE((*place)->error().code, QStringLiteral("agent.busy"));
        }
        QCOMPARE(waiting, limits::kAgentQuestions);
    }

    /// A272: one who is gone does not hold up the others, nor take a place.
    void gone()
    {
        const auto queue = makeConsentQueue();
        Turn first = *await(consentTurn(queue, QStringLiteral("a"), {}));
        std::stop_source stop;
        const auto second = wait(queue, QStringLiteral("b"), this, stop.get_token());
        const auto third = wait(queue, QStringLiteral("c"), this);
        stop.request_stop();
        settle();
        QCOMPARE((*second)->error().code, QStringLiteral("cancelled"));
        const auto again = wait(queue, QStringLiteral("b"), this);
        first.reset();
        settle();
        QVERIFY(*third && (*third)->has_value());
        QVERIFY(!*again);
        third->reset();
        settle();
        QVERIFY(*again && (*again)->has_value());
    }

    void nobody()
    {
        NobodyToAsk nobody;
        QVERIFY(!nobody.canAsk());
        QCOMPARE(*await(nobody.ask({}, {})), ConsentAnswer::Deny);
    }
};

TESSERA_TEST(ConsentTest)
#include "consent_test.moc"

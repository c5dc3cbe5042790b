// A token that follows two others.
#include "core/session/linked_stop.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class LinkedStopTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsEither()
    {
        std::stop_source one;
        std::stop_source two;
        const LinkedStop byFirst(one.get_token(), two.get_token());
        QVERIFY(!byFirst.token().stop_requested());
        two.request_stop();
        QVERIFY(byFirst.token().stop_requested());
        const LinkedStop tooLate(one.get_token(), two.get_token());
        QVERIFY(tooLate.token().stop_requested());
        QVERIFY(!one.stop_requested());
    }

    void followsNothing()
    {
        const LinkedStop linked({}, {});
        QVERIFY(!linked.token().stop_requested());
        QVERIFY(linked.token().stop_possible());
    }
};

TESSERA_TEST(LinkedStopTest)
#include "linked_stop_test.moc"

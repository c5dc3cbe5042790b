// Doubling with jitter between one second and five minutes (A220).
#include "core/session/back_off.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

#include <limits>

using namespace tessera;

class BackOffTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bounds_data()
    {
        QTest::addColumn<int>("failures");
        QTest::addColumn<int>("shortest");
        QTest::addColumn<int>("longest");
        QTest::newRow("A220 first") << 1 << 1000 << 1000;
        QTest::newRow("A220 second") << 2 << 1000 << 2000;
        QTest::newRow("A220 third") << 3 << 2000 << 4000;
        QTest::newRow("A220 eighth") << 8 << 64000 << 128000;
        QTest::newRow("A220 tenth is at the cap") << 10 << 150000 << 300000;
        QTest::newRow("A220 thousandth") << 1000 << 150000 << 300000;
        QTest::newRow("none at all counts as one") << 0 << 1000 << 1000;
    }
    void bounds()
    {
        QFETCH(int, failures);
        QFETCH(int, shortest);
        QFETCH(int, longest);
        QCOMPARE(backOff(failures, 0).count(), shortest);
        QCOMPARE(backOff(failures, std::numeric_limits<quint32>::max()).count(), longest);
        for (int i = 0; i < 100; ++i) {
            const auto delay = backOff(failures).count();
            QVERIFY2(delay >= shortest && delay <= longest, qPrintable(QString::number(delay)));
        }
    }

    void programsDoNotMarchInStep()
    {
        QSet<qint64> delays;
        for (int i = 0; i < 50; ++i)
            delays.insert(backOff(10).count());
        QVERIFY(delays.size() > 25);
    }
};

TESSERA_TEST(BackOffTest)
#include "back_off_test.moc"

// Whether things may move: what a person chose counts, else what the desktop's files say.
#include "ui/theme/motion.h"

#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class MotionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void files_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("less");
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("gtk off") << QByteArray("[Settings]\ngtk-enable-animations = false\n") << true;
        QTest::newRow("gtk 0") << QByteArray("[Settings]\ngtk-enable-animations=0") << true;
        QTest::newRow("gtk on") << QByteArray("[Settings]\ngtk-enable-animations=true") << false;
        QTest::newRow("kde off") << QByteArray("[KDE]\nAnimationDurationFactor=0\n") << true;
        QTest::newRow("kde half") << QByteArray("[KDE]\nAnimationDurationFactor=0.5\n") << false;
    }

    void files()
    {
        QFETCH(QByteArray, text);
        QTEST(saysLessMotion(text), "less");
    }

    void choiceCounts()
    {
        setMotionChoice(MotionChoice::Reduced);
        QVERIFY(motionReduced());
        setMotionChoice(MotionChoice::Full);
        QVERIFY(!motionReduced());
        setMotionChoice(MotionChoice::System);
    }
};

TESSERA_TEST(MotionTest)
#include "motion_test.moc"

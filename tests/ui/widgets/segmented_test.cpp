// The segmented control: one stop for Tab, arrows choose, words may change.
#include "ui/widgets/segmented.h"

#include "tests/support/test_program.h"
#include "ui/widgets/switch.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

class SegmentedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clickingChooses()
    {
        Segmented control(QStringLiteral("Pane"), {QStringLiteral("A"), QStringLiteral("B")});
        QSignalSpy chosen(&control, &Segmented::chosen);
        control.button(1)->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(control.current(), 1);
        control.setCurrent(0);
        QCOMPARE(chosen.size(), 1); // told only what a person did
    }

    void arrowsChoose()
    {
        Segmented control(QStringLiteral("Pane"),
                          {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        control.show();
        QVERIFY(QTest::qWaitForWindowActive(&control));
        control.button(0)->setFocus();
        QSignalSpy chosen(&control, &Segmented::chosen);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QCOMPARE(chosen.size(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(control.current(), 0);
    }

    void wordsChange()
    {
        Segmented control(QStringLiteral("Part"), {QStringLiteral("A")});
        control.setWords({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
        control.setCurrent(2);
        control.setWords({QStringLiteral("X"), QStringLiteral("Y")});
        QCOMPARE(control.words(), (QStringList{QStringLiteral("X"), QStringLiteral("Y")}));
        QCOMPARE(control.current(), 0);
        QCOMPARE(control.button(1)->accessibleName(), QStringLiteral("Part: Y"));
    }

    void theWholeRowOfASwitchTakesClicks()
    {
        Switch control(QStringLiteral("In &base64url"));
        control.resize(control.sizeHint());
        QCOMPARE(control.accessibleName(), QStringLiteral("In base64url"));
        QTest::mouseClick(&control, Qt::LeftButton, {}, QPoint(control.width() - 3, control.height() / 2));
        QVERIFY(control.isChecked());
        QTest::keyClick(&control, Qt::Key_Space);
        QVERIFY(!control.isChecked());
    }
};

TESSERA_TEST(SegmentedTest)
#include "segmented_test.moc"

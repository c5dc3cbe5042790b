// What a screen reader is told of the program's own widgets, and that what it presses is clicked.
#include "ui/widgets/accessible_roles.h"

#include "tests/support/test_program.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/nav_button.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/switch.h"

#include <QAccessible>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

QAccessibleInterface* access(QObject* object)
{
    return QAccessible::queryAccessibleInterface(object);
}

void press(QObject* object)
{
    access(object)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
}

} // namespace

class AccessibleRolesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { installAccessibleRoles(); }

    void chosenIsClicked()
    {
        NavButton button(QStringLiteral("&Flow"), QStringLiteral("flow"));
        QSignalSpy clicked(&button, &QAbstractButton::clicked);
        QCOMPARE(access(&button)->role(), QAccessible::RadioButton);
        QCOMPARE(access(&button)->text(QAccessible::Name), QStringLiteral("Flow"));
        QCOMPARE(access(&button)->actionInterface()->actionNames().constFirst(),
                 QAccessibleActionInterface::pressAction());
        press(&button);
        QCOMPARE(clicked.size(), 1);
        QVERIFY(access(&button)->state().checked);
        button.setEnabled(false);
        press(&button);
        QCOMPARE(clicked.size(), 1);
    }

    void segmentsTell()
    {
        Segmented panes(QStringLiteral("Pane"), {QStringLiteral("Message"), QStringLiteral("Raw")});
        QSignalSpy chosen(&panes, &Segmented::chosen);
        press(panes.button(1));
        QCOMPARE(chosen.first().first().toInt(), 1);
        QCOMPARE(access(panes.button(1))->role(), QAccessible::RadioButton);
        QCOMPARE(access(panes.button(1))->text(QAccessible::Name), QStringLiteral("Pane: Raw"));
    }

    void switchesAreChecked()
    {
        Switch each(QStringLiteral("Start at &login"));
        QCOMPARE(access(&each)->role(), QAccessible::CheckBox);
        press(&each);
        QVERIFY(each.isChecked() && access(&each)->state().checked);
    }

    void buttonsSayTheirKey()
    {
        Button button(Button::Kind::Normal, QStringLiteral("&Renew now"));
        QCOMPARE(access(&button)->role(), QAccessible::PushButton);
        QCOMPARE(access(&button)->text(QAccessible::Name), QStringLiteral("Renew now"));
        QCOMPARE(access(&button)->text(QAccessible::Accelerator), QStringLiteral("Alt+R"));
        Button menu(Button::Kind::Normal, QStringLiteral("Export"));
        QMenu choices;
        menu.setMenu(&choices);
        QCOMPARE(access(&menu)->role(), QAccessible::ButtonMenu); // Qt's own
    }

    void barsHaveAValue()
    {
        const TimePoint now = fromUnixSeconds(1795440060);
        LifetimeBar bar;
        bar.resize(600, 60);
        bar.setLifetime({now - Seconds(1800), now + Seconds(1800), std::nullopt},
                        QStringLiteral("Signed in."));
        bar.setNow(now);
        QAccessibleInterface* found = access(&bar);
        QCOMPARE(found->role(), QAccessible::ProgressBar);
        QVERIFY(found->valueInterface());
        QCOMPARE(found->valueInterface()->maximumValue().toInt(), bar.tileCount());
        QCOMPARE(found->valueInterface()->currentValue().toInt(), bar.tileCount() / 2);
        QCOMPARE(found->text(QAccessible::Description), QStringLiteral("Signed in."));
    }

    void wordsAreWords()
    {
        Sentence sentence;
        sentence.setText(QStringLiteral("Signed in."), QStringLiteral("It renews itself."));
        QCOMPARE(access(&sentence)->role(), QAccessible::StaticText);
        QCOMPARE(access(&sentence)->text(QAccessible::Name), QStringLiteral("Signed in. It renews itself."));
        Chip chip(Chip::Kind::Refused, QStringLiteral("calendar.write"));
        QCOMPARE(access(&chip)->role(), QAccessible::StaticText);
        QVERIFY(access(&chip)->text(QAccessible::Name).contains(QStringLiteral("refused")));
    }
};

TESSERA_TEST(AccessibleRolesTest)
#include "accessible_roles_test.moc"

// The window that asks: what it says, and that nothing but a deliberate press says yes (A264, A266, A272).
#include "ui/agent/consent_dialog.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up_consent.h"
#include "ui/agent/consent_window.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

Q_DECLARE_METATYPE(tessera::ConsentAnswer)

class ConsentDialogTest final : public QObject
{
    Q_OBJECT

    struct Shown
    {
        explicit Shown(const ConsentQuestion& question = kubectlAsks())
            : dialog(question, std::make_shared<ManualClock>())
        {
            connect(&dialog, &ConsentDialog::answered, &dialog,
                    [this](ConsentAnswer answer) { answers << answer; });
            dialog.show();
            if (!QTest::qWaitForWindowActive(&dialog))
                qFatal("the window does not become active");
        }
        void live() const
        {
            if (!QTest::qWaitFor([this] { return !dialog.isInert(); }, 5000))
                qFatal("it stays inert");
        }
        ConsentDialog dialog;
        QList<ConsentAnswer> answers;
    };

private Q_SLOTS:
    void inertAtFirst()
    {
        Shown shown;
        QVERIFY(shown.dialog.isInert());
        QTest::mouseClick(shown.dialog.allowButton(), Qt::LeftButton);
        QTest::mouseClick(shown.dialog.denyButton(), Qt::LeftButton);
        for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Escape})
            QTest::keyClick(&shown.dialog, key);
        QVERIFY(shown.answers.isEmpty());
        shown.live();
        QTest::mouseClick(shown.dialog.allowButton(), Qt::LeftButton);
        QCOMPARE(shown.answers, QList<ConsentAnswer>{ConsentAnswer::Once});
    }

    void keysDeny_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("A266 Enter") << int(Qt::Key_Return);
        QTest::newRow("A266 Enter of the number pad") << int(Qt::Key_Enter);
        QTest::newRow("A266 Space") << int(Qt::Key_Space);
        QTest::newRow("A266 Escape") << int(Qt::Key_Escape);
    }
    /// No key that was meant for another window says yes.
    void keysDeny()
    {
        QFETCH(int, key);
        Shown shown;
        shown.live();
        QCOMPARE(shown.dialog.focusWidget(), static_cast<QWidget*>(shown.dialog.denyButton()));
        QTest::keyClick(shown.dialog.focusWidget(), Qt::Key(key));
        QCOMPARE(shown.answers, QList<ConsentAnswer>{ConsentAnswer::Deny});
        QTest::mouseClick(shown.dialog.allowButton(), Qt::LeftButton);
        QCOMPARE(shown.answers.size(), 1); // once
    }

    void noKeyboardDefault()
    {
        Shown shown;
        for (const auto* button : shown.dialog.findChildren<QPushButton*>()) {
            QVERIFY2(!button->isDefault() && !button->autoDefault(), qPrintable(button->text()));
            QVERIFY2(!button->text().contains(u'&'), qPrintable(button->text())); // no mnemonic either
        }
    }

    void inertAgainWhenItComesToTheFront()
    {
        Shown shown;
        shown.live();
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        shown.dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&shown.dialog));
        QVERIFY(shown.dialog.isInert());
        QTest::mouseClick(shown.dialog.allowButton(), Qt::LeftButton);
        QVERIFY(shown.answers.isEmpty());
    }

    void closingDenies()
    {
        Shown shown;
        shown.dialog.close();
        QCOMPARE(shown.answers, QList<ConsentAnswer>{ConsentAnswer::Deny});
    }

    void denyAll()
    {
        Shown shown;
        shown.live();
        QTest::mouseClick(shown.dialog.denyAllButton(), Qt::LeftButton);
        QCOMPARE(shown.answers, QList<ConsentAnswer>{ConsentAnswer::DenyAll});
    }

    void durations()
    {
        const QList<ConsentAnswer> meant{ConsentAnswer::Once, ConsentAnswer::Hour, ConsentAnswer::Always};
        for (int i = 0; i < meant.size(); ++i) {
            Shown shown;
            shown.live();
            shown.dialog.duration()->button(i)->click();
            shown.dialog.allowButton()->click();
            QCOMPARE(shown.answers, QList<ConsentAnswer>{meant[i]});
        }
    }

    void onceOnly()
    {
        ConsentQuestion question = kubectlAsks();
        question.mayBeRemembered = false;
        Shown shown(question);
        QVERIFY(!shown.dialog.duration());
        shown.live();
        shown.dialog.allowButton()->click();
        QCOMPARE(shown.answers, QList<ConsentAnswer>{ConsentAnswer::Once});
    }

    /// A264: a path of 10 KB with markup and direction marks stays inside the window, as text.
    void hostileNames()
    {
        Shown shown(hostileAsks());
        QVERIFY(shown.dialog.width() <= 500);
        QVERIFY(shown.dialog.height() <= 700);
        for (const auto* label : shown.dialog.findChildren<QLabel*>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY2(!label->text().contains(QChar(0x202e)), qPrintable(label->text().left(100)));
            QVERIFY(label->text().size() <= 2000);
        }
    }

    /// A272: the dialog goes when nobody waits for its answer any more.
    void withdrawn()
    {
        ConsentWindow window(std::make_shared<ManualClock>());
        std::stop_source stop;
        QString code;
        QCoro::connect(window.ask(kubectlAsks(), stop.get_token()), this,
                       [&code](const Result<ConsentAnswer>& answer) {
                           code = answer ? QStringLiteral("answer") : answer.error().code;
                       });
        const auto isShown = [] {
            for (const QWidget* widget : QApplication::topLevelWidgets())
                if (qobject_cast<const ConsentDialog*>(widget) && widget->isVisible())
                    return true;
            return false;
        };
        QVERIFY(QTest::qWaitFor(isShown, 5000));
        stop.request_stop();
        QVERIFY(QTest::qWaitFor([&] { return !code.isEmpty(); }, 5000));
        QCOMPARE(code, QStringLiteral("cancelled"));
        QVERIFY(!isShown());
    }
};

TESSERA_TEST(ConsentDialogTest)
#include "consent_dialog_test.moc"

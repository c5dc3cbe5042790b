// The page of flows with real clicks and keys: walking along a run, live while it happens, finding,
// comparing, exporting; empty, running, stopped, hostile and very long.
#include "ui/flow/flow_page.h"

#include "core/flow/flow_recorder.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_flows.h"
#include "ui/flow/find_bar.h"
#include "ui/flow/flow_compare_view.h"
#include "ui/flow/flow_controller.h"
#include "ui/flow/flow_empty.h"
#include "ui/flow/flow_heads.h"
#include "ui/flow/flow_view.h"
#include "ui/flow/message_pane.h"
#include "ui/flow/run_chooser.h"
#include "ui/flow/why_stopped.h"
#include "ui/theme/motion.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_box.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class FlowPageTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<FlowPage> m_page;

    FlowView* view() const { return m_page->view(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void clickRow(qsizetype row)
    {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, {}, view()->rowRect(row).center());
    }
    QString words(QWidget* in) const
    {
        QStringList texts;
        for (const Label* label : in->findChildren<Label*>())
            if (label->isVisible())
                texts << label->text();
        return texts.join(u'\n');
    }

private Q_SLOTS:
    void init()
    {
        setMotionChoice(MotionChoice::Full);
        m_page = std::make_unique<FlowPage>();
        m_page->resize(996, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup() { m_page.reset(); }

    void emptyItSaysWhatWillBeHereAndHowToBegin()
    {
        QVERIFY(m_page->empty()->isVisible());
        QVERIFY(!m_page->exportButton()->isVisible());
        QSignalSpy started(m_page.get(), &FlowPage::startRequested);
        m_page->focusFirst();
        key(Qt::Key_Space);
        QCOMPARE(started.size(), 1);
        m_page->setRuns({stoppedSignIn()});
        QVERIFY(!m_page->empty()->isVisible());
        QVERIFY(view()->isVisible());
        m_page->removeRun(1);
        QVERIFY(m_page->empty()->isVisible());
    }

    void openedWhereItStopped()
    {
        m_page->setRuns({stoppedSignIn()});
        QCOMPARE(m_page->pane()->title(), QStringLiteral("9. Token response"));
        QVERIFY(m_page->pane()->why()->isVisible());
        const QString said = words(m_page->pane());
        for (const char* wanted :
             {"content-type", "no-store", "token_type", "In the ID token", "Why it stopped"})
            QVERIFY2(said.contains(QString::fromUtf8(wanted)), wanted);
        QSignalSpy again(m_page.get(), &FlowPage::signInRequested);
        QTest::mouseClick(m_page->pane()->why()->signIn(), Qt::LeftButton);
        QCOMPARE(again.size(), 1);
        QCOMPARE(again[0][0].toString(), anaAtAcme().account.id);
    }

    void walkedByKeyboard()
    {
        m_page->setRuns({stoppedSignIn()});
        m_page->focusFirst();
        key(Qt::Key_Home);
        QCOMPARE(view()->current(), 0);
        QCOMPARE(m_page->pane()->title(), QStringLiteral("1. Sign in"));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QCOMPARE(view()->current(), 2);
        key(Qt::Key_Up);
        QCOMPARE(view()->current(), 1);
        key(Qt::Key_End);
        QCOMPARE(view()->current(), view()->rows().size() - 1);
        key(Qt::Key_Down); // and not further
        QCOMPARE(view()->current(), view()->rows().size() - 1);
        key(Qt::Key_PageUp);
        QVERIFY(view()->current() < 2);
        key(Qt::Key_Return);
        QVERIFY(m_page->pane()->isAncestorOf(QApplication::focusWidget()));
        key(Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), view());
    }

    void aClickOpensTheMessage()
    {
        m_page->setRuns({stoppedSignIn()});
        clickRow(6);
        QCOMPARE(view()->current(), 6);
        QVERIFY(m_page->pane()->title().startsWith(u'7'));
        QTest::mouseClick(m_page->pane()->tabs()->button(MessagePane::ChecksTab), Qt::LeftButton);
        QVERIFY(words(m_page->pane()).contains(QStringLiteral("state")));
        QTest::mouseClick(m_page->pane()->tabs()->button(MessagePane::RawTab), Qt::LeftButton);
        QVERIFY(m_page->pane()->raw()->isVisible());
        QVERIFY(m_page->pane()->raw()->toPlainText().contains(QStringLiteral("/callback")));
        clickRow(7); // a box of checks has them all
        QVERIFY(m_page->pane()->title().startsWith(QStringLiteral("Checks")));
    }

    void drawnWhileItHappens()
    {
        auto recorder = std::make_shared<FlowRecorder>(std::make_shared<ManualClock>(madeUpNow()));
        FlowController controller(recorder, m_page.get());
        FlowHandle flow = recorder->begin(FlowKind::BrowserSignIn, {{}, QStringLiteral("Acme"), {}, {}});
        QVERIFY(view()->isVisible());
        flow.arrow(FlowStepKind::SignInAsked);
        flow.arrow(FlowStepKind::AddressOpened, QUrl(QStringLiteral("https://id.acme.example/authorize")));
        QCOMPARE(view()->rows().size(), 3); // and what is waited for
        QTRY_COMPARE(view()->flow()->item(1)->grown(), 1.0);
        const FlowRowItem* first = view()->flow()->item(0);
        view()->setCurrent(0);
        flow.arrow(FlowStepKind::AuthorizationRequest,
                   QUrl(QStringLiteral("https://id.acme.example/authorize")));
        QCOMPARE(view()->rows().size(), 4);
        QCOMPARE(view()->flow()->item(0), first); // added to, not made anew
        QCOMPARE(view()->current(), 0);
        QVERIFY(view()->flow()->item(2)->grown() < 1);
        QTRY_COMPARE(view()->flow()->item(2)->grown(), 1.0);
        flow.end(Error{ErrorKind::Timeout, QStringLiteral("sign_in.timeout"), {}, {}});
        QCOMPARE(view()->rows().last().kind, FlowRow::Kind::Failure);
        // A newer one is shown when it begins, unless somebody chose an older one.
        FlowHandle second =
            recorder->begin(FlowKind::Renewal, {QStringLiteral("a"), QStringLiteral("Acme"), {}, {}});
        QCOMPARE(m_page->run().id, second.id());
        m_page->showRun(flow.id());
        FlowHandle third =
            recorder->begin(FlowKind::Renewal, {QStringLiteral("b"), QStringLiteral("Other"), {}, {}});
        QCOMPARE(m_page->run().id, flow.id());
        QCOMPARE(m_page->chooser()->count(), 3);
        m_page->showAccount(QStringLiteral("b"));
        QCOMPARE(m_page->run().id, third.id());
        QCOMPARE(m_page->chooser()->count(), 1);
        QVERIFY(m_page->allRunsButton()->isVisible());
        QTest::mouseClick(m_page->allRunsButton(), Qt::LeftButton);
        QCOMPARE(m_page->chooser()->count(), 3);
        recorder->forget(QStringLiteral("b"));
        QCOMPARE(m_page->chooser()->count(), 2);
        recorder->clear();
        QVERIFY(m_page->empty()->isVisible());
    }

    void nothingGrowsWithReducedMotion()
    {
        setMotionChoice(MotionChoice::Reduced);
        m_page->setRuns({goodSignIn(), stoppedSignIn()});
        QVERIFY(!m_page->replayButton()->isVisible());
        m_page->putRun(runningSignIn());
        QCOMPARE(view()->flow()->item(4)->grown(), 1.0);
        view()->replay();
        QVERIFY(!view()->isReplaying());
    }

    void replayedStepByStep()
    {
        m_page->setRuns({refusedRenewal()});
        QTest::mouseClick(m_page->replayButton(), Qt::LeftButton);
        QVERIFY(view()->isReplaying());
        QCOMPARE(view()->flow()->shown(), 1);
        QTRY_COMPARE(view()->flow()->shown(), 2);
        QTRY_VERIFY(!view()->isReplaying());
        QCOMPARE(view()->flow()->shown(), view()->rows().size());
    }

    void zoomed()
    {
        m_page->setRuns({stoppedSignIn()});
        m_page->focusFirst();
        const int row = view()->rowRect(0).height();
        key(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(view()->rowRect(0).height() > row);
        QVERIFY(view()->heads()->height() > 60);
        key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(view()->rowRect(0).height(), row);
        for (int i = 0; i < 20; ++i)
            key(Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(view()->zoom(), 0.5);
        key(Qt::Key_0, Qt::ControlModifier);
        QWheelEvent wheel(QPointF(50, 50), QPointF(50, 50), {}, QPoint(0, 120), Qt::NoButton,
                          Qt::ControlModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view()->viewport(), &wheel);
        QVERIFY(view()->zoom() > 1);
        m_page->setRuns({longRun(60)});
        key(Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(view()->zoom(), 0.5); // smaller could not be read
    }

    void headsStayWhileRowsScroll()
    {
        m_page->setRuns({longRun(60)});
        m_page->focusFirst();
        key(Qt::Key_End);
        QVERIFY(view()->verticalScrollBar()->value() > 0);
        QVERIFY(view()->viewport()->rect().contains(view()->rowRect(view()->current()).center()));
        QCOMPARE(view()->heads()->y(), 0);
        QVERIFY(view()->heads()->isVisible());
        m_page->resize(320, 500); // now sideways too
        view()->horizontalScrollBar()->setValue(view()->horizontalScrollBar()->maximum());
        QTest::qWait(10);
        view()->grab();
    }

    void found()
    {
        m_page->setRuns({stoppedSignIn()});
        m_page->focusFirst();
        key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_page->findBar()->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("7be2"));
        QCOMPARE(m_page->findBar()->count(), QStringLiteral("3 of 12"));
        key(Qt::Key_Return);
        QCOMPARE(view()->current(), 5); // on from where it stopped, and round the end
        key(Qt::Key_Return);
        QCOMPARE(view()->current(), 6);
        key(Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(view()->current(), 5);
        QTest::mouseClick(m_page->findBar()->kinds()->button(FindBar::Failures), Qt::LeftButton);
        QCOMPARE(m_page->findBar()->count(), QStringLiteral("0 of 12"));
        m_page->findBar()->focusWords();
        key(Qt::Key_Escape);
        QVERIFY(!m_page->findBar()->isVisible());
        QCOMPARE(QApplication::focusWidget(), view());
    }

    void comparedWithAnother()
    {
        m_page->setRuns({stoppedSignIn()});
        QVERIFY(!m_page->compareButton()->isEnabled());
        m_page->setRuns({goodSignIn(), stoppedSignIn()});
        QTest::mouseClick(m_page->compareButton(), Qt::LeftButton);
        QVERIFY(m_page->compare()->isVisible());
        QVERIFY(!m_page->pane()->isVisible());
        QVERIFY(m_page->compare()->sentence().contains(QStringLiteral("differ")));
        QVERIFY(m_page->compare()->list()->model()->rowCount() > 12);
        m_page->compare()->list()->setFocus();
        key(Qt::Key_Escape);
        QVERIFY(view()->isVisible());
    }

    void narrowTheMessageIsATab()
    {
        m_page->setRuns({stoppedSignIn()});
        m_page->setNarrow(true);
        m_page->resize(744, 560);
        QVERIFY(m_page->tabs()->isVisible());
        QVERIFY(!m_page->pane()->isVisible());
        m_page->focusFirst();
        key(Qt::Key_Return);
        QVERIFY(m_page->pane()->isVisible());
        QVERIFY(!view()->isVisible());
        key(Qt::Key_Escape);
        QVERIFY(view()->isVisible());
        clickRow(3);
        QVERIFY(m_page->pane()->isVisible());
        QVERIFY(m_page->pane()->widget()->minimumSizeHint().width() <= m_page->pane()->viewport()->width());
    }

    void aScreenReaderWalksTheRows()
    {
        m_page->setRuns({stoppedSignIn()});
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(view());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QVERIFY(!list->text(QAccessible::Name).isEmpty());
        QVERIFY(list->text(QAccessible::Description).contains(QStringLiteral("id.acme.example")));
        QCOMPARE(list->childCount(), 12);
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface* row = list->child(i);
            QVERIFY(row && row->isValid());
            QCOMPARE(row->role(), QAccessible::ListItem);
            QVERIFY(!row->text(QAccessible::Name).isEmpty());
            QVERIFY(!row->rect().isEmpty());
            QCOMPARE(list->indexOfChild(row), i);
            QCOMPARE(row->parent(), list);
        }
        QCOMPARE(list->child(9)->text(QAccessible::Name),
                 QStringLiteral("9. Token response, id.acme.example answered 200 in 184 ms"));
        m_page->focusFirst();
        key(Qt::Key_Home);
        QCOMPARE(list->focusChild(), list->child(0));
        QVERIFY(list->child(0)->state().focused && list->child(0)->state().selected);
        QVERIFY(!list->child(1)->state().selected);
        m_page->setRuns({refusedRenewal()});
        QCOMPARE(list->childCount(), 3);
        QVERIFY(!list->child(11));
    }

    void copiedAndSaid()
    {
        FlowController controller(nullptr, m_page.get());
        m_page->setRuns({stoppedSignIn()});
        QTest::mouseClick(m_page->pane()->copyButton(), Qt::LeftButton);
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("expires_in")));
        QVERIFY(m_page->news()->isVisible());
        QTest::mouseClick(m_page->pane()->why()->report(), Qt::LeftButton);
        const QString report = QApplication::clipboard()->text();
        QVERIFY(report.contains(QStringLiteral("nonce")));
        QVERIFY(!report.contains(QStringLiteral("Ana")));
    }

    void textFromOutsideIsText()
    {
        m_page->setRuns({hostileRun()});
        for (bool narrow : {false, true}) {
            m_page->setNarrow(narrow);
            m_page->resize(narrow ? 744 : 996, 560);
            for (qsizetype row = 0; row < view()->rows().size(); ++row) {
                view()->setCurrent(row);
                for (int tab : {0, 1, 2}) {
                    m_page->pane()->setTab(MessagePane::Tab(tab));
                    m_page->grab();
                }
                QVERIFY(view()->spoken(row).size() < 3000);
                for (const QChar c : view()->spoken(row))
                    QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
            }
        }
        for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
            const auto* label = qobject_cast<const QLabel*>(widget);
            QVERIFY(!label || label->textFormat() == Qt::PlainText);
            for (const QString& text : {widget->accessibleName(), label ? label->text() : QString()}) {
                QVERIFY2(text.size() <= 3000, qPrintable(text.left(100)));
                for (const QChar c : text)
                    QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
            }
            QVERIFY(!widget->toolTip().contains(QStringLiteral("<img")));
        }
        QVERIFY(m_page->chooser()->itemText(0).size() <= 210);
        QVERIFY(m_page->minimumSizeHint().width() <= 744);
    }

    /// The design allows 16 ms. Printed, not asserted: machines differ.
    void fiveHundredMessagesAreDrawnInNoTime()
    {
        const FlowRun run = longRun(500);
        QElapsedTimer timer;
        timer.start();
        m_page->setRuns({run});
        const qint64 shown = timer.nsecsElapsed();
        timer.restart();
        view()->grab();
        const qint64 painted = timer.nsecsElapsed();
        qint64 walk = 0;
        m_page->focusFirst();
        for (int i = 0; i < 20; ++i) {
            timer.restart();
            key(Qt::Key_PageUp);
            view()->viewport()->repaint();
            walk = qMax(walk, timer.nsecsElapsed());
        }
        FlowRun growing = run;
        qint64 added = 0;
        for (int i = 0; i < 10; ++i) {
            FlowStep step = run.steps[1];
            step.number = 501 + i;
            growing.steps.append(step);
            timer.restart();
            m_page->putRun(growing);
            view()->viewport()->repaint();
            added = qMax(added, timer.nsecsElapsed());
        }
        timer.restart();
        m_page->resize(900, 700);
        const qint64 resized = timer.nsecsElapsed();
        QCOMPARE(view()->rows().size(), 510);
        qInfo("500 messages: shown in %.1f ms, painted in %.1f ms, a key at worst %.1f ms, a step added at "
              "worst "
              "%.1f ms, resized in %.1f ms",
              double(shown) / 1e6, double(painted) / 1e6, double(walk) / 1e6, double(added) / 1e6,
              double(resized) / 1e6);
    }
};

TESSERA_TEST(FlowPageTest)
#include "flow_page_test.moc"

// The page of programs in the window: reached by keyboard, everything has a name, taking back and undoing,
// and text from outside is only text.
#include "ui/programs/programs_page.h"

#include "core/keychain/memory_store.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "tests/ui/made_up_programs.h"
#include "ui/accounts/accounts_page.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/programs/program_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_box.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

Environment makeWorld(const QString& directory, const std::shared_ptr<ManualClock>& clock)
{
    Environment world;
    world.clock = clock;
    world.http = std::make_shared<HttpClient>();
    world.secrets = std::make_shared<MemoryStore>();
    world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
    world.openUrl = [](const QUrl&) { return Result<void>(); };
    world.configDirectory = directory;
    return world;
}

} // namespace

class ProgramsPageTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_directory;
    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<SessionManager> m_manager;
    std::unique_ptr<MainWindow> m_window;

    ProgramsPage* page() const { return m_window->programsPage(); }
    QList<Button*> takeBacks() const
    {
        QList<Button*> all;
        for (Button* button : page()->findChildren<Button*>())
            if (button->text() == QStringLiteral("Take back") && button->isVisible())
                all.append(button);
        return all;
    }
    /// What can be read on the page now.
    QString words() const
    {
        QStringList texts;
        for (const Label* label : page()->findChildren<Label*>())
            if (label->isVisible())
                texts.append(label->text());
        return texts.join(u'\n');
    }
    void showBusy()
    {
        for (const Session& session : sixAccounts())
            m_window->model()->put(session);
        m_window->setAgent(busyDesk(m_directory->path(), m_clock));
        m_window->showPrograms();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_clock = std::make_shared<ManualClock>(madeUpNow());
        m_manager = std::make_unique<SessionManager>(makeWorld(m_directory->path(), m_clock));
        m_window = std::make_unique<MainWindow>(*m_manager, DemoStarter());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_manager.reset();
    }

    void madeWhenItIsFirstShown()
    {
        QVERIFY(!m_window->findChild<ProgramsPage*>());
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        QVERIFY(page()->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!page()->isVisible());
    }

    void emptyItSaysWhatWouldChangeThat()
    {
        m_window->showPrograms();
        QVERIFY(page()->findChild<EmptyBox*>()->isVisible());
        QVERIFY(words().contains(QStringLiteral("tessera agent allow")));
        showBusy();
        QVERIFY(!page()->findChild<EmptyBox*>()->isVisible());
    }

    void saysWhoWhatAndUntilWhen()
    {
        showBusy();
        const QString text = words();
        for (const char* wanted :
             {"kubectl", "/usr/bin/kubectl", "Ana Mari\u0107", "Access token: openid groups", "Always",
              "Until ", "Last used 3 minutes ago", "Denied", "kubectl got 12 access tokens of"})
            QVERIFY2(text.contains(QString::fromUtf8(wanted)), wanted);
    }

    void everythingIsReachedByTabAndHasAName()
    {
        showBusy();
        for (const QSize size : {QSize(1200, 760), QSize(800, 560)}) {
            m_window->resize(size);
            QList<QWidget*> stops;
            for (int i = 0; i < 60; ++i) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
                QWidget* now = QApplication::focusWidget();
                if (stops.contains(now))
                    break;
                const auto* button = qobject_cast<QAbstractButton*>(now);
                QVERIFY2(!now->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                         now->metaObject()->className());
                stops.append(now);
            }
            QCOMPARE(takeBacks().size(), 4);
            QSet<QString> names;
            for (Button* button : takeBacks()) {
                QVERIFY(stops.contains(button));
                names.insert(button->accessibleName());
            }
            QCOMPARE(names.size(), 4); // each says which
        }
    }

    void takenBackAndUndoneByKeyboard()
    {
        showBusy();
        takeBacks()[1]->setFocus(Qt::TabFocusReason);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(page()->news()->isVisible());
        QVERIFY(page()->news()->text().contains(QStringLiteral("kubectl")));
        QCOMPARE(takeBacks().size(), 3);
        // The same key again undoes; it takes nothing else back.
        QCOMPARE(QApplication::focusWidget(), page()->news()->action());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QVERIFY(!page()->news()->isVisible());
        QCOMPARE(takeBacks().size(), 4);
        QVERIFY(page()->isAncestorOf(QApplication::focusWidget()));
    }

    void theFocusStaysWhereItIs()
    {
        showBusy();
        takeBacks()[2]->setFocus(Qt::TabFocusReason);
        const QString name = QApplication::focusWidget()->accessibleName();
        QVERIFY(name.contains(QStringLiteral("zsh")));
        const Approvals approvals(m_directory->path(), m_clock);
        Approvals other(m_directory->path(), m_clock);
        QVERIFY(other.add(approvalFor(QStringLiteral("/usr/bin/aaa"), QStringLiteral("work"))));
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QCOMPARE(takeBacks().size(), 5);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), name);
    }

    void nothingIsCutOffWhereTheWindowIsSmall()
    {
        showBusy();
        m_window->resize(800, 560);
        QTest::qWait(30);
        QCOMPARE(m_window->size(), QSize(800, 560));
        QVERIFY(page()->widget()->minimumSizeHint().width() <= page()->viewport()->width());
        for (const Label* label : page()->findChildren<Label*>())
            if (label->isVisible() && label->wordWrap())
                QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()),
                             qPrintable(label->text()));
        for (const Button* button : takeBacks())
            QVERIFY(button->mapTo(page()->widget(), button->rect().topRight()).x() <
                    page()->viewport()->width());
    }

    void textFromOutsideIsText()
    {
        m_window->setAgent(hostileDesk(m_directory->path(), m_clock));
        m_window->model()->put(hostile());
        m_window->showPrograms();
        page()->grab();
        const QList<QWidget*> all = page()->findChildren<QWidget*>();
        QVERIFY(all.size() > 20);
        for (const QWidget* widget : all) {
            const auto* label = qobject_cast<const QLabel*>(widget);
            QVERIFY(!label || label->textFormat() == Qt::PlainText);
            for (const QString& text : {widget->accessibleName(), label ? label->text() : QString()}) {
                QVERIFY2(text.size() <= 3000, qPrintable(text.left(100)));
                for (const QChar c : text)
                    QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
            }
            QVERIFY(!widget->toolTip().contains(QStringLiteral("<img")));
            QVERIFY(widget->toolTip().size() <= 9000);
        }
        QVERIFY(page()->widget()->minimumSizeHint().width() <= page()->viewport()->width());
    }

    void theNavigationSaysHowTheAgentIs()
    {
        const auto says = [this](const char* words) {
            for (const Label* label : m_window->findChildren<Label*>())
                if (label->isVisible() && label->text() == QString::fromUtf8(words))
                    return true;
            return false;
        };
        const AgentDeskPtr desk = emptyDesk(m_directory->path(), m_clock);
        m_window->setAgent(desk);
        QVERIFY(says("Agent on"));
        desk->lockNow();
        QTRY_VERIFY(says("Agent locked"));
        m_window->setAgent(nullptr);
        QVERIFY(says("Agent off"));
    }

    void bringUpShowsTheAccount()
    {
        showBusy();
        m_window->showMinimized();
        const QString id = sixAccounts()[2].account.id;
        m_window->bringUp(id);
        QVERIFY(!m_window->isMinimized());
        QVERIFY(m_window->accountsPage()->isVisible());
        QCOMPARE(m_window->accountsPage()->currentAccount(), id);
        QTRY_VERIFY(m_window->isActiveWindow());
        m_window->bringUp(QStringLiteral("gone"));
        QVERIFY(m_window->accountsPage()->isVisible());
    }
};

TESSERA_TEST(ProgramsPageTest)
#include "programs_page_test.moc"

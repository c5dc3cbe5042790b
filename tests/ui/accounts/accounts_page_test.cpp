// The list of accounts under a person's hands: searched, renamed, put in order, by keys and by mouse; and a
// thousand of them.
#include "ui/accounts/accounts_page.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/accounts/account_detail.h"
#include "ui/models/account_list_model.h"
#include "ui/widgets/field.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

QString idOf(int which)
{
    return test::sixAccounts().at(which).account.id;
}

Session numbered(int number)
{
    Session session = test::anaAtAcme();
    session.account.id = QStringLiteral("account-%1").arg(number, 14, 10, QLatin1Char('0'));
    session.account.name = QStringLiteral("Robot %1").arg(number);
    return session;
}

} // namespace

class AccountsPageTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<AccountListModel> m_model;
    std::unique_ptr<AccountsPage> m_page;

    void show(const QList<Session>& sessions)
    {
        m_page.reset();
        m_model = std::make_unique<AccountListModel>();
        m_model->setNow(test::madeUpNow());
        for (const Session& session : sessions)
            m_model->put(session);
        m_page = std::make_unique<AccountsPage>(m_model.get());
        m_page->setNow(test::madeUpNow());
        m_page->resize(900, 600);
        m_page->show();
        m_page->selectFirst();
        m_page->activateWindow();
        m_page->list()->setFocus();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

private Q_SLOTS:
    void init() { show(test::sixAccounts()); }
    void cleanup() { m_page.reset(); }

    void fewAreNotSearched()
    {
        QVERIFY(m_page->search()->isHidden());
        QCOMPARE(m_page->currentAccount(), idOf(0));
    }

    void searchedByKeys()
    {
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(m_page->search()->isVisible());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("weber"));
        QCOMPARE(m_page->list()->model()->rowCount(), 1);
        QCOMPARE(m_page->currentAccount(), idOf(4));
        QCOMPARE(m_page->detail()->accountId(), idOf(4));
        press(Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), m_page->list());
        press(Qt::Key_F, Qt::ControlModifier);
        press(Qt::Key_Escape);
        QVERIFY(m_page->search()->isHidden());
        QCOMPARE(m_page->list()->model()->rowCount(), 6);
        QCOMPARE(m_page->currentAccount(), idOf(4)); // who was found stays chosen
        QCOMPARE(QApplication::focusWidget(), m_page->list());
    }

    void nobodyFits()
    {
        m_page->beginSearch();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("zzz"));
        QVERIFY(m_page->detail()->isHidden());
        QStringList texts;
        for (const QLabel* label : m_page->findChildren<QLabel*>())
            if (label->isVisible())
                texts.append(label->text());
        QVERIFY2(texts.join(u'\n').contains(QStringLiteral("“zzz”")), qPrintable(texts.join(u'\n')));
        m_page->endSearch();
        QCOMPARE(m_page->currentAccount(), idOf(0));
        QVERIFY(m_page->detail()->isVisible());
    }

    void renamedByKeys()
    {
        QSignalSpy renamed(m_model.get(), &AccountListModel::renameRequested);
        press(Qt::Key_F2);
        auto* editor = qobject_cast<QLineEdit*>(QApplication::focusWidget());
        QVERIFY(editor);
        QCOMPARE(editor->text(), QStringLiteral("Ana Marić"));
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("Work"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(renamed.size(), 1);
        QCOMPARE(renamed.first().at(0).toString(), idOf(0));
        QCOMPARE(renamed.first().at(1).toString(), QStringLiteral("Work"));
        // Nothing typed, nothing asked for.
        press(Qt::Key_F2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        press(Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("x"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(renamed.size(), 1);
    }

    void movedByKeys()
    {
        QSignalSpy moved(m_model.get(), &AccountListModel::moveRequested);
        press(Qt::Key_Up, Qt::AltModifier); // it is the first
        QCOMPARE(moved.size(), 0);
        press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(moved.takeFirst(), (QVariantList{idOf(0), idOf(2)}));
        m_page->select(idOf(4));
        press(Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(moved.takeFirst(), (QVariantList{idOf(4), QString()}));
        press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(moved.takeFirst(), (QVariantList{idOf(4), idOf(3)}));
        m_page->beginSearch();
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("ana"));
        m_page->list()->setFocus();
        press(Qt::Key_Down, Qt::AltModifier); // among a few of them there is no place
        QCOMPARE(moved.size(), 0);
    }

    void movedByMouse()
    {
        QSignalSpy moved(m_model.get(), &AccountListModel::moveRequested);
        QAbstractItemModel* shown = m_page->list()->model();
        const std::unique_ptr<QMimeData> row(shown->mimeData({shown->index(3, 0)}));
        shown->dropMimeData(row.get(), Qt::MoveAction, 1, 0, {});
        QCOMPARE(moved.takeFirst(), (QVariantList{idOf(3), idOf(1)}));
        shown->dropMimeData(row.get(), Qt::MoveAction, -1, -1, {});
        QCOMPARE(moved.takeFirst(), (QVariantList{idOf(3), QString()}));
        QMimeData stranger;
        stranger.setText(idOf(3));
        QVERIFY(!shown->dropMimeData(&stranger, Qt::MoveAction, 1, 0, {}));
        QMimeData unknown;
        unknown.setData(row->formats().constFirst(), "nobody");
        shown->dropMimeData(&unknown, Qt::MoveAction, 1, 0, {});
        QCOMPARE(moved.size(), 0);
    }

    /// The chosen account stays chosen wherever it goes.
    void orderIsTaken()
    {
        m_page->select(idOf(2));
        m_model->sortAs({idOf(5), idOf(2), idOf(0)});
        QCOMPARE(m_page->currentAccount(), idOf(2));
        QCOMPARE(m_page->list()->currentIndex().row(), 1);
        QCOMPARE(m_model->rowOf(idOf(5)), 0);
        QCOMPARE(m_model->rowOf(idOf(1)), 3); // those that were not named keep their order
        QCOMPARE(m_model->rowOf(idOf(4)), 5);
    }

    void menuSaysTheKeys()
    {
        m_page->select(idOf(5));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(10, 10), QPoint(10, 10));
        QApplication::sendEvent(m_page->list(), &event);
        auto* menu = m_page->list()->findChild<QMenu*>();
        QVERIFY(menu);
        QStringList texts;
        for (const QAction* action : menu->actions())
            texts.append(QStringLiteral("%1 %2 %3")
                             .arg(action->text(), action->shortcut().toString(),
                                  action->isEnabled() ? QStringLiteral("yes") : QStringLiteral("no")));
        QCOMPARE(texts, (QStringList{QStringLiteral("&Rename F2 yes"), QStringLiteral("Move &up Alt+Up yes"),
                                     QStringLiteral("Move &down Alt+Down no")}));
        menu->close();
    }

    void oneThousand()
    {
        QList<Session> sessions;
        for (int i = 0; i < 1000; ++i)
            sessions.append(numbered(i));
        show(sessions);
        QVERIFY(m_page->search()->isVisible());
        QTest::keyClicks(m_page->search()->edit(), QStringLiteral("robot 777"));
        QCOMPARE(m_page->list()->model()->rowCount(), 1);
        QCOMPARE(m_page->detail()->accountId(), numbered(777).account.id);
        m_page->endSearch();
        QCOMPARE(m_page->currentAccount(), numbered(777).account.id);
        press(Qt::Key_End);
        QCOMPARE(m_page->currentAccount(), numbered(999).account.id);
        // News of one that is not looked at does not draw the page of the one that is.
        const QString shown = m_page->detail()->accountId();
        m_model->put(numbered(3));
        QCOMPARE(m_page->detail()->accountId(), shown);
    }
};

TESSERA_TEST(AccountsPageTest)
#include "accounts_page_test.moc"

// The tray as objects: the worst account makes the sign, each account is one line with its few actions, and
// names from outside are names.
#include "ui/tray/tray_icon.h"

#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/models/account_list_model.h"
#include "ui/tray/tray_picture.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

class TrayIconTest final : public QObject
{
    Q_OBJECT

    AccountListModel* m_model = nullptr;
    TrayIcon* m_tray = nullptr;

    QStringList lines() const
    {
        QStringList all;
        for (const QAction* action : m_tray->menu()->actions())
            all.append(action->isSeparator() ? QStringLiteral("-") : action->text());
        return all;
    }
    QAction* find(const QString& text, const QMenu* menu = nullptr) const
    {
        for (QAction* action : (menu ? menu : m_tray->menu())->actions())
            if (action->text().remove(u'&').startsWith(text))
                return action;
        return nullptr;
    }
    QMenu* accountMenu(int row) const { return m_tray->menu()->actions().at(row)->menu(); }
    void fill()
    {
        for (const Session& session : sixAccounts())
            m_model->put(session);
        QTest::qWait(80);
    }

private Q_SLOTS:
    void init()
    {
        m_model = new AccountListModel(this);
        m_tray = new TrayIcon(*m_model, std::make_shared<ManualClock>(madeUpNow()), this);
    }
    void cleanup()
    {
        delete m_tray;
        delete m_model;
    }

    void nobodyIsSignedIn()
    {
        QCOMPARE(m_tray->glyph(), Glyph::Rest);
        QCOMPARE(m_tray->toolTip(), QStringLiteral("Tessera: nobody is signed in."));
        QCOMPARE(lines(), (QStringList{QStringLiteral("&Open Tessera"), QStringLiteral("-"),
                                       QStringLiteral("&Quit")}));
        QVERIFY(!m_tray->icon()->icon().isNull());
    }

    void followsTheWorst()
    {
        m_model->put(anaAtAcme());
        QTRY_COMPARE(m_tray->glyph(), Glyph::Ok);
        fill();
        QTRY_COMPARE(m_tray->glyph(), Glyph::Warning);
        QVERIFY2(m_tray->toolTip().contains(QStringLiteral("of 6 accounts need you")),
                 qPrintable(m_tray->toolTip()));
        for (const Session& session : sixAccounts())
            if (session.phase != Phase::Active)
                m_model->remove(session.account.id);
        QTRY_COMPARE(m_tray->glyph(), Glyph::Ok);
    }

    void anAccountIsOneLine()
    {
        fill();
        QVERIFY2(lines().constFirst().startsWith(QStringLiteral("Ana Mari\u0107 at id.acme.example")),
                 qPrintable(lines().join(u'\n')));
        for (int row = 0; row < 6; ++row) {
            QVERIFY(accountMenu(row));
            QVERIFY(lines()[row].size() <= 90);
        }
    }

    void copiesShowsAndSignsIn()
    {
        fill();
        QSignalSpy copy(m_tray, &TrayIcon::copyRequested);
        QSignalSpy show(m_tray, &TrayIcon::accountRequested);
        QSignalSpy again(m_tray, &TrayIcon::signInRequested);
        find(QStringLiteral("Copy"), accountMenu(0))->trigger();
        find(QStringLiteral("Show"), accountMenu(0))->trigger();
        QCOMPARE(copy.constFirst().constFirst().toString(), sixAccounts()[0].account.id);
        QCOMPARE(show.constFirst().constFirst().toString(), sixAccounts()[0].account.id);
        for (int row = 0; row < 6; ++row) {
            const bool needs = sixAccounts()[row].phase == Phase::SignInNeeded;
            QCOMPARE(find(QStringLiteral("Copy"), accountMenu(row)) == nullptr, needs);
            if (needs)
                find(QStringLiteral("Sign in again"), accountMenu(row))->trigger();
        }
        QVERIFY(!again.isEmpty());
    }

    void agentIsLockedAndUnlocked()
    {
        QVERIFY(!find(QStringLiteral("Lock")));
        m_tray->setAgent({AgentState::Kind::On, false, std::nullopt});
        QSignalSpy lock(m_tray, &TrayIcon::lockRequested);
        find(QStringLiteral("Lock the agent"))->trigger();
        QCOMPARE(lock.size(), 1);
        m_tray->setAgent({AgentState::Kind::Locked, true, std::nullopt});
        QVERIFY(!find(QStringLiteral("Lock the agent")));
        QSignalSpy unlock(m_tray, &TrayIcon::unlockRequested);
        find(QStringLiteral("Unlock the agent"))->trigger();
        QCOMPARE(unlock.size(), 1);
    }

    void opensAndQuits()
    {
        QSignalSpy open(m_tray, &TrayIcon::openRequested);
        QSignalSpy quit(m_tray, &TrayIcon::quitRequested);
        find(QStringLiteral("Open Tessera"))->trigger();
        find(QStringLiteral("Quit"))->trigger();
        QCOMPARE(open.size(), 1);
        QCOMPARE(quit.size(), 1);
        QCOMPARE(m_tray->menu()->defaultAction(), find(QStringLiteral("Open Tessera")));
    }

    void manyAccountsAndHostileNames()
    {
        for (int i = 0; i < 30; ++i) {
            Session session = anaAtAcme();
            session.account.id = QString::number(i);
            session.account.name = QStringLiteral("A & B %1").arg(i);
            m_model->put(session);
        }
        m_model->put(hostile());
        QTest::qWait(80);
        QVERIFY(find(QStringLiteral("11 more accounts")));
        QVERIFY(lines().constFirst().contains(QStringLiteral("A && B 0")));
        m_model->remove(QStringLiteral("0"));
        for (const QString& line : lines())
            for (const QChar c : line)
                QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
    }

    /// Built again and again, no menu of before is kept.
    void keepsNothing()
    {
        fill();
        for (int i = 0; i < 20; ++i)
            Q_EMIT m_tray->menu()->aboutToShow();
        QCOMPARE(m_tray->menu()->findChildren<QMenu*>().size(), 6);
    }

    void picturesDiffer()
    {
        const QImage fine = trayPixmap(Glyph::Ok, 22).toImage();
        for (const Glyph glyph : {Glyph::Rest, Glyph::Offline, Glyph::Warning, Glyph::Locked, Glyph::Error})
            QVERIFY(trayPixmap(glyph, 22).toImage() != fine);
        QCOMPARE(trayPixmap(Glyph::Renewing, 22).toImage(), fine); // no flicker while it renews
    }
};

TESSERA_TEST(TrayIconTest)
#include "tray_icon_test.moc"

// The page of a sign-in: each step, the countdown, every way it can end.
#include "ui/sign_in/sign_in_page.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/sign_in/step_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/countdown_bar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sentence.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

SignInPlan acme()
{
    SignInPlan plan;
    plan.provider = QStringLiteral("Acme");
    plan.letters = QStringLiteral("Ac");
    plan.registration.issuer = QStringLiteral("https://id.acme.example");
    return plan;
}

SignInProgress waiting()
{
    SignInProgress progress;
    progress.step = SignInStep::WaitingForBrowser;
    progress.address = QUrl(QStringLiteral("https://login.acme.example/authorize?state=x"));
    progress.deadline = test::madeUpNow() + 5min;
    return progress;
}

} // namespace

class SignInPageTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_page = std::make_unique<SignInPage>();
        m_page->resize(900, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void hostIsShownBeforeItOpens()
    {
        m_page->begin(acme(), test::madeUpNow());
        QVERIFY(says(
            QStringLiteral("id.acme.example opens in your browser. Type your password there, never here.")));
        QVERIFY(!visible(QStringLiteral("Copy link")));
        QVERIFY(visible(QStringLiteral("Cancel")));
    }

    void waitingCountsDown()
    {
        m_page->begin(acme(), test::madeUpNow());
        m_page->showProgress(waiting(), test::madeUpNow());
        QVERIFY(says(
            QStringLiteral("Your browser shows login.acme.example. Type your password there, never here.")));
        QVERIFY(says(QStringLiteral("Waiting for your browser")));
        QVERIFY(says(QStringLiteral("5:00 left")));
        m_page->setNow(test::madeUpNow() + 28s);
        QVERIFY(says(QStringLiteral("4:32 left")));
        QCOMPARE(m_page->findChild<CountdownBar*>()->spent(), 2);
        QVERIFY(visible(QStringLiteral("Open again")) && visible(QStringLiteral("Copy link")));
        QCOMPARE(m_page->findChild<StepList*>()->current(), 1);
    }

    void theDemoHasAStepMore()
    {
        SignInPlan plan = acme();
        plan.demo = true;
        m_page->begin(plan, test::madeUpNow());
        QTRY_VERIFY(says(QStringLiteral("Start the demo provider")));
        m_page->showProgress(waiting(), test::madeUpNow());
        QCOMPARE(m_page->findChild<StepList*>()->current(), 2);
    }

    void noBrowserIsSaid()
    {
        m_page->begin(acme(), test::madeUpNow());
        SignInProgress progress = waiting();
        progress.browserError = Error{ErrorKind::Configuration,
                                      QStringLiteral("browser.none"),
                                      QStringLiteral("xdg-open and firefox"),
                                      {}};
        m_page->showProgress(progress, test::madeUpNow());
        QVERIFY(
            says(QStringLiteral("No browser opened. Tried xdg-open and firefox. Copy the link and open it "
                                "yourself. (browser.none)")));
    }

    /// Told, not asked, and at the first sign-in only (A077).
    void otherHostsAreTold()
    {
        SignInProgress progress = waiting();
        progress.foreignHosts = {{QStringLiteral("tokens.example"), {QStringLiteral("token_endpoint")}}};
        const QString told =
            QStringLiteral("id.acme.example also uses tokens.example (tokens). Tessera keeps to these.");
        SignInPlan plan = acme();
        m_page->begin(plan, test::madeUpNow());
        QVERIFY(!says(told));
        m_page->showProgress(progress, test::madeUpNow());
        QVERIFY(says(told));
        QVERIFY(!visible(QStringLiteral("Trust the new hosts")));
        m_page->showProgress(waiting(), test::madeUpNow()); // no other hosts: nothing to tell
        QVERIFY(!says(told));
        plan.forAccount = QStringLiteral("an account");
        m_page->begin(plan, test::madeUpNow());
        m_page->showProgress(progress, test::madeUpNow());
        QVERIFY(!says(told));
    }

    void aQuestionWaitsForItsAnswer()
    {
        m_page->begin(acme(), test::madeUpNow());
        QSignalSpy answered(m_page.get(), &SignInPage::answered);
        m_page->ask(QStringLiteral("It moved."), QStringLiteral("Go on?"), QStringLiteral("Trust it"),
                    QStringLiteral("Stop"));
        QVERIFY(says(QStringLiteral("It moved. Go on?")));
        QCOMPARE(QApplication::focusWidget(), find(QStringLiteral("Stop"))); // no is what Enter says
        find(QStringLiteral("Stop"))->click();
        find(QStringLiteral("Trust it"))->click();
        QCOMPARE(answered.size(), 2);
        QVERIFY(!answered.first().first().toBool());
        QVERIFY(answered.last().first().toBool());
        m_page->showProgress(waiting(), test::madeUpNow());
        QVERIFY(!visible(QStringLiteral("Stop")) && !visible(QStringLiteral("Trust it")));
    }

    /// Where nothing can be pasted, nothing offers it.
    void pastingIsOfferedWhereItLeadsSomewhere()
    {
        const QString offer = QStringLiteral("The browser shows an error? Paste its address here");
        m_page->begin(acme(), test::madeUpNow());
        m_page->showProgress(waiting(), test::madeUpNow());
        QVERIFY(!visible(offer));
        SignInProgress progress = waiting();
        progress.paste = [](const QString&) { return Result<void>(); };
        m_page->showProgress(progress, test::madeUpNow());
        QVERIFY(visible(offer));
        find(offer)->click();
        QVERIFY(!visible(offer));
        QSignalSpy pasted(m_page.get(), &SignInPage::pasteRequested);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" http://127.0.0.1/callback?code=c "));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(pasted.size(), 1);
        QCOMPARE(pasted.first().first().toString(), QStringLiteral("http://127.0.0.1/callback?code=c"));
    }

    void failureOffersAnotherTry()
    {
        m_page->begin(acme(), test::madeUpNow());
        m_page->showProgress(waiting(), test::madeUpNow());
        m_page->fail(Error{ErrorKind::Timeout, QStringLiteral("sign_in.time_limit"), {}, {}}, false);
        QVERIFY(visible(QStringLiteral("Try again")));
        QVERIFY(!visible(QStringLiteral("Keep as a new account")));
        QVERIFY(!visible(QStringLiteral("Copy link")));
        QVERIFY(says(QStringLiteral("The time for signing in ran out. Nothing was stored. Try again. "
                                    "(sign_in.time_limit)")));
        QVERIFY(!m_page->isRunning());
    }

    void wrongPersonIsAQuestion()
    {
        m_page->begin(acme(), test::madeUpNow());
        m_page->fail(Error{ErrorKind::Untrusted, QStringLiteral("sign_in.other_person"), {}, {}}, true);
        QSignalSpy keep(m_page.get(), &SignInPage::addAsNewRequested);
        find(QStringLiteral("Keep as a new account"))->click();
        QCOMPARE(keep.size(), 1);
    }

    void theFlowIsOneClickAway()
    {
        m_page->begin(acme(), test::madeUpNow());
        QSignalSpy flow(m_page.get(), &SignInPage::flowRequested);
        QTest::mouseClick(find(QStringLiteral("Watch it being drawn")), Qt::LeftButton);
        QCOMPARE(flow.size(), 1);
        m_page->fail(Error{ErrorKind::Timeout, QStringLiteral("sign_in.time_limit"), {}, {}}, false);
        QTest::mouseClick(find(QStringLiteral("Show the flow")), Qt::LeftButton);
        QCOMPARE(flow.size(), 2);
    }

    void escapeCancels()
    {
        m_page->begin(acme(), test::madeUpNow());
        QSignalSpy cancel(m_page.get(), &SignInPage::cancelRequested);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(cancel.size(), 1);
    }

private:
    Button* find(const QString& text) const
    {
        for (Button* button : m_page->findChildren<Button*>())
            if (QString(button->text()).remove(u'&') == text)
                return button;
        return nullptr;
    }
    bool visible(const QString& text) const { return find(text) && find(text)->isVisible(); }
    bool says(const QString& text) const
    {
        for (const Label* label : m_page->findChildren<Label*>())
            if (label->text() == text && label->isVisible())
                return true;
        for (const Sentence* sentence : m_page->findChildren<Sentence*>())
            if (sentence->text() == text && sentence->isVisible())
                return true;
        return false;
    }

    std::unique_ptr<SignInPage> m_page;
};

TESSERA_TEST(SignInPageTest)
#include "sign_in_page_test.moc"

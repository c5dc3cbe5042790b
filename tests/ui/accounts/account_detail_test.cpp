// The page of one account: what it offers in each state, and what it asks for.
#include "ui/accounts/account_detail.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/accounts/check_section.h"
#include "ui/accounts/event_section.h"
#include "ui/accounts/section.h"
#include "ui/accounts/sign_out_question.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/sentence.h"

#include <QSignalSpy>
#include <QTest>

using namespace tessera;

namespace {

Button* button(const QWidget& page, const QString& text)
{
    for (Button* each : page.findChildren<Button*>())
        if (QString(each->text()).remove(u'&') == text && !each->isHidden())
            return each;
    return nullptr;
}

QStringList banners(const QWidget& page)
{
    QStringList texts;
    for (const Banner* banner : page.findChildren<Banner*>())
        if (banner->isVisibleTo(&page))
            texts << banner->text();
    return texts;
}

} // namespace

class AccountDetailTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_detail = std::make_unique<AccountDetail>();
        m_detail->resize(700, 700);
        m_detail->show();
    }

    void copyAsksForThisAccount()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        QSignalSpy copy(m_detail.get(), &AccountDetail::copyRequested);
        QSignalSpy renew(m_detail.get(), &AccountDetail::renewRequested);
        button(*m_detail, QStringLiteral("Copy access token"))->click();
        button(*m_detail, QStringLiteral("Renew now"))->click();
        QCOMPARE(copy.first().first().toString(), test::anaAtAcme().account.id);
        QCOMPARE(renew.size(), 1);
        QVERIFY(banners(*m_detail).isEmpty());
    }

    void signInNeededOffersSignIn()
    {
        m_detail->setSession(test::sixAccounts()[2], test::madeUpNow());
        QSignalSpy again(m_detail.get(), &AccountDetail::signInRequested);
        button(*m_detail, QStringLiteral("Sign in again"))->click();
        QCOMPARE(again.size(), 1);
        QVERIFY(!button(*m_detail, QStringLiteral("Copy access token")));
        QVERIFY(m_detail->findChild<LifetimeBar*>()->isHidden());
    }

    void signOutAsksFirst()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        QSignalSpy out(m_detail.get(), &AccountDetail::signOutRequested);
        button(*m_detail, QStringLiteral("Sign out"))->click();
        auto* question = m_detail->findChild<SignOutQuestion*>();
        QVERIFY(!question->isHidden());
        QCOMPARE(out.size(), 0);
        QVERIFY(question->accessibleName().contains(QStringLiteral("cannot be undone")));
        QTest::keyClick(question, Qt::Key_Escape);
        QVERIFY(question->isHidden());
        button(*m_detail, QStringLiteral("Sign out"))->click();
        button(*question, QStringLiteral("Sign out"))->click();
        QCOMPARE(out.size(), 1);
        QVERIFY(question->isHidden());
    }

    void theQuestionBelongsToItsAccount()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        m_detail->askToSignOut();
        m_detail->setSession(test::sixAccounts()[1], test::madeUpNow());
        QVERIFY(m_detail->findChild<SignOutQuestion*>()->isHidden());
    }

    void bannersSayWhereTheSignInIs()
    {
        m_detail->setSession(test::sixAccounts()[1], test::madeUpNow());
        QCOMPARE(banners(*m_detail),
                 QStringList{
                     QStringLiteral("There is no keychain here. You stay signed in until Tessera closes.")});
    }

    void aLockedKeychainIsUnlockedFirst()
    {
        m_detail->setSession(test::sixAccounts()[4], test::madeUpNow());
        QSignalSpy renew(m_detail.get(), &AccountDetail::renewRequested);
        button(*m_detail, QStringLiteral("Unlock"))->click();
        QCOMPARE(renew.size(), 1);
        QVERIFY(!button(*m_detail, QStringLiteral("Renew now")));
        QVERIFY(banners(*m_detail).isEmpty());
    }

    void scopesAreChips()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        int granted = 0;
        int refused = 0;
        for (const Chip* chip : m_detail->findChildren<Chip*>()) {
            granted += chip->kind() == Chip::Kind::Granted;
            refused += chip->kind() == Chip::Kind::Refused;
        }
        QCOMPARE(granted, 4);
        QCOMPARE(refused, 1);
    }

    void saysWhatWasGrantedUnasked() // A103
    {
        Session session = test::anaAtAcme();
        m_detail->setSession(session, test::madeUpNow());
        const auto isTold = [this] {
            const auto labels = m_detail->findChildren<Label*>();
            return std::any_of(labels.begin(), labels.end(), [](const Label* label) {
                return label->text().contains(u"also granted files.delete");
            });
        };
        QVERIFY(!isTold());
        session.account.scopeGranted << QStringLiteral("files.delete");
        m_detail->setSession(session, test::madeUpNow());
        QVERIFY(isTold());
    }

    void failedChecksAreUnfolded()
    {
        Session session = test::anaAtAcme();
        m_detail->setSession(session, test::madeUpNow());
        auto* checks = m_detail->findChild<CheckSection*>();
        QVERIFY(checks->section()->isFolded());
        session.checks = test::madeUpChecks(QStringLiteral("nonce"));
        m_detail->setSession(session, test::madeUpNow());
        QVERIFY(!checks->section()->isFolded());
    }

    void timelineShowsTheLatestFirst()
    {
        Session session = test::anaAtAcme();
        for (int i = 0; i < 94; ++i)
            session.events << SessionEvent{test::madeUpNow() + Seconds(i), SessionEvent::Kind::Renewed, {}};
        m_detail->setSession(session, test::madeUpNow());
        auto* events = m_detail->findChild<EventSection*>();
        QCOMPARE(events->shownCount(), 6);
        QTRY_VERIFY(button(*m_detail, QStringLiteral("Show all 100"))); // shown by the next event
        button(*m_detail, QStringLiteral("Show all 100"))->click();
        QTRY_COMPARE(events->shownCount(), 100);
    }

    void aSecondChangesNothingButWords()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        QVERIFY(QTest::qWaitForWindowExposed(m_detail.get()));
        QTest::qWait(50); // the layout settles, with or without a scroll bar
        QList<QRect> before;
        for (const QWidget* each : m_detail->findChildren<QWidget*>())
            before << each->geometry();
        m_detail->setNow(test::madeUpNow() + Seconds(1));
        QCoreApplication::processEvents();
        QList<QRect> after;
        for (const QWidget* each : m_detail->findChildren<QWidget*>())
            after << each->geometry();
        QCOMPARE(after, before);
    }

    void theProvidersWaysStandWhereTheyMatter()
    {
        Session google = test::sixAccounts()[1];
        google.foreignHosts = {{QStringLiteral("oauth2.googleapis.com"), {QStringLiteral("token_endpoint")}}};
        m_detail->setSession(google, test::madeUpNow());
        QCoreApplication::processEvents();
        QVERIFY(says(QStringLiteral("ends the sign-in after 7 days")));
        QVERIFY(says(QStringLiteral("only with the first consent")));
        QVERIFY(says(QStringLiteral("also uses oauth2.googleapis.com (tokens). Tessera keeps to these.")));
        QSignalSpy link(m_detail.get(), &AccountDetail::linkRequested);
        button(*m_detail, QStringLiteral("Review access at myaccount.google.com"))->click();
        QCOMPARE(link.first().first().toUrl(),
                 QUrl(QStringLiteral("https://myaccount.google.com/connections")));

        m_detail->setSession(test::anaAtAcme(), test::madeUpNow()); // in no row
        QVERIFY(!says(QStringLiteral("7 days")));
        QVERIFY(!says(QStringLiteral("Tessera keeps to these")));
        QVERIFY(!button(*m_detail, QStringLiteral("Review access at myaccount.google.com")));
    }

    void signedOutNewsLeadsToTheProvider()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        ProviderNotes notes;
        notes.name = QStringLiteral("Google");
        m_detail->tellSignedOut(notes);
        QVERIFY(banners(*m_detail).isEmpty());
        QVERIFY(says(QStringLiteral("Signed out at Google.")));
        notes.signOut = QStringLiteral("It ends by itself.");
        notes.reviewUrl = QUrl(QStringLiteral("https://review.example/apps"));
        m_detail->tellSignedOut(notes);
        QCOMPARE(banners(*m_detail), QStringList{QStringLiteral("Signed out here. It ends by itself.")});
        QSignalSpy link(m_detail.get(), &AccountDetail::linkRequested);
        button(*m_detail, QStringLiteral("Review access at review.example"))->click();
        QCOMPARE(link.first().first().toUrl(), notes.reviewUrl);
        m_detail->tellError(Error{ErrorKind::Offline, QStringLiteral("net.offline"), {}, {}});
        QVERIFY(!button(*m_detail, QStringLiteral("Review access at review.example")));
    }

    void busyButtonsRest()
    {
        m_detail->setSession(test::anaAtAcme(), test::madeUpNow());
        m_detail->setBusy(true);
        QVERIFY(!button(*m_detail, QStringLiteral("Renew now"))->isEnabled());
        QVERIFY(!button(*m_detail, QStringLiteral("Copy access token"))->isEnabled());
        m_detail->setBusy(false);
        QVERIFY(button(*m_detail, QStringLiteral("Renew now"))->isEnabled());
    }

private:
    bool says(const QString& words) const
    {
        const auto labels = m_detail->findChildren<Label*>();
        return std::any_of(labels.begin(), labels.end(), [&](const Label* label) {
            return label->isVisibleTo(m_detail.get()) && label->text().contains(words);
        });
    }

    std::unique_ptr<AccountDetail> m_detail;
};

TESSERA_TEST(AccountDetailTest)
#include "account_detail_test.moc"

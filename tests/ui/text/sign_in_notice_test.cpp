// The words of a notification are the account page's, with the dates and the rule that fits.
#include "ui/text/sign_in_notice.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"
#include "ui/text/end_text.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;
using namespace std::chrono_literals;

class SignInNoticeTest final : public QObject
{
    Q_OBJECT

    static Session endedAfterAWeek()
    {
        Session session = sixAccounts()[1];
        session.account.scopeRequested = {QStringLiteral("openid"), QStringLiteral("drive")};
        session.phase = Phase::SignInNeeded;
        session.problem = Error{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}};
        session.events = {{madeUpNow() - 168h, SessionEvent::Kind::SignedIn, {}},
                          {madeUpNow() - 1h, SessionEvent::Kind::Renewed, {}, 160, madeUpNow() - 167h},
                          {madeUpNow(), SessionEvent::Kind::SignInNeeded, session.problem}};
        return session;
    }

private Q_SLOTS:
    void saysWhyWithDatesAndTheRule()
    {
        const Session session = endedAfterAWeek();
        const SignInNotice notice = signInNotice(session, madeUpNow());
        QCOMPARE(notice.title, QStringLiteral("Ana Marić at Google: sign-in needed"));
        QCOMPARE(notice.action, QStringLiteral("Sign in again"));
        const auto why = whyEnded(session);
        QVERIFY(why);
        QVERIFY(notice.body.startsWith(why->headline));
        QVERIFY(notice.body.contains(why->facts.constFirst()));
        QVERIFY(!why->likely.isEmpty());
        QVERIFY(notice.body.endsWith(why->likely));
        QVERIFY(!notice.body.contains(why->possible));
    }

    void withoutAJournalThePagesSentence()
    {
        Session session = endedAfterAWeek();
        session.events.clear();
        QVERIFY(signInNotice(session, madeUpNow()).body.contains(QStringLiteral("invalid_grant")));
    }

    void namesAreShortAndPrintable()
    {
        const SignInNotice notice = signInNotice(hostile(), madeUpNow());
        QVERIFY(notice.title.size() < 500);
        QVERIFY(notice.body.size() < 2000);
        for (const QString& text : {notice.title, notice.body})
            for (const QChar c : text)
                QVERIFY(c.category() != QChar::Other_Format && c.category() != QChar::Other_Control);
    }
};

TESSERA_TEST(SignInNoticeTest)
#include "sign_in_notice_test.moc"

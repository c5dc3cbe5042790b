// The sentences of state, word for word as the design has them (section 8).
#include "ui/text/state_text.h"

#include "tests/support/test_program.h"
#include "tests/ui/made_up.h"

#include <QTest>

using namespace tessera;
using namespace std::chrono_literals;

namespace {

Session in(Phase phase)
{
    Session s = test::anaAtAcme();
    s.phase = phase;
    return s;
}

Session needsSignIn(const QString& provider, const QString& code)
{
    Session s = in(Phase::SignInNeeded);
    s.account.provider = provider;
    s.problem = Error{ErrorKind::Denied, code, {}, {}};
    return s;
}

Session notRenewing()
{
    Session s = in(Phase::Active);
    s.account.provider = QStringLiteral("google");
    s.hasRefreshToken = false;
    s.renewsAt.reset();
    return s;
}

} // namespace

class StateTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sentences_data()
    {
        QTest::addColumn<Session>("session");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<int>("glyph");
        QTest::addColumn<bool>("needsPerson");
        const auto row = [](const char* name, const Session& session, const QString& sentence, Glyph glyph,
                            bool needsPerson) {
            QTest::newRow(name) << session << sentence << int(glyph) << needsPerson;
        };
        row("1 signed in", in(Phase::Active),
            QStringLiteral("Signed in. The access token renews itself in 41 minutes."), Glyph::Ok, false);
        row("2 renewing", in(Phase::Renewing), QStringLiteral("Renewing now."), Glyph::Renewing, false);
        Session offline = in(Phase::Offline);
        offline.tokens->expiresAt = test::madeUpNow() + 12min;
        row("3 offline", offline,
            QStringLiteral(
                "Offline. id.acme.example cannot be reached; Tessera keeps trying. The token is good "
                "for 12 more minutes."),
            Glyph::Offline, false);
        row("4 not renewing", notRenewing(),
            QStringLiteral(
                "Signed in, but not renewing. Google gave no refresh token; sign in again at 15:05."),
            Glyph::Ok, false);
        row("5 withdrawn", needsSignIn(QStringLiteral("gitlab"), QStringLiteral("invalid_grant")),
            QStringLiteral("Sign-in needed. GitLab withdrew the grant, so the refresh token was refused "
                           "(invalid_grant)."),
            Glyph::Warning, true);
        row("8 locked", in(Phase::KeychainLocked),
            QStringLiteral("The keychain is locked. Your sign-in is safe in it. Unlock it to go on."),
            Glyph::Locked, true);
        const auto waits = [](const char* code) {
            Session session = in(Phase::KeychainLocked);
            session.problem = Error{ErrorKind::Keychain, QString::fromLatin1(code), {}, {}};
            return session;
        };
        row("A238 no keychain yet", waits("keychain.absent"),
            QStringLiteral(
                "The keychain is not there yet. Your sign-in is in it. Tessera goes on as soon as it is "
                "back."),
            Glyph::Waiting, false);
        row("A239 denied", waits("keychain.denied"),
            QStringLiteral(
                "The keychain did not let Tessera in. Your sign-in is safe in it. It is asked again "
                "when you say so."),
            Glyph::Locked, true);
        row("A245 slow", waits("keychain.timeout"),
            QStringLiteral(
                "The keychain is slow to answer. Your sign-in is in it. Tessera asks again by itself."),
            Glyph::Waiting, false);
        row("A249 gone", waits("keychain.gone"),
            QStringLiteral(
                "The keychain has gone away. Your sign-in is in it. Tessera goes on as soon as it is "
                "back."),
            Glyph::Waiting, false);
        row("demo restarted", needsSignIn(QStringLiteral("demo"), QStringLiteral("invalid_grant")),
            QStringLiteral("Sign-in needed. The demo provider was restarted and forgets its users."),
            Glyph::Warning, true);
        row("nothing in the keychain", needsSignIn({}, QStringLiteral("grant.missing")),
            QStringLiteral("Sign-in needed. The keychain holds nothing for this account. Sign in again. "
                           "(grant.missing)"),
            Glyph::Warning, true);
        row("loading", in(Phase::Loading), QStringLiteral("Reading the keychain."), Glyph::Waiting, false);
        Session soon = in(Phase::Active);
        soon.renewsAt = test::madeUpNow() + 20s;
        row("under a minute", soon,
            QStringLiteral("Signed in. The access token renews itself in less than a minute."), Glyph::Ok,
            false);
        Session silent = in(Phase::Active);
        silent.tokens->expiresAt.reset();
        silent.renewsAt.reset();
        row("no expiry", silent,
            QStringLiteral("Signed in. id.acme.example did not say how long the access token lasts."),
            Glyph::Ok, false);
        Session over = in(Phase::Offline);
        over.tokens->expiresAt = test::madeUpNow() - 1s;
        row("offline and over", over,
            QStringLiteral(
                "Offline. id.acme.example cannot be reached; Tessera keeps trying. The token has run "
                "out."),
            Glyph::Offline, false);
        Session refused = in(Phase::Misconfigured);
        refused.problem = Error{ErrorKind::Denied, QStringLiteral("invalid_client"), {}, {}};
        row("misconfigured", refused,
            QStringLiteral(
                "id.acme.example refuses Tessera itself, not you. The provider does not accept this "
                "client. Check the client ID and the client secret. (invalid_client)"),
            Glyph::Error, true);
    }

    void sentences()
    {
        QFETCH(Session, session);
        const StateText text = stateText(session, test::madeUpNow());
        QTEST(text.sentence(), "sentence");
        QTEST(int(text.glyph), "glyph");
        QTEST(text.needsPerson, "needsPerson");
        QVERIFY(!text.word.isEmpty());
    }

    void everyEventHasWords()
    {
        using Kind = SessionEvent::Kind;
        const Error why{ErrorKind::Denied, QStringLiteral("invalid_grant"), {}, {}};
        for (Kind kind : {Kind::SignedIn, Kind::Renewed, Kind::Offline, Kind::BackOnline, Kind::SignInNeeded,
                          Kind::KeychainLocked, Kind::Misconfigured, Kind::NotStored}) {
            const EventText text = eventText({test::madeUpNow(), kind, why}, test::anaAtAcme().account);
            QVERIFY(!text.title.isEmpty());
            QVERIFY(text.caption.endsWith(u'.') || text.caption.endsWith(u')'));
        }
    }
};

TESSERA_TEST(StateTextTest)
#include "state_text_test.moc"

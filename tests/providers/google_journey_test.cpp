// Signing in at the twin of Google with the row "google": the first time, again, after seven days, without
// the secret.
#include "tests/providers/google_twin.h"
#include "tests/providers/twin_world.h"
#include "tests/support/test_program.h"
#include "ui/text/error_text.h"

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kDrive = QStringLiteral("https://www.googleapis.com/auth/drive.readonly");

} // namespace

class GoogleJourney final : public QObject
{
    Q_OBJECT

    std::unique_ptr<TwinWorld> m_world;
    std::unique_ptr<GoogleTwin> m_google;
    std::unique_ptr<SessionManager> m_manager;

    SignInRequest request() const
    {
        return TwinWorld::request("google", m_google->issuer(), GoogleTwin::clientId(),
                                  GoogleTwin::clientSecret());
    }
    /// The account's id; empty after a failure.
    QString signIn(const SignInRequest& request)
    {
        const auto outcome = await(m_manager->signIn(request));
        if (!outcome)
            qWarning() << outcome.error();
        return outcome ? outcome->accountId : QString();
    }
    /// Another computer, or this one after its keychain was emptied.
    void forgetEverything()
    {
        m_manager.reset();
        const auto clock = m_world->clock;
        m_world = std::make_unique<TwinWorld>();
        m_world->clock = clock;
        m_manager = m_world->startProgram();
    }

private Q_SLOTS:
    void init()
    {
        m_manager.reset();
        m_world = std::make_unique<TwinWorld>();
        m_google = std::make_unique<GoogleTwin>(m_world->clock);
        m_manager = m_world->startProgram();
    }
    void cleanup() { m_manager.reset(); }

    void firstSignIn()
    {
        const auto outcome = await(m_manager->signIn(request()));
        QVERIFY2(outcome, qPrintable(codeOf(outcome)));
        QCOMPARE(outcome->account.subject, m_google->person.subject);
        QCOMPARE(outcome->account.email, m_google->person.email);
        QCOMPARE(outcome->scopeRefused, QStringList());
        QCOMPARE(m_world->opened.size(), 1);
        QVERIFY(!m_world->opened.first().query().contains(QStringLiteral("prompt")));
        QVERIFY(!m_world->storedRefreshToken(outcome->accountId).isEmpty());
        QCOMPARE(m_google->tokenRequests(), 1);
    }

    /// Google has consented before and this computer holds nothing: asked once more, with prompt=consent.
    void secondSignInWithoutARefreshToken()
    {
        QVERIFY(!signIn(request()).isEmpty());
        forgetEverything();
        const QString id = signIn(request());
        QVERIFY(!id.isEmpty());
        QCOMPARE(m_world->opened.size(), 2);
        QVERIFY(m_world->opened.last().query().contains(QStringLiteral("prompt=consent")));
        QVERIFY(!m_world->storedRefreshToken(id).isEmpty());
        m_world->clock->advance(Seconds(3600));
        QVERIFY(await(m_manager->freshTokens(id, Seconds(10))));
    }

    void secondSignInKeepsTheRefreshTokenItHas()
    {
        const QString id = signIn(request());
        const QString refresh = m_world->storedRefreshToken(id);
        QCOMPARE(signIn(request()), id);
        QCOMPARE(m_world->opened.size(), 2); // one for each: nobody is asked twice
        QCOMPARE(m_world->storedRefreshToken(id), refresh);
        m_world->clock->advance(Seconds(3600));
        QVERIFY(await(m_manager->freshTokens(id, Seconds(10))));
    }

    /// "email" comes back as an address: the same scope, so nothing is lost, gained or refused by it.
    void scopesByTheirOtherName()
    {
        m_google->expandsScopes = true;
        const QStringList asked{QStringLiteral("openid"), QStringLiteral("profile"), QStringLiteral("email")};
        const auto first = await(m_manager->signIn(request()));
        QVERIFY2(first, qPrintable(codeOf(first)));
        QCOMPARE(first->account.scopeGranted, asked);
        QCOMPARE(first->scopeRefused, QStringList());
        QCOMPARE(signIn(request()), first->accountId); // nobody is asked whether fewer will do
        m_world->clock->advance(Seconds(3600));
        const auto renewed = await(m_manager->freshTokens(first->accountId, Seconds(10)));
        QVERIFY(renewed);
        QCOMPARE(renewed->scopeGranted, asked);
    }

    /// The account was made when Google answered otherwise: neither way round is a loss.
    void scopesChangeTheirName()
    {
        for (const bool before : {true, false}) {
            init();
            m_google->expandsScopes = before;
            const QString id = signIn(request());
            QVERIFY(!id.isEmpty());
            m_google->expandsScopes = !before;
            QCOMPARE(signIn(request()), id);
        }
    }

    /// Hostile: the long name of a scope that nobody asked for is neither hidden nor taken for one that was.
    void scopesNobodyAskedFor() // A103
    {
        m_google->expandsScopes = true;
        m_google->alsoGrants = QStringLiteral("email");
        SignInRequest asked = request();
        asked.registration.scope = {QStringLiteral("openid"), QStringLiteral("profile")};
        const auto outcome = await(m_manager->signIn(asked));
        QVERIFY(outcome);
        QCOMPARE(outcome->account.scopeGranted,
                 (QStringList{QStringLiteral("openid"), QStringLiteral("profile"),
                              QStringLiteral("https://www.googleapis.com/auth/userinfo.email")}));
    }

    /// A scope that is really gone is a loss by any name.
    void scopesReallyLost()
    {
        m_google->expandsScopes = true;
        const QString id = signIn(request());
        QVERIFY(!id.isEmpty());
        SignInRequest fewer = request();
        fewer.registration.scope.removeAll(QStringLiteral("email"));
        const auto outcome = await(m_manager->signIn(fewer));
        QCOMPARE(codeOf(outcome), QStringLiteral("sign_in.scope_narrowed"));
        QCOMPARE(outcome.error().detail, QStringLiteral("email"));
    }

    void sevenDaysInTesting()
    {
        m_google->inTesting = true;
        SignInRequest asked = request();
        asked.registration.scope += kDrive;
        const QString id = signIn(asked);
        QVERIFY(!id.isEmpty());
        m_world->clock->advance(std::chrono::hours(24 * 7 - 1));
        QVERIFY(await(m_manager->freshTokens(id, Seconds(10))));
        m_world->clock->advance(std::chrono::hours(2));
        const auto dead = await(m_manager->renewNow(id));
        QVERIFY(!dead);
        QCOMPARE(dead.error().code, QStringLiteral("invalid_grant"));
        QCOMPARE(m_manager->session(id)->phase, Phase::SignInNeeded);
        QVERIFY(m_world->storedRefreshToken(id).isEmpty());

        QCOMPARE(signIn(asked), id); // asked with consent again, or it would be over in an hour
        QCOMPARE(m_world->opened.size(), 3);
        QCOMPARE(m_manager->session(id)->phase, Phase::Active);
        QVERIFY(!m_world->storedRefreshToken(id).isEmpty());
    }

    void withoutTheSecret()
    {
        const auto outcome = await(
            m_manager->signIn(TwinWorld::request("google", m_google->issuer(), GoogleTwin::clientId())));
        QCOMPARE(codeOf(outcome), QStringLiteral("client.secret_missing"));
        QVERIFY(m_world->opened.isEmpty()); // said before a browser opens
    }

    void wrongSecret()
    {
        const auto outcome = await(m_manager->signIn(TwinWorld::request(
            "google", m_google->issuer(), GoogleTwin::clientId(), QStringLiteral("not-the-secret"))));
        QCOMPARE(codeOf(outcome), QStringLiteral("invalid_client"));
        QVERIFY(m_world->store->entries.isEmpty());
    }

    void signOutRevokes()
    {
        const QString id = signIn(request());
        const auto out = await(m_manager->signOut(id, false));
        QVERIFY(out && out->revoked);
        QCOMPARE(m_google->apiLog().last(), QStringLiteral("POST /revoke"));
        QVERIFY(m_world->store->entries.isEmpty());
    }

    void withdrawnOnGooglesPage()
    {
        const QString id = signIn(request());
        m_google->withdrawAccess();
        QVERIFY(!await(m_manager->renewNow(id)));
        QCOMPARE(m_manager->session(id)->phase, Phase::SignInNeeded);
    }

    void nobodyThere()
    {
        m_google->goOffline();
        const auto outcome = await(m_manager->signIn(request()));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, ErrorKind::Offline);
        QVERIFY(hasOwnSentence(outcome.error().code));
        QVERIFY(m_world->opened.isEmpty());
    }
};

TESSERA_TEST(GoogleJourney)
#include "google_journey_test.moc"

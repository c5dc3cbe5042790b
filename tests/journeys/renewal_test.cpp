// Staying signed in: renewal on time, rotation, a stolen refresh token, days without a network.
#include "tests/journeys/journey_world.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

using namespace tessera;
using namespace tessera::test;
using Kind = SessionEvent::Kind;

namespace {

const QStringList kOneTokenRequest{QStringLiteral("token")};

} // namespace

class RenewalJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void renewsOnTime();
    void renewsAgainAndAgain();
    void savesTheRotatedTokenBeforeShowingTheNewOne();
    void reuseEndsInSignIn();
    void revokedGrantEndsInSignIn();
    void offlineKeepsAndRecovers();
    void offlineAfterExpiry();
    void manyCallersOneRequest();

private:
    std::unique_ptr<JourneyWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;
    QString m_id;
};

/// Alice is signed in, her access token lives 300 s, and the provider's log is empty.
void RenewalJourney::init()
{
    m_world = std::make_unique<JourneyWorld>();
    m_manager = m_world->startProgram();
    m_id = m_world->signIn(*m_manager);
    QVERIFY(!m_id.isEmpty());
    m_world->provider.clearRequestLog();
}

void RenewalJourney::cleanup()
{
    m_manager.reset();
    m_world.reset();
}

void RenewalJourney::renewsOnTime()
{
    const QString before = accessToken(*m_manager, m_id);
    m_world->clock->advance(Seconds(269));
    m_manager->tick();
    QCOMPARE(phaseOf(*m_manager, m_id), Phase::Active);
    m_world->clock->advance(Seconds(1)); // a tenth of the life is left
    m_manager->tick();
    QCOMPARE(phaseOf(*m_manager, m_id), Phase::Renewing);
    QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::Active; }));
    const QString after = accessToken(*m_manager, m_id);
    QVERIFY(after != before);
    QCOMPARE(m_world->provider.requestLog(), kOneTokenRequest);
    m_world->clock->advance(Seconds(40)); // past the old token's end
    QCOMPARE(m_world->userinfoStatus(after), 200);
    QCOMPARE(m_world->userinfoStatus(before), 401);
    QCOMPARE(eventsOf(*m_manager, m_id), (QList<Kind>{Kind::SignedIn, Kind::Renewed}));
}

void RenewalJourney::renewsAgainAndAgain()
{
    QSet<QString> seen;
    for (int i = 0; i < 50; ++i) {
        m_world->clock->advance(Seconds(270));
        m_manager->tick();
        QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::Active; }));
        seen.insert(accessToken(*m_manager, m_id));
        seen.insert(m_world->storedRefreshToken(m_id));
    }
    QCOMPARE(seen.size(), 100); // N012: every one new
    QCOMPARE(m_world->provider.requestLog().count(QStringLiteral("token")), 50);
    QCOMPARE(m_world->store->entries.size(), 1);
}

void RenewalJourney::savesTheRotatedTokenBeforeShowingTheNewOne()
{
    const QString oldAccess = accessToken(*m_manager, m_id);
    const QString oldRefresh = m_world->storedRefreshToken(m_id);
    QString shownAtWrite;
    int writesOfTheNew = 0;
    m_world->store->onWrite = [&](const QByteArray& text) {
        // With the old one comes the note that it is about to be used.
        QCOMPARE(text.contains("\"renewal\""), text.contains(oldRefresh.toLatin1()));
        if (text.contains(oldRefresh.toLatin1()))
            return;
        ++writesOfTheNew;
        shownAtWrite = accessToken(*m_manager, m_id);
    };
    QVERIFY(await(m_manager->renewNow(m_id)));
    QCOMPARE(writesOfTheNew, 1);
    QCOMPARE(shownAtWrite, oldAccess);
    QVERIFY(accessToken(*m_manager, m_id) != oldAccess);
    m_world->store->onWrite = {};
    // What was saved is what works: a program that dies now goes on with it.
    m_manager = m_world->startProgram();
    QVERIFY(await(m_manager->freshTokens(m_id, Seconds(0))));
}

void RenewalJourney::reuseEndsInSignIn() // N073
{
    const BrowserPage stolen = m_world->refreshAsThief(m_world->storedRefreshToken(m_id));
    QCOMPARE(stolen.status, 200);
    m_world->clock->advance(Seconds(270));
    m_manager->tick();
    QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::SignInNeeded; }));
    QCOMPARE(m_manager->session(m_id)->problem->code, QStringLiteral("invalid_grant"));
    QVERIFY(accessToken(*m_manager, m_id).isEmpty());
    QVERIFY(m_world->storedRefreshToken(m_id).isEmpty()); // A215
    const QJsonObject loot = QJsonDocument::fromJson(stolen.body).object();
    const QString thiefs = loot.value(u"access_token").toString();
    QVERIFY(!thiefs.isEmpty());
    QCOMPARE(m_world->userinfoStatus(thiefs), 401);

    QCOMPARE(m_world->signIn(*m_manager), m_id); // and the person is back
    QCOMPARE(phaseOf(*m_manager, m_id), Phase::Active);
}

void RenewalJourney::revokedGrantEndsInSignIn()
{
    m_world->provider.revokeEverything();
    const auto renewed = await(m_manager->renewNow(m_id));
    QVERIFY(!renewed);
    QCOMPARE(phaseOf(*m_manager, m_id), Phase::SignInNeeded);
    const auto asked = await(m_manager->freshTokens(m_id, Seconds(0)));
    QVERIFY(!asked);
    QCOMPARE(asked.error().code, QStringLiteral("session.sign_in_needed"));
    QCOMPARE(m_world->provider.requestLog().count(QStringLiteral("token")), 1); // dead is dead
}

void RenewalJourney::offlineKeepsAndRecovers()
{
    const QString before = accessToken(*m_manager, m_id);
    QVERIFY(m_world->provider.setOffline(true));
    m_world->clock->advance(Seconds(270));
    m_manager->tick();
    QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::Offline; }));
    QCOMPARE(accessToken(*m_manager, m_id), before);
    const auto kept = await(m_manager->freshTokens(m_id, Seconds(0)));
    QVERIFY2(kept, "30 seconds are left of it");

    QVERIFY(m_world->provider.setOffline(false));
    m_world->clock->advance(Seconds(10));
    m_manager->tick();
    QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::Active; }));
    QVERIFY(accessToken(*m_manager, m_id) != before);
    QCOMPARE(eventsOf(*m_manager, m_id),
             (QList<Kind>{Kind::SignedIn, Kind::Offline, Kind::BackOnline, Kind::Renewed}));
    QCOMPARE(m_world->opened.size(), 1);
}

void RenewalJourney::offlineAfterExpiry()
{
    QVERIFY(m_world->provider.setOffline(true));
    m_world->clock->advance(std::chrono::hours(48));
    const auto tokens = await(m_manager->freshTokens(m_id, Seconds(0)));
    QVERIFY(!tokens);
    QCOMPARE(tokens.error().kind, ErrorKind::Offline);
    QVERIFY(m_world->provider.setOffline(false));
    QVERIFY(!m_world->storedRefreshToken(m_id).isEmpty());
    m_world->clock->advance(std::chrono::minutes(6));
    m_manager->tick();
    QVERIFY(eventually([&] { return phaseOf(*m_manager, m_id) == Phase::Active; }));
}

void RenewalJourney::manyCallersOneRequest() // A216
{
    m_world->clock->advance(Seconds(300));
    std::vector<QCoro::Task<Result<TokenSet>>> callers;
    for (int i = 0; i < 20; ++i)
        callers.push_back(m_manager->freshTokens(m_id, Seconds(10)));
    QSet<QByteArray> answers;
    for (auto& caller : callers) {
        const auto tokens = await(std::move(caller));
        QVERIFY(tokens);
        answers.insert(tokens->accessToken.reveal().toByteArray());
    }
    QCOMPARE(answers.size(), 1);
    QCOMPARE(m_world->provider.requestLog(), kOneTokenRequest);
}

TESSERA_TEST(RenewalJourney)
#include "renewal_test.moc"

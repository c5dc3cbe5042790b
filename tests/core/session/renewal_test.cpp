// One flight for all, saved before seen, and a second look before a sign-in is called dead (A214–A231).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");

QByteArray access(const Result<TokenSet>& tokens)
{
    return tokens ? tokens->accessToken.reveal().toByteArray() : tokens.error().code.toUtf8();
}

} // namespace

class RenewalTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A216
    void hundredCallersOneRequest()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        std::vector<QCoro::Task<Result<TokenSet>>> callers;
        for (int i = 0; i < 100; ++i)
            callers.push_back(manager->freshTokens(world.id(kAlice), Seconds(30), {}));
        for (auto& caller : callers)
            QCOMPARE(access(await(std::move(caller))), QByteArray("access-1"));
        QCOMPARE(world.provider.tokenRequests(), 1);
        // And nobody asks again while they are fresh.
        QCOMPARE(access(await(manager->freshTokens(world.id(kAlice), Seconds(30)))), QByteArray("access-1"));
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    void oneWhoGivesUpDoesNotStopTheOthers()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        std::stop_source stop;
        auto first = manager->freshTokens(world.id(kAlice), Seconds(30), stop.get_token());
        auto second = manager->freshTokens(world.id(kAlice), Seconds(30), {});
        stop.request_stop();
        QCOMPARE(await(std::move(first)).error().kind, ErrorKind::Cancelled);
        QCOMPARE(access(await(std::move(second))), QByteArray("access-1"));
    }

    void savedBeforeSeen()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        bool seenEarly = false;
        int writes = 0;
        world.store->onWrite = [&](const QByteArray& text) {
            ++writes; // the note, then the new token
            seenEarly = seenEarly || manager->session(id)->tokens.has_value();
            QCOMPARE(text.contains("refresh-1"), writes == 2);
        };
        QVERIFY(await(manager->renewNow(id)));
        QCOMPARE(writes, 2);
        QVERIFY(!seenEarly);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
        QCOMPARE(world.store->log.last(), QStringLiteral("write"));
        world.store->onWrite = {};
        QVERIFY(await(manager->renewNow(id)));
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1"}));
    }

    /// A249: nothing is lost while the program runs, and the write is made up for.
    void failedWriteKeepsTheTokensInMemory()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        world.store->failWrites = QStringLiteral("keychain.failed");
        QCOMPARE(access(await(manager->renewNow(id))), QByteArray("access-1"));
        auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::Active);
        QVERIFY(session->thisSessionOnly);
        QCOMPARE(session->problem->code, QStringLiteral("keychain.failed"));
        QCOMPARE(session->events.last().kind, SessionEvent::Kind::NotStored);
        // The keychain's older token must not be used again.
        QVERIFY(await(manager->renewNow(id)));
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1"}));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        // The keychain works again.
        world.store->failWrites.clear();
        world.clock->advance(Seconds(10));
        manager->tick();
        QVERIFY(eventually([&] { return !manager->session(id)->thisSessionOnly; }));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-2"));
        QVERIFY(!manager->session(id)->problem);
    }

    /// A226
    void noNewRefreshTokenKeepsTheOld()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.script = {[&](const FormFields&) { return world.provider.tokens({}); }};
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QVERIFY(!world.storedGrant(kAlice)->renewal);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-0"}));
    }

    /// A228
    void narrowerScopeIsStoredAndShown()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.script = {[&](const FormFields&) {
            return world.provider.tokens({{QStringLiteral("scope"), QStringLiteral("openid")}});
        }};
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        const auto session = manager->session(world.id(kAlice));
        QCOMPARE(session->tokens->scopeGranted, QStringList{QStringLiteral("openid")});
        QCOMPARE(session->account.scopeGranted, QStringList{QStringLiteral("openid")});
        const auto stored =
            parseGrant(SecretString::fromUtf8(world.store->entries.value(keychainKey(world.id(kAlice)))));
        QCOMPARE(stored->scopeGranted, QStringList{QStringLiteral("openid")});
    }

    /// A219: another process has renewed; its token is in the keychain.
    void refusedTokenIsNoLongerTheStoredOne()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.onTokenRequest = [&] {
            if (world.provider.tokenRequests() == 1)
                world.replaceStored(kAlice, "theirs");
        };
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "theirs"}));
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Active);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    /// A217: what another process stored is what is used.
    void storedTokenIsReadAgainEachTime()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.replaceStored(kAlice, "theirs");
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(world.provider.refreshTokens(), QByteArrayList{"theirs"});
    }

    /// A215, A221
    void deadTokenEndsTheSession()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QCOMPARE(await(manager->renewNow(id)).error().code, QStringLiteral("invalid_grant"));
        auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::SignInNeeded);
        QVERIFY(!session->tokens);
        QVERIFY(!session->renewsAt);
        QCOMPARE(session->problem->code, QStringLiteral("invalid_grant"));
        QCOMPARE(world.storedToken(kAlice), QByteArray());
        QVERIFY(world.store->entries.contains(keychainKey(id))); // how to begin again
        // Told once, and the server is left alone.
        const auto refused = await(manager->freshTokens(id, Seconds(0)));
        QCOMPARE(refused.error().code, QStringLiteral("session.sign_in_needed"));
        QCOMPARE(refused.error().kind, ErrorKind::Denied);
        world.clock->advance(std::chrono::hours(1));
        manager->tick();
        QVERIFY(!await(manager->renewNow(id)));
        QCOMPARE(world.provider.tokenRequests(), 2);
        const auto events = manager->session(id)->events;
        QCOMPARE(std::count_if(events.begin(), events.end(),
                               [](const auto& e) { return e.kind == SessionEvent::Kind::SignInNeeded; }),
                 1);
        // After a restart it is known without asking the server.
        const auto again = world.manager();
        QVERIFY(await(again->load()));
        QCOMPARE(again->session(id)->phase, Phase::SignInNeeded);
        QCOMPARE(again->registration(id)->clientId, QStringLiteral("desk"));
    }

    /// The keychain is locked at the moment the server says no: nothing is concluded.
    void deadTokenAndLockedKeychain()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.onTokenRequest = [&] { world.store->now = SecretStoreState::Locked; };
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QCOMPARE(await(manager->renewNow(world.id(kAlice))).error().code, QStringLiteral("keychain.locked"));
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::KeychainLocked);
        world.store->now = SecretStoreState::Available;
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
    }

    /// A227
    void anotherPersonsTokensAreRefused()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.provider.script = {[&](const FormFields&) {
            return world.provider.tokens(
                {{QStringLiteral("id_token"),
                  world.provider.idToken({{QStringLiteral("sub"), QStringLiteral("mallory")}})},
                 {QStringLiteral("refresh_token"), QStringLiteral("evil")}});
        }};
        QCOMPARE(await(manager->renewNow(id)).error().code, QStringLiteral("id_token.sub_changed"));
        const auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::Misconfigured);
        QVERIFY(session->tokens->accessToken.equals("access-1"));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
        QCOMPARE(session->events.last().kind, SessionEvent::Kind::Misconfigured);
    }

    /// A225
    void shortLivesMakeNoStorm()
    {
        SessionWorld world;
        world.provider.lifeInSeconds = 1;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        for (int second = 0; second < 120; ++second) {
            manager->tick();
            QVERIFY(eventually([&] { return manager->session(id)->phase != Phase::Renewing; }));
            await(manager->freshTokens(id, Seconds(60)));
            world.clock->advance(Seconds(1));
        }
        QCOMPARE(world.provider.tokenRequests(), 4); // at 0, 30, 60 and 90 s
    }

    /// Where a renewal ends the token before it, scripts may still use that one: no renewal by itself while
    /// it is good, and one on demand only where the token at hand does not last long enough.
    void whatOthersHoldIsRenewedLate()
    {
        for (const bool endsToken : {false, true}) {
            SessionWorld world;
            const auto manager = world.manager();
            QVERIFY(await(manager->load()));
            SignInRequest request = world.request();
            request.registration.traits.refreshEndsAccessToken = endsToken;
            const auto outcome = await(manager->signIn(request));
            QVERIFY(outcome);
            const QString id = outcome->accountId;
            const TimePoint end = *outcome->expiresAt; // in 300 s
            QCOMPARE(*manager->session(id)->renewsAt, end - Seconds(endsToken ? 10 : 30));
            const QByteArray first = access(await(manager->freshTokens(id, Seconds(30))));

            world.clock->advance(Seconds(275));
            manager->tick();
            if (!endsToken) {
                QVERIFY(
                    eventually([&] { return access(await(manager->freshTokens(id, Seconds(0)))) != first; }));
                continue;
            }
            QCOMPARE(access(await(manager->freshTokens(id, Seconds(20)))), first);
            const int renewals = world.provider.tokenRequests();
            QVERIFY(access(await(manager->freshTokens(id, Seconds(60)))) != first);
            QCOMPARE(world.provider.tokenRequests(), renewals + 1);
        }
    }

    void lifeShorterThanWanted()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QCOMPARE(access(await(manager->freshTokens(id, Seconds(3600)))), QByteArray("access-1"));
        QCOMPARE(access(await(manager->freshTokens(id, Seconds(3600)))), QByteArray("access-1"));
        world.clock->advance(Seconds(31));
        QCOMPARE(access(await(manager->freshTokens(id, Seconds(3600)))), QByteArray("access-2"));
    }

    void expiredWithinTheGap()
    {
        SessionWorld world;
        world.provider.lifeInSeconds = 2;
        const auto manager = world.managerOf({kAlice});
        QVERIFY(await(manager->freshTokens(world.id(kAlice), Seconds(0))));
        world.clock->advance(Seconds(5));
        QCOMPARE(access(await(manager->freshTokens(world.id(kAlice), Seconds(0)))),
                 QByteArray("session.too_soon"));
    }

    void unknownAccount()
    {
        SessionWorld world;
        const auto manager = world.manager();
        QCOMPARE(access(await(manager->freshTokens(QStringLiteral("x"), Seconds(0)))),
                 QByteArray("account.unknown"));
        QCOMPARE(access(await(manager->renewNow(QStringLiteral("x")))), QByteArray("account.unknown"));
    }

    /// The manager dies while the server is answering: nothing is emitted, nobody waits for ever.
    void managerDiesInFlight()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        world.provider.onTokenRequest = [&] { manager.reset(); };
        const auto tokens = await(manager->renewNow(world.id(kAlice)));
        QCOMPARE(tokens.error().kind, ErrorKind::Cancelled);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
    }
};

TESSERA_TEST(RenewalTest)
#include "renewal_test.moc"

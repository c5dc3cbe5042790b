// A refresh token that cannot be lost: noted before the request, two programs at once, answers that never
// came, a keychain that goes away (attack groups G10 and G11, by id).
#include "core/session/manager_state.h"
#include "tests/core/session/session_world.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;
using Kind = RenewalEvent::Kind;

Q_DECLARE_METATYPE(tessera::test::HostileReply)

namespace {

const QString kAlice = QStringLiteral("alice");

QString codeOf(const Result<TokenSet>& tokens)
{
    return tokens ? QString() : tokens.error().code;
}

/// Her refresh token is redeemed at another address: one that breaks connections.
void redeemAt(SessionWorld& world, const HostileServer& server)
{
    StoredGrant grant = world.provider.grant(kAlice, "refresh-0");
    grant.metadata.tokenEndpoint = server.url(QStringLiteral("/token"));
    world.store->entries.insert(keychainKey(world.id(kAlice)), serialiseGrant(grant).reveal().toByteArray());
}

HostileReply rotated(const QByteArray& token)
{
    return HostileReply::json(
        R"({"token_type":"Bearer","expires_in":300,"access_token":"a","refresh_token":")" + token + "\"}");
}

HostileReply invalidGrant()
{
    return HostileReply::json(R"({"error":"invalid_grant"})", 400);
}

HostileReply lost(HostileReply::Ending ending = HostileReply::Ending::Close)
{
    HostileReply reply;
    reply.ending = ending;
    return reply;
}

} // namespace

class RenewalSafetyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// When the server sees the token, the keychain knows that it may be used up; afterwards it holds the new
    /// one and no note. One entry, so there is nothing between.
    void A213_notedBeforeItIsSent()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        std::optional<StoredGrant> whileAsked;
        world.provider.onTokenRequest = [&] { whileAsked = world.storedGrant(kAlice); };
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QVERIFY(whileAsked && whileAsked->renewal);
        QVERIFY(whileAsked->refreshToken.equals("refresh-0"));
        QCOMPARE(whileAsked->renewal->fingerprint, tokenFingerprint(whileAsked->refreshToken));
        QCOMPARE(whileAsked->renewal->since, std::chrono::floor<Seconds>(world.clock->now()));
        const auto after = world.storedGrant(kAlice);
        QVERIFY(after->refreshToken.equals("refresh-1"));
        QVERIFY(!after->renewal);
        QVERIFY(!after->generation.isEmpty());
        QCOMPARE(world.journalKinds(), (QList<Kind>{Kind::Noted, Kind::Rotated}));
    }

    /// The program died after sending. The next start tries the old token once: it was not exchanged, or the
    /// server takes it within its reuse window.
    void A213_unfinishedRenewalIsTriedAgain()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        StoredGrant grant = world.provider.grant(kAlice, "refresh-0");
        grant.renewal = noteFor({}, grant.refreshToken, world.clock->now());
        world.store->entries.insert(keychainKey(world.id(kAlice)),
                                    serialiseGrant(grant).reveal().toByteArray());
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Active);
        manager->tick(); // at once, by itself
        QVERIFY(eventually([&] { return manager->session(world.id(kAlice))->tokens.has_value(); }));
        QCOMPARE(world.provider.refreshTokens(), QByteArrayList{"refresh-0"});
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
        QVERIFY(!world.storedGrant(kAlice)->renewal);
        QCOMPARE(world.journalKinds(), (QList<Kind>{Kind::FoundUnfinished, Kind::Rotated}));
    }

    /// …and where there is no such window, the person is told why.
    void A213_unfinishedRenewalWithoutReuseWindow()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        const TimePoint then = world.clock->now();
        StoredGrant grant = world.provider.grant(kAlice, "refresh-0");
        grant.renewal = noteFor({}, grant.refreshToken, then);
        world.store->entries.insert(keychainKey(world.id(kAlice)),
                                    serialiseGrant(grant).reveal().toByteArray());
        world.clock->advance(std::chrono::hours(3));
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        const auto tokens = await(manager->renewNow(world.id(kAlice)));
        QCOMPARE(codeOf(tokens), QStringLiteral("session.answer_lost"));
        QCOMPARE(tokens.error().detail, toDateTime(std::chrono::floor<Seconds>(then)).toString(Qt::ISODate));
        const auto session = manager->session(world.id(kAlice));
        QCOMPARE(session->phase, Phase::SignInNeeded);
        QCOMPARE(session->problem->code, QStringLiteral("session.answer_lost"));
        QCOMPARE(world.storedToken(kAlice), QByteArray());
        QVERIFY(!world.storedGrant(kAlice)->renewal);
        QCOMPARE(world.provider.tokenRequests(), 1);
    }

    /// One retry at once; the server is a kind one.
    void A214_lostAnswerReuseWindow_data()
    {
        QTest::addColumn<HostileReply>("first");
        QTest::newRow("closed") << lost();
        QTest::newRow("reset") << lost(HostileReply::Ending::Reset);
        HostileReply half = rotated("half");
        half.bytes.chop(10);
        QTest::newRow("half an answer") << half;
    }
    void A214_lostAnswerReuseWindow()
    {
        QFETCH(HostileReply, first);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const HostileServer server({first, rotated("second")});
        redeemAt(world, server);
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QString());
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(server.requests().at(1).contains("refresh-0"));
        QCOMPARE(world.storedToken(kAlice), QByteArray("second"));
        QCOMPARE(world.journalKinds(),
                 (QList<Kind>{Kind::Noted, Kind::AnswerLost, Kind::TriedAgain, Kind::Rotated}));
    }

    void A214_lostAnswerNoReuseWindow()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const HostileServer server({lost(), invalidGrant()});
        redeemAt(world, server);
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QStringLiteral("session.answer_lost"));
        QCOMPARE(server.requests().size(), 2);
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::SignInNeeded);
        QCOMPARE(world.storedToken(kAlice), QByteArray());
    }

    /// Both answers lost: the account waits, and remembers since when.
    void A214_lostTwice()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const auto since = std::chrono::floor<Seconds>(world.clock->now());
        HostileServer server({lost()});
        redeemAt(world, server);
        QVERIFY(!await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(server.requests().size(), 2); // not a third at once
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Offline);
        QCOMPARE(world.storedGrant(kAlice)->renewal->since, since);
        world.clock->advance(Seconds(40));
        server.setReplies({invalidGrant()});
        const auto tokens = await(manager->renewNow(world.id(kAlice)));
        QCOMPARE(codeOf(tokens), QStringLiteral("session.answer_lost"));
        QCOMPARE(tokens.error().detail, toDateTime(since).toString(Qt::ISODate));
    }

    /// What never left, or was answered, is no lost answer: the reason given later must be the true one.
    void A214_noteIsTakenBack_data()
    {
        QTest::addColumn<bool>("offline");
        QTest::newRow("connection refused") << true;
        QTest::newRow("invalid_client") << false;
    }
    void A214_noteIsTakenBack()
    {
        QFETCH(bool, offline);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        if (offline)
            world.provider.goOffline();
        else
            world.provider.script = {ScriptedProvider::refuse(401, QStringLiteral("invalid_client"))};
        QVERIFY(!await(manager->renewNow(world.id(kAlice))));
        QVERIFY(!world.storedGrant(kAlice)->renewal);
        QVERIFY(world.storedGrant(kAlice)->refreshToken.equals("refresh-0"));
        if (offline)
            QVERIFY(world.provider.comeBack());
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QStringLiteral("invalid_grant"));
    }

    /// A gateway's 502 may hide an exchange: the note stays, no second request goes out at once.
    void A214_gatewayAnswers()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.script = {ScriptedProvider::refuse(502, QStringLiteral("bad gateway"))};
        QVERIFY(!await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(world.provider.tokenRequests(), 1);
        QVERIFY(world.storedGrant(kAlice)->renewal);
    }

    /// Two programs, each with its own managers of the same account: one after the other, each with the token
    /// that is newest at its turn.
    void A217_twoPrograms()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto first = world.managerOf({kAlice});
        const auto second = world.manager();
        QVERIFY(await(second->load()));
        const QString id = world.id(kAlice);
        for (int round = 0; round < 5; ++round) {
            auto one = first->renewNow(id);
            auto two = second->renewNow(id);
            QCOMPARE(codeOf(await(std::move(one))), QString());
            QCOMPARE(codeOf(await(std::move(two))), QString());
        }
        QByteArrayList expected;
        for (int i = 0; i < 10; ++i)
            expected.append("refresh-" + QByteArray::number(i));
        QCOMPARE(world.provider.refreshTokens(), expected); // none twice
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-10"));
    }

    /// The refused token is the stored one, and stays so: only then it is removed.
    void A219_sameTokenIsDeleted()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QStringLiteral("invalid_grant"));
        QCOMPARE(world.storedToken(kAlice), QByteArray());
        QCOMPARE(world.journalKinds(), (QList<Kind>{Kind::Noted, Kind::Refused}));
    }

    /// The winner's new token is there, and the server is away when it is tried: nothing is deleted.
    void A219_newerTokenAndServerGone()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        world.provider.script = {[&](const FormFields& form) {
                                     world.replaceStored(kAlice, "theirs");
                                     return ScriptedProvider::refuse(400,
                                                                     QStringLiteral("invalid_grant"))(form);
                                 },
                                 ScriptedProvider::refuse(503, QStringLiteral("temporarily_unavailable"))};
        QVERIFY(!await(manager->renewNow(world.id(kAlice))));
        QCOMPARE(manager->session(world.id(kAlice))->phase, Phase::Offline);
        QCOMPARE(world.storedToken(kAlice), QByteArray("theirs"));
        QVERIFY(world.journalKinds().contains(Kind::FoundNewer));
    }

    /// A249, A217: the new token is in memory only. No other program may use up the old one meanwhile; it
    /// waits until the new one is written.
    void A249_unsavedTokenKeepsOthersOut()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto first = world.managerOf({kAlice});
        const auto second = world.manager();
        QVERIFY(await(second->load()));
        const QString id = world.id(kAlice);
        world.store->failWrites = QStringLiteral("keychain.failed");
        QCOMPARE(codeOf(await(first->renewNow(id))), QString());
        QVERIFY(first->session(id)->thisSessionOnly);
        // This program goes on with what it has…
        QCOMPARE(codeOf(await(first->renewNow(id))), QString());
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1"}));
        // …the other one waits.
        auto waiting = second->renewNow(id);
        QTest::qWait(50);
        QCOMPARE(world.provider.tokenRequests(), 2);
        world.store->failWrites.clear();
        world.clock->advance(Seconds(10));
        first->tick();
        QCOMPARE(codeOf(await(std::move(waiting))), QString());
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1", "refresh-2"}));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-3"));
        QVERIFY(world.journalKinds().contains(Kind::StoredLate));
    }

    /// The keychain is gone for good: the copy in memory goes on, and is written when it is back.
    void A249_goneKeychainRenewsFromMemory()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.store->now = SecretStoreState::Gone;
        QCOMPARE(codeOf(await(manager->renewNow(id))), QString());
        auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::Active);
        QVERIFY(session->thisSessionOnly);
        QCOMPARE(session->problem->code, QStringLiteral("keychain.gone"));
        QVERIFY(world.journalKinds().contains(Kind::FromMemory));
        QCOMPARE(codeOf(await(manager->renewNow(id))), QString());
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1", "refresh-2"}));
        world.store->now = SecretStoreState::Available;
        manager->watchKeychain();
        world.store->changed();
        QVERIFY(eventually([&] { return !manager->session(id)->thisSessionOnly; }));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-3"));
    }

    /// Another program has renewed in the meantime: the copy in memory is an old one and must not be used.
    void A249_goneKeychainAndNewerElsewhere()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto first = world.managerOf({kAlice});
        const auto second = world.manager();
        QVERIFY(await(second->load()));
        const QString id = world.id(kAlice);
        QVERIFY(await(first->renewNow(id)));
        QVERIFY(await(second->renewNow(id)));
        world.store->now = SecretStoreState::Gone;
        QCOMPARE(codeOf(await(first->renewNow(id))), QStringLiteral("keychain.gone"));
        QCOMPARE(first->session(id)->phase, Phase::KeychainLocked); // waits; not signed out
        QVERIFY(first->session(id)->tokens);
        QCOMPARE(world.provider.tokenRequests(), 2);
        QCOMPARE(codeOf(await(second->renewNow(id))), QString()); // it has the newest
    }

    /// Locked is not gone: its owner will be back, and nothing is risked meanwhile.
    void A237_lockedKeychainIsWaitedFor()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        world.store->now = SecretStoreState::Locked;
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        manager->watchKeychain();
        const QString id = world.id(kAlice);
        QCOMPARE(manager->session(id)->phase, Phase::KeychainLocked);
        // Nobody asks again and again where the system tells.
        world.store->log.clear();
        for (int second = 0; second < 50; ++second) {
            world.clock->advance(Seconds(1));
            manager->tick();
        }
        QCOMPARE(world.store->log, QStringList());
        world.store->now = SecretStoreState::Available;
        world.store->changed();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Active; }));
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->tokens.has_value(); }));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    /// Without such news it is asked ever less often.
    void A237_askedEverLessOften()
    {
        QCOMPARE(keychainRetry(0, false), Milliseconds(Seconds(5)));
        QCOMPARE(keychainRetry(1, false), Milliseconds(Seconds(10)));
        QCOMPARE(keychainRetry(3, false), Milliseconds(Seconds(40)));
        QCOMPARE(keychainRetry(4, false), Milliseconds(Seconds(60)));
        QCOMPARE(keychainRetry(1000, false), Milliseconds(Seconds(60)));
        QCOMPARE(keychainRetry(0, true), Milliseconds(Seconds(60)));
    }

    void A239_deniedIsAskedOnlyOnAction()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        world.store->now = SecretStoreState::Denied;
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        manager->watchKeychain();
        const QString id = world.id(kAlice);
        auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::KeychainLocked);
        QCOMPARE(session->problem->code, QStringLiteral("keychain.denied"));
        QVERIFY(!session->renewsAt);
        world.store->log.clear();
        world.clock->advance(std::chrono::hours(10));
        manager->tick();
        world.store->changed();
        QCOMPARE(codeOf(await(manager->freshTokens(id, Seconds(0)))), QStringLiteral("keychain.denied"));
        QCOMPARE(world.store->log, QStringList());
        world.store->now = SecretStoreState::Available; // the person allows it and says so
        QCOMPARE(codeOf(await(manager->renewNow(id))), QString());
        QCOMPARE(manager->session(id)->phase, Phase::Active);
        world.clock->advance(Seconds(280));
        QCOMPARE(codeOf(await(manager->freshTokens(id, Seconds(60)))), QString());
    }

    /// Denied in the middle of the run: the account goes on from memory, and no prompt comes with each
    /// renewal.
    void A239_deniedWrite()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        world.store->failWrites = QStringLiteral("keychain.denied");
        QCOMPARE(codeOf(await(manager->renewNow(id))), QString());
        QVERIFY(manager->session(id)->thisSessionOnly);
        world.store->log.clear();
        world.clock->advance(Seconds(300));
        QCOMPARE(codeOf(await(manager->freshTokens(id, Seconds(30)))), QString());
        manager->tick();
        QVERIFY(!await(manager->settle(Milliseconds(0))));
        QCOMPARE(world.store->log, QStringList());
        QCOMPARE(world.provider.refreshTokens(), (QByteArrayList{"refresh-0", "refresh-1"}));
        world.store->failWrites.clear(); // the person allows it and says so
        QCOMPARE(codeOf(await(manager->renewNow(id))), QString());
        QVERIFY(!manager->session(id)->thisSessionOnly);
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-3"));
    }

    /// Slow is asked again by itself, even where the system would tell of an unlocking.
    void A245_slowIsAskedAgain()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        world.store->now = SecretStoreState::Slow;
        const auto manager = world.manager();
        manager->watchKeychain();
        QVERIFY(await(manager->load()));
        const QString id = world.id(kAlice);
        QCOMPARE(manager->session(id)->problem->code, QStringLiteral("keychain.timeout"));
        world.store->now = SecretStoreState::Available;
        world.clock->advance(Seconds(5));
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Active; }));
    }

    /// A231, A217: signed out while another program renews. It waits for its turn, then nothing is left, and
    /// the other one's next turn finds nothing and writes nothing.
    void A231_signOutAgainstAnotherProgram()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto first = world.managerOf({kAlice});
        const auto second = world.manager();
        QVERIFY(await(second->load()));
        const QString id = world.id(kAlice);
        QCoro::Task<Result<SignOutOutcome>> signingOut;
        bool isAsked = false;
        world.provider.onTokenRequest = [&] {
            if (!std::exchange(isAsked, true))
                signingOut = second->signOut(id, false);
        };
        QCOMPARE(codeOf(await(first->renewNow(id))), QString());
        QVERIFY(await(std::move(signingOut)));
        QCOMPARE(world.provider.revoked(), QStringList{QStringLiteral("refresh-1")}); // the newest
        QVERIFY(world.store->entries.isEmpty());
        QCOMPARE(codeOf(await(first->renewNow(id))), QStringLiteral("grant.missing"));
        QCOMPARE(first->session(id)->phase, Phase::SignInNeeded);
        QVERIFY(world.store->entries.isEmpty());
    }

    void signedOutLeavesNoLockFile()
    {
        SessionWorld world;
        world.lockDirectory = world.directory.filePath(QStringLiteral("locks"));
        const auto manager = world.managerOf({kAlice});
        QVERIFY(await(manager->renewNow(world.id(kAlice))));
        QVERIFY(await(manager->signOut(world.id(kAlice), false)));
        QCOMPARE(QDir(world.lockDirectory).entryList(QDir::Files), QStringList());
    }

    /// A231: noted, and signed out before the request went out: nothing is left in the keychain.
    void A231_signedOutWhileNoting()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QCoro::Task<Result<SignOutOutcome>> signingOut;
        bool isAsked = false;
        world.store->onWrite = [&](const QByteArray&) {
            if (!std::exchange(isAsked, true))
                signingOut = manager->signOut(id, false);
        };
        QVERIFY(!await(manager->renewNow(id)));
        QVERIFY(await(std::move(signingOut)));
        QVERIFY(world.store->entries.isEmpty());
    }

    /// A233: the program ends while the server is answering. What the keychain holds says so.
    void A233_quitWhileAsking()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        world.provider.onTokenRequest = [&] { manager.reset(); };
        QCOMPARE(await(manager->renewNow(world.id(kAlice))).error().kind, ErrorKind::Cancelled);
        world.provider.onTokenRequest = {};
        QVERIFY(world.storedGrant(kAlice)->refreshToken.equals("refresh-0"));
        QVERIFY(world.storedGrant(kAlice)->renewal);
        const auto again = world.manager();
        QVERIFY(await(again->load()));
        QCOMPARE(codeOf(await(again->renewNow(world.id(kAlice)))), QString());
        QVERIFY(!world.storedGrant(kAlice)->renewal);
    }

    /// A233: the program ends while the new token is being written: it is written.
    void A233_quitWhileWriting()
    {
        SessionWorld world;
        auto manager = world.managerOf({kAlice});
        int writes = 0;
        world.store->onWrite = [&](const QByteArray&) {
            if (++writes == 2)
                manager.reset();
        };
        await(manager->renewNow(world.id(kAlice)));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
        QVERIFY(!world.storedGrant(kAlice)->renewal);
    }

    /// A233, A249: what is in memory only is written before the program ends, or said to be lost.
    void A249_settledBeforeTheEnd()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        QVERIFY(await(manager->settle(Milliseconds(0))));
        world.store->failWrites = QStringLiteral("keychain.failed");
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QString());
        QCOMPARE(await(manager->settle(Milliseconds(0))).error().code, QStringLiteral("keychain.failed"));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-0"));
        world.store->failWrites.clear();
        QVERIFY(await(manager->settle(Milliseconds(0))));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
    }

    void A233_renewalFinishesBeforeTheEnd()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        auto renewing = manager->renewNow(world.id(kAlice));
        QCOMPARE(await(manager->settle(Milliseconds(0))).error().code,
                 QStringLiteral("session.still_renewing"));
        QVERIFY(await(manager->settle(Seconds(5))));
        QCOMPARE(world.storedToken(kAlice), QByteArray("refresh-1"));
        QCOMPARE(codeOf(await(std::move(renewing))), QString());
    }

    /// A251, A252: who the token is for stands beside it, and is looked at before every request.
    void A251_A252_pinnedInTheEntry_data()
    {
        QTest::addColumn<QString>("member");
        QTest::newRow("A251 other issuer") << QStringLiteral("issuer");
        QTest::newRow("A251 other subject") << QStringLiteral("subject");
        QTest::newRow("A251 other client") << QStringLiteral("client");
    }
    void A251_A252_pinnedInTheEntry()
    {
        QFETCH(QString, member);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        StoredGrant grant = world.provider.grant(kAlice, "refresh-0");
        if (member == u"issuer")
            grant.metadata.issuer = QStringLiteral("https://evil.example");
        else if (member == u"subject")
            grant.subject = QStringLiteral("mallory");
        else
            grant.registration.clientId = QStringLiteral("another");
        const QByteArray entry = serialiseGrant(grant).reveal().toByteArray();
        world.store->entries.insert(keychainKey(world.id(kAlice)), entry);
        QCOMPARE(codeOf(await(manager->renewNow(world.id(kAlice)))), QStringLiteral("grant.issuer_mismatch"));
        QCOMPARE(world.provider.tokenRequests(), 0);
        QCOMPARE(world.store->entries.value(keychainKey(world.id(kAlice))), entry);
    }
};

TESSERA_TEST(RenewalSafetyTest)
#include "renewal_safety_test.moc"

// What each failure of a renewal means for the account: phase, tokens, events, next try (A220–A222).
#include "tests/core/session/session_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kAlice = QStringLiteral("alice");

LoopbackResponse html(int status)
{
    LoopbackResponse response;
    response.status = status;
    response.body = "<html>Please sign in to the hotel</html>";
    return response;
}

int countEvents(const Session& session, SessionEvent::Kind kind)
{
    return static_cast<int>(std::count_if(session.events.begin(), session.events.end(),
                                          [kind](const auto& event) { return event.kind == kind; }));
}

} // namespace

class RenewalOutcomeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failures_data()
    {
        QTest::addColumn<ScriptedProvider::Answer>("answer");
        QTest::addColumn<Phase>("phase");
        const auto status = [](int code) {
            return ScriptedProvider::Answer([code](const FormFields&) { return html(code); });
        };
        const auto refuse = [](int code, const char* error) {
            return ScriptedProvider::refuse(code, QString::fromLatin1(error));
        };
        QTest::newRow("A220 500") << status(500) << Phase::Offline;
        QTest::newRow("A220 502") << status(502) << Phase::Offline;
        QTest::newRow("A220 503") << status(503) << Phase::Offline;
        QTest::newRow("A220 408") << status(408) << Phase::Offline;
        QTest::newRow("A220 429") << status(429) << Phase::Offline;
        QTest::newRow("A220 temporarily_unavailable")
            << refuse(400, "temporarily_unavailable") << Phase::Offline;
        QTest::newRow("A222 200 with HTML") << status(200) << Phase::Offline;
        QTest::newRow("A221 400 invalid_grant") << refuse(400, "invalid_grant") << Phase::SignInNeeded;
        QTest::newRow("A221 401 invalid_client") << refuse(401, "invalid_client") << Phase::Misconfigured;
        QTest::newRow("A221 400 unauthorized_client")
            << refuse(400, "unauthorized_client") << Phase::Misconfigured;
        QTest::newRow("A221 403") << status(403) << Phase::Offline;
    }
    void failures()
    {
        QFETCH(ScriptedProvider::Answer, answer);
        QFETCH(Phase, phase);
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.provider.script = {answer};
        const auto tokens = await(manager->renewNow(id));
        QVERIFY(!tokens);
        const auto session = manager->session(id);
        QCOMPARE(session->phase, phase);
        QCOMPARE(session->problem->code, tokens.error().code);
        const bool isKept = phase != Phase::SignInNeeded;
        QCOMPARE(session->tokens.has_value(), isKept);
        QCOMPARE(world.storedToken(kAlice), isKept ? QByteArray("refresh-1") : QByteArray());
        QCOMPARE(session->renewsAt.has_value(), phase == Phase::Offline);
    }

    void unreachable()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.provider.goOffline();
        QCOMPARE(await(manager->renewNow(id)).error().kind, ErrorKind::Offline);
        QCOMPARE(manager->session(id)->phase, Phase::Offline);
        // What is still fresh is still handed out.
        QVERIFY(await(manager->freshTokens(id, Seconds(60))));
        QVERIFY(world.provider.comeBack());
        world.clock->advance(RenewalPolicy().minimumGap); // it had just been renewed (A225)
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Active; }));
        const auto session = manager->session(id);
        QVERIFY(!session->problem);
        QCOMPARE(countEvents(*session, SessionEvent::Kind::Offline), 1);
        QCOMPARE(countEvents(*session, SessionEvent::Kind::BackOnline), 1);
    }

    /// A220: the next try comes when it was announced, not before, and later each time.
    void backOffGrows()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        for (int i = 0; i < 12; ++i)
            world.provider.script.append([](const FormFields&) { return html(503); });
        manager->tick();
        for (int failures = 1; failures <= 11; ++failures) {
            QVERIFY(eventually([&] {
                return world.provider.tokenRequests() == failures &&
                       manager->session(id)->phase == Phase::Offline &&
                       manager->session(id)->renewsAt > world.clock->now();
            }));
            const Milliseconds wait = *manager->session(id)->renewsAt - world.clock->now();
            const Milliseconds most = std::min<Milliseconds>(Seconds(1 << (failures - 1)), Seconds(300));
            QVERIFY2(wait <= most && wait >= std::max<Milliseconds>(most / 2, Seconds(1)),
                     qPrintable(QString::number(wait.count())));
            world.clock->advance(wait - Milliseconds(1));
            manager->tick();
            QCoreApplication::processEvents();
            QCOMPARE(world.provider.tokenRequests(), failures);
            // Nor does a caller hurry a server that is in trouble.
            QCOMPARE(await(manager->freshTokens(id, Seconds(0))).error().code, QStringLiteral("http.status"));
            QCOMPARE(world.provider.tokenRequests(), failures);
            world.clock->advance(Milliseconds(1));
            manager->tick();
        }
        QCOMPARE(countEvents(*manager->session(id), SessionEvent::Kind::Offline), 1);
    }

    void misconfiguredLeavesTheServerAlone()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        world.provider.script = {ScriptedProvider::refuse(401, QStringLiteral("invalid_client"))};
        QVERIFY(!await(manager->renewNow(id)));
        world.clock->advance(std::chrono::hours(1));
        manager->tick();
        QCOMPARE(await(manager->freshTokens(id, Seconds(0))).error().code, QStringLiteral("invalid_client"));
        QCOMPARE(world.provider.tokenRequests(), 1);
        // A person who has mended it says so.
        QVERIFY(await(manager->renewNow(id)));
        QCOMPARE(manager->session(id)->phase, Phase::Active);
    }

    void personUnlocksTheKeychain()
    {
        SessionWorld world;
        world.managerOf({kAlice});
        world.store->now = SecretStoreState::Locked;
        const auto manager = world.manager();
        QVERIFY(await(manager->load()));
        const QString id = world.id(kAlice);
        world.store->personUnlocks = true;
        // Nobody asked for a prompt…
        QVERIFY(!await(manager->freshTokens(id, Seconds(0))));
        QCOMPARE(manager->session(id)->phase, Phase::KeychainLocked);
        // …and now somebody does.
        QVERIFY(await(manager->renewNow(id)));
        QCOMPARE(manager->session(id)->phase, Phase::Active);
    }

    void keychainLockedMidway()
    {
        SessionWorld world;
        const auto manager = world.managerOf({kAlice});
        const QString id = world.id(kAlice);
        QVERIFY(await(manager->renewNow(id)));
        world.store->now = SecretStoreState::Locked;
        QCOMPARE(await(manager->renewNow(id)).error().code, QStringLiteral("keychain.locked"));
        auto session = manager->session(id);
        QCOMPARE(session->phase, Phase::KeychainLocked);
        QVERIFY(session->tokens);
        QVERIFY(await(manager->freshTokens(id, Seconds(60))));
        QCOMPARE(world.provider.tokenRequests(), 1);
        world.store->now = SecretStoreState::Available;
        world.clock->advance(Seconds(5));
        manager->tick();
        QVERIFY(eventually([&] { return manager->session(id)->phase == Phase::Active; }));
        QVERIFY(!manager->session(id)->problem);
    }
};

TESSERA_TEST(RenewalOutcomeTest)
#include "renewal_outcome_test.moc"

// After signing out: the provider's own session in the browser ends too, or does not, and signing out here
// holds either way (N106, N107, A345, A346). And what the server says of a token.
#include "tests/journeys/journey_world.h"
#include "tests/support/test_program.h"

#include "core/oauth/parameters.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QUrl kWayBack(QStringLiteral("http://127.0.0.1/signed-out"));

} // namespace

class EndSessionJourney final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void thereAndBack();
    void withoutAWayBack();
    void aBrowserThatStays();
    void noSuchPage();
    void dangerousAddress();
    void introspection();
    void introspectionOfARevokedToken();
    void serverOfAnAccount();

private:
    Result<void> endSession(EndSessionPlan plan)
    {
        return await(endProviderSession(m_manager->environment(), std::move(plan), {}));
    }
    /// Asked without showing anything: is somebody signed in in this browser?
    bool isKnownInBrowser();

    std::unique_ptr<JourneyWorld> m_world;
    std::unique_ptr<SessionManager> m_manager;
    QString m_id;
};

void EndSessionJourney::init()
{
    m_world = std::make_unique<JourneyWorld>();
    m_manager = m_world->startProgram();
    m_id = m_world->signIn(*m_manager);
    QVERIFY(!m_id.isEmpty());
    m_world->opened.clear();
}

void EndSessionJourney::cleanup()
{
    m_manager.reset();
    m_world.reset();
}

bool EndSessionJourney::isKnownInBrowser()
{
    SignInRequest request = m_world->request();
    request.store = false;
    request.extra += {QStringLiteral("prompt"), QStringLiteral("none")};
    const auto outcome = await(m_manager->signIn(request));
    return outcome || outcome.error().code != u"login_required";
}

void EndSessionJourney::thereAndBack() // N106, rp-init-logout
{
    QVERIFY(isKnownInBrowser());
    auto plan = m_manager->endSessionPlan(m_id);
    QVERIFY(plan);
    QVERIFY(!plan->idToken.isEmpty());
    plan->postLogoutRedirectUri = kWayBack;
    QVERIFY(await(m_manager->signOut(m_id, false)));
    m_world->opened.clear();
    const auto ended = endSession(*plan);
    QVERIFY2(ended, ended ? "" : qPrintable(ended.error().code));
    QCOMPARE(m_world->opened.size(), 1);
    // A346: the command line of the browser holds nothing of the person.
    QCOMPARE(m_world->opened.first().host(), QStringLiteral("127.0.0.1"));
    QVERIFY(!m_world->opened.first().hasQuery());
    // Nor does its history: the hint was posted.
    QVERIFY(eventually([&] { return m_world->visits->done.size() == 3; }));
    for (const QUrl& hop : m_world->visits->done.last().hops)
        QVERIFY2(!hop.toString().contains(QStringLiteral("id_token_hint")), qPrintable(hop.path()));
    QVERIFY(!isKnownInBrowser());
}

void EndSessionJourney::withoutAWayBack()
{
    const auto plan = m_manager->endSessionPlan(m_id);
    QVERIFY(await(m_manager->signOut(m_id, false)));
    QVERIFY(endSession(*plan)); // the browser opened: more cannot be known
    QCOMPARE(m_world->opened.size(), 1);
    QCOMPARE(m_world->opened.first(),
             QUrl(m_world->provider.issuer() + QStringLiteral("/end-session?client_id=tessera-desktop")));
    QVERIFY(eventually([&] { return m_world->visits->done.size() >= 2; }));
    QVERIFY(!isKnownInBrowser());
}

void EndSessionJourney::aBrowserThatStays()
{
    auto plan = m_manager->endSessionPlan(m_id);
    plan->postLogoutRedirectUri = kWayBack;
    m_world->plan.decision = RobotDecision::Deny; // "no, stay signed in"
    QVERIFY(await(m_manager->signOut(m_id, false)));
    std::stop_source stop;
    auto task = endProviderSession(m_manager->environment(), *plan, stop.get_token());
    QVERIFY(eventually([&] { return m_world->visits->done.size() == 2; }));
    QVERIFY(m_world->visits->done.last().last.body.contains("Still signed in"));
    stop.request_stop(); // nobody came back, and the wait would go on
    QCOMPARE(await(std::move(task)).error().kind, ErrorKind::Cancelled);
    QVERIFY(m_manager->sessions().isEmpty());
    QVERIFY(m_world->store->entries.isEmpty());
}

void EndSessionJourney::noSuchPage()
{
    auto plan = m_manager->endSessionPlan(m_id);
    plan->metadata.endSessionEndpoint.clear();
    QVERIFY(await(m_manager->signOut(m_id, false)));
    QCOMPARE(endSession(*plan).error().code, QStringLiteral("end_session.unsupported"));
    QVERIFY(m_world->opened.isEmpty());
    QVERIFY(m_manager->sessions().isEmpty());
}

void EndSessionJourney::dangerousAddress() // A345
{
    auto plan = m_manager->endSessionPlan(m_id);
    plan->metadata.endSessionEndpoint = QUrl(QStringLiteral("http://evil.example/end"));
    for (const bool wayBack : {false, true}) {
        if (wayBack)
            plan->postLogoutRedirectUri = kWayBack;
        QCOMPARE(endSession(*plan).error().code, QStringLiteral("end_session.endpoint"));
    }
    QVERIFY(m_world->opened.isEmpty());
}

void EndSessionJourney::introspection()
{
    const auto answer = await(m_manager->introspect(m_id));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().code));
    QVERIFY(answer->active);
    QCOMPARE(answer->claims.value(param::kClientId).toString(), QStringLiteral("tessera-desktop"));
    QVERIFY(m_world->provider.requestLog().contains(QStringLiteral("introspection")));
}

void EndSessionJourney::introspectionOfARevokedToken() // N038
{
    const auto server = m_manager->server(m_id);
    const SecretString token = SecretString::fromString(accessToken(*m_manager, m_id));
    QVERIFY(await(m_manager->signOut(m_id, false)));
    const Requester requester{m_manager->environment().http, m_world->clock};
    const auto answer =
        await(introspectToken(requester, server->metadata, server->registration, token, {}, {}));
    QVERIFY(answer);
    QVERIFY(!answer->active);
    QVERIFY(answer->claims.isEmpty());
    QCOMPARE(await(m_manager->introspect(m_id)).error().code, QStringLiteral("account.unknown"));
}

void EndSessionJourney::serverOfAnAccount()
{
    QCOMPARE(m_manager->server(m_id)->metadata.issuer, m_world->provider.issuer());
    QCOMPARE(m_manager->server(m_id)->registration.clientId, QStringLiteral("tessera-desktop"));
    QVERIFY(!m_manager->server(QStringLiteral("nobody")));
    QVERIFY(!m_manager->endSessionPlan(QStringLiteral("nobody")));
}

TESSERA_TEST(EndSessionJourney)
#include "end_session_test.moc"

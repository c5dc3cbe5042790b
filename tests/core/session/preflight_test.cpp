// The checks before a sign-in, against servers on this computer.
#include "core/session/preflight.h"

#include "core/oauth/redirect_listener.h"
#include "tests/core/session/session_world.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

QStringList outcomes(const QList<PreflightCheck>& checks)
{
    QStringList all;
    for (const PreflightCheck& check : checks)
        all.append(check.id + u' ' + preflightOutcomeName(check.outcome));
    return all;
}

PreflightCheck find(const QList<PreflightCheck>& checks, const char* id)
{
    for (const PreflightCheck& check : checks)
        if (check.id == QLatin1String(id))
            return check;
    return {};
}

QString codeOf(const PreflightCheck& check)
{
    return check.error ? check.error->code : QString();
}

} // namespace

class PreflightTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passes();
    void tellsWhoHoldsThePort();
    void refusesTheRule();
    void tellsWhatTheIssuerAnswers_data();
    void tellsWhatTheIssuerAnswers();
    void comparesTheClock();
    void nobodyAnswers();
    void asksNothingOfAConfiguredServerButItsDate();
    void beforeTheBrowser();
    void stops();

private:
    QList<PreflightCheck> run(const ClientRegistration& registration, const LoopbackRule& rule = {},
                              std::stop_token stop = {})
    {
        return await(runPreflight(m_world.environment(), registration, rule, std::move(stop)));
    }
    ClientRegistration registrationOf(const HostileServer& server) const
    {
        ClientRegistration registration = m_world.provider.registration();
        registration.issuer = QStringLiteral("http://127.0.0.1:%1").arg(server.port());
        return registration;
    }

    SessionWorld m_world;
};

void PreflightTest::passes()
{
    const auto checks = run(m_world.provider.registration());
    QCOMPARE(outcomes(checks),
             QStringList({QStringLiteral("loopback_rule passed"), QStringLiteral("redirect_port passed"),
                          QStringLiteral("loopback passed"), QStringLiteral("proxy passed"),
                          QStringLiteral("dns not-checked"), QStringLiteral("tls not-checked"),
                          QStringLiteral("captive_portal passed"), QStringLiteral("clock not-checked"),
                          QStringLiteral("metadata passed")}));
    QVERIFY(!firstFault(checks));
    QVERIFY(find(checks, "loopback").detail.startsWith(QStringLiteral("127.0.0.1 ")));
}

void PreflightTest::tellsWhoHoldsThePort()
{
    const auto holder = RedirectListener::bind(std::nullopt);
    QVERIFY(holder);
    ClientRegistration registration = m_world.provider.registration();
    registration.redirectUri = (*holder)->redirectUri();
    const auto check = find(run(registration), "redirect_port");
    QCOMPARE(codeOf(check), QStringLiteral("listener.port_in_use"));
    QVERIFY(check.detail.contains(QString::number(registration.redirectUri->port())));
#ifdef Q_OS_LINUX
    QVERIFY(check.detail.contains(QStringLiteral("(process %1)").arg(QCoreApplication::applicationPid())));
#endif
}

void PreflightTest::refusesTheRule()
{
    const auto checks =
        run(m_world.provider.registration(), {LoopbackRule::Host::Localhost, LoopbackRule::Port::Any, {}});
    QCOMPARE(codeOf(checks.first()), QStringLiteral("loopback_rule.host"));
    QCOMPARE(firstFault(checks)->code, QStringLiteral("loopback_rule.host"));
    QCOMPARE(find(checks, "metadata").outcome,
             PreflightOutcome::Passed); // the others are looked at all the same
}

void PreflightTest::tellsWhatTheIssuerAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, int status, const char* type, const char* body, const char* code) {
        QTest::newRow(name) << status << QByteArray("Content-Type: ") + type << QByteArray(body)
                            << QString::fromLatin1(code);
    };
    row("no provider", 404, "text/html", "", "discovery.not_found");
    row("broken", 500, "text/html", "", "http.status");
    row("another issuer", 200, "application/json", "{\"issuer\":\"https://other.example\"}",
        "metadata.issuer_mismatch");
    row("a page of this computer's own server", 200, "text/html", "<html>", "http.content_type");
}

void PreflightTest::tellsWhatTheIssuerAnswers()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    const HostileServer server({HostileReply::with(status, {type}, body)});
    const auto checks = run(registrationOf(server));
    QTEST(codeOf(find(checks, "metadata")), "code");
    QCOMPARE(find(checks, "captive_portal").outcome, PreflightOutcome::Passed);
}

void PreflightTest::comparesTheClock()
{
    HostileServer server({});
    const ClientRegistration registration = registrationOf(server);
    const QByteArray document =
        QJsonDocument(
            QJsonObject{
                {QStringLiteral("issuer"), registration.issuer},
                {QStringLiteral("authorization_endpoint"),
                 QString(registration.issuer + QStringLiteral("/a"))},
                {QStringLiteral("token_endpoint"), QString(registration.issuer + QStringLiteral("/t"))},
                {QStringLiteral("jwks_uri"), QString(registration.issuer + QStringLiteral("/k"))}})
            .toJson();
    // The clock of this world stands at 03:04:05.
    server.setReplies({HostileReply::with(
        200, {"Content-Type: application/json", "Date: Fri, 02 Jan 2026 03:14:05 GMT"}, document)});
    const auto check = find(run(registration), "clock");
    QCOMPARE(codeOf(check), QStringLiteral("preflight.clock"));
    QCOMPARE(check.outcome, PreflightOutcome::Failed);
    QCOMPARE(check.detail, QStringLiteral("10 minutes behind; there it is 2026-01-02T03:14:05Z"));
    QCOMPARE(server.requests().size(), 1); // the one that discovery makes anyhow
}

void PreflightTest::nobodyAnswers()
{
    ClientRegistration registration;
    {
        const HostileServer gone({});
        registration = registrationOf(gone);
    }
    const auto checks = run(registration);
    QCOMPARE(codeOf(find(checks, "metadata")), QStringLiteral("net.connection_refused"));
    QCOMPARE(find(checks, "clock").outcome, PreflightOutcome::NotChecked);
}

void PreflightTest::asksNothingOfAConfiguredServerButItsDate()
{
    const HostileServer server({HostileReply::with(405, {"Date: Fri, 02 Jan 2026 03:04:05 GMT"})});
    ClientRegistration registration = registrationOf(server);
    registration.metadata.emplace();
    registration.metadata->issuer = registration.issuer;
    registration.metadata->tokenEndpoint = server.url(QStringLiteral("/token"));
    const auto checks = run(registration);
    QVERIFY(!firstFault(checks));
    QCOMPARE(find(checks, "clock").detail, QStringLiteral("the same as the issuer's"));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().first().startsWith("GET /token HTTP/1.1\r\n"));
}

void PreflightTest::beforeTheBrowser()
{
    const TimePoint now = m_world.clock->now();
    const auto look = [now](const QUrl& redirect, const LoopbackRule& rule, TimePoint there) {
        return await(preflightBeforeBrowser(redirect, rule, ServerDate{there, false}, now, {}));
    };
    const QUrl redirect = defaultRedirectUri();
    QCOMPARE(outcomes(look(redirect, {}, now)),
             QStringList({QStringLiteral("loopback_rule passed"), QStringLiteral("loopback passed"),
                          QStringLiteral("clock passed")}));
    QVERIFY(!firstFault(look(redirect, {}, now + Seconds(120))));
    QCOMPARE(firstFault(look(redirect, {}, now + Seconds(7200)))->code, QStringLiteral("preflight.clock"));
    const LoopbackRule fixed{LoopbackRule::Host::Either, LoopbackRule::Port::Fixed, {}};
    QCOMPARE(firstFault(look(redirect, fixed, now))->code, QStringLiteral("loopback_rule.port"));
}

void PreflightTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto requestsBefore = m_world.provider.paths().size();
    const auto checks = run(m_world.provider.registration(), {}, stop.get_token());
    QVERIFY(!firstFault(checks));
    QCOMPARE(find(checks, "metadata").outcome, PreflightOutcome::NotChecked);
    QCOMPARE(m_world.provider.paths().size(), requestsBefore);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::PreflightTest)
#include "preflight_test.moc"

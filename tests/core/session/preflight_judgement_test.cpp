// What is made of what the checks before a sign-in found.
#include "core/session/preflight.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QString outcome(const PreflightCheck& check)
{
    return preflightOutcomeName(check.outcome);
}

} // namespace

class PreflightJudgementTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clock_data();
    void clock();
    void layers_data();
    void layers();
    void loopbackRule();
    void tellsTheFirstFault();
};

// A180: the clock is named, with the value; nothing is widened.
void PreflightJudgementTest::clock_data()
{
    QTest::addColumn<qint64>("ahead"); // of the server's, in seconds
    QTest::addColumn<bool>("fromCache");
    QTest::addColumn<QString>("judged");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, qint64 ahead, bool fromCache, const char* judged,
                        const char* detail) {
        QTest::newRow(name) << ahead << fromCache << QString::fromLatin1(judged)
                            << QString::fromLatin1(detail);
    };
    row("the same", 0, false, "passed", "the same as the issuer's");
    row("one second", 1, false, "passed", "1 second ahead; there it is 2026-01-02T03:04:05Z");
    row("at the bound", -60, false, "passed", "60 seconds behind; there it is 2026-01-02T03:04:05Z");
    row("past the bound", -61, false, "warned", "61 seconds behind; there it is 2026-01-02T03:04:05Z");
    row("at the second bound", 300, false, "warned", "5 minutes ahead; there it is 2026-01-02T03:04:05Z");
    row("past the second bound", 301, false, "failed", "5 minutes ahead; there it is 2026-01-02T03:04:05Z");
    row("A180 hours", -7200, false, "failed", "2 hours behind; there it is 2026-01-02T03:04:05Z");
    row("A180 years", -400 * 86400, false, "failed", "400 days behind; there it is 2026-01-02T03:04:05Z");
    row("a day ahead, or an old answer", 86400, true, "warned",
        "24 hours ahead; there it is 2026-01-02T03:04:05Z");
    row("no cache makes answers newer", -7200, true, "failed",
        "2 hours behind; there it is 2026-01-02T03:04:05Z");
}

void PreflightJudgementTest::clock()
{
    QFETCH(qint64, ahead);
    QFETCH(bool, fromCache);
    const TimePoint there = fromUnixSeconds(1767323045); // 2026-01-02T03:04:05Z
    const auto check = judgeClock(ServerDate{there, fromCache}, there + Seconds(ahead),
                                  QStringLiteral("https://op.example"));
    QTEST(outcome(check), "judged");
    QTEST(check.detail, "detail");
    QCOMPARE(check.error.has_value(), check.outcome != PreflightOutcome::Passed);
    if (check.error)
        QCOMPARE(check.error->code, QStringLiteral("preflight.clock"));
    QCOMPARE(outcome(judgeClock(std::nullopt, there, {})), QStringLiteral("not-checked"));
}

void PreflightJudgementTest::layers_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QStringList>("judged"); // tls, captive portal, metadata
    const QString https = QStringLiteral("https://op.example");
    const auto row = [](const char* name, const QString& issuer, ErrorKind kind, const char* code,
                        const char* judged) {
        QTest::newRow(name) << issuer << int(kind) << QString::fromLatin1(code)
                            << QString::fromLatin1(judged).split(u' ');
    };
    using enum ErrorKind;
    row("answered", https, Malformed, "", "passed passed passed");
    row("on this computer", QStringLiteral("http://127.0.0.1:8787"), Malformed, "",
        "not-checked passed passed");
    row("no such host", https, Offline, "net.host_not_found", "not-checked not-checked not-checked");
    row("offline", https, Offline, "net.offline", "not-checked not-checked not-checked");
    row("proxy wants a login", https, Offline, "net.proxy_login", "not-checked not-checked not-checked");
    row("certificate", https, Untrusted, "net.tls", "failed not-checked not-checked");
    row("A088 page of the network", https, Offline, "net.captive_portal", "passed failed not-checked");
    row("no provider", https, Malformed, "discovery.not_found", "passed passed failed");
    row("another issuer", https, Untrusted, "metadata.issuer_mismatch", "passed passed failed");
    row("refused", https, Denied, "http.status", "passed passed failed");
    row("stopped", https, Cancelled, "cancelled", "not-checked not-checked not-checked");
}

void PreflightJudgementTest::layers()
{
    QFETCH(QString, issuer);
    QFETCH(int, kind);
    QFETCH(QString, code);
    IssuerReach reach{QUrl(issuer), std::nullopt};
    if (!code.isEmpty())
        reach.error = Error{ErrorKind(kind), code, {}, issuer};
    const QStringList judged{outcome(judgeTls(reach)), outcome(judgeCaptivePortal(reach)),
                             outcome(judgeMetadata(reach, {}))};
    QTEST(judged, "judged");
}

void PreflightJudgementTest::loopbackRule()
{
    const LoopbackRule literal{LoopbackRule::Host::LiteralIPv4, LoopbackRule::Port::Any, {}};
    QCOMPARE(outcome(judgeLoopbackRule(literal, defaultRedirectUri())), QStringLiteral("passed"));
    const auto refused = judgeLoopbackRule(literal, QUrl(QStringLiteral("http://localhost:1/")));
    QCOMPARE(outcome(refused), QStringLiteral("failed"));
    QCOMPARE(refused.error->code, QStringLiteral("loopback_rule.host"));
}

void PreflightJudgementTest::tellsTheFirstFault()
{
    const Error clockError{ErrorKind::Configuration, QStringLiteral("preflight.clock"), {}, {}};
    const Error tlsError{ErrorKind::Untrusted, QStringLiteral("net.tls"), {}, {}};
    QVERIFY(!firstFault({}));
    QVERIFY(!firstFault({{QStringLiteral("clock"), PreflightOutcome::Warned, {}, clockError}}));
    const auto fault = firstFault({{QStringLiteral("clock"), PreflightOutcome::Warned, {}, clockError},
                                   {QStringLiteral("tls"), PreflightOutcome::Failed, {}, tlsError}});
    QVERIFY(fault);
    QCOMPARE(*fault, tlsError);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::PreflightJudgementTest)
#include "preflight_judgement_test.moc"

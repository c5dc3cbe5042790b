// What is remembered of a request and its answer, and that nobody notices.
#include "core/net/flow_tap.h"

#include "core/net/http_client.h"
#include "core/net/secure_access_manager.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/recorded_exchanges.h"
#include "tests/support/test_program.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

namespace tessera::test {

class FlowTapTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void recordsAnswers();
    void recordsErrors();
    void leavesTheBodyAlone();
    void keepsWhatGoesOutAndComesBack();
    void landsInItsRun();
    void hasARunOfItsOwn();
    void outlivesTheRecorder();

private:
    QNetworkReply* start(FlowRecorder& recorder, const QString& path = QStringLiteral("/a"));

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<HostileServer> m_server;
    std::unique_ptr<SecureAccessManager> m_manager;
};

void FlowTapTest::init()
{
    m_clock = std::make_shared<ManualClock>();
    m_server = std::make_unique<HostileServer>(QList<HostileReply>{HostileReply::json("{}", 404)});
    m_manager = std::make_unique<SecureAccessManager>();
}

QNetworkReply* FlowTapTest::start(FlowRecorder& recorder, const QString& path)
{
    QNetworkReply* reply = m_manager->get(QNetworkRequest(m_server->url(path)));
    recordExchange(recorder, reply, "GET");
    return reply;
}

void FlowTapTest::recordsAnswers()
{
    FlowRecorder recorder(m_clock);
    QSignalSpy changed(&recorder, &FlowRecorder::runChanged);
    const TimePoint startedAt = m_clock->now();
    start(recorder, QStringLiteral("/a?code=canary#x"));
    QCOMPARE(recorder.runs().first().steps.size(), 1);
    m_clock->advance(Milliseconds(1234));
    m_clock->setWallClock(startedAt); // duration is no matter of the wall clock
    QTRY_COMPARE(changed.size(), 1);
    const FlowRun run = recorder.runs().first();
    QCOMPARE(run.steps.size(), 2);
    QCOMPARE(run.state, FlowState::Done);
    QCOMPARE(run.kind, FlowKind::Request);
    const FlowStep request = run.steps.first();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.address, m_server->url(QStringLiteral("/a")).toString());
    QVERIFY(request.at == startedAt);
    QVERIFY(request.query.first().secret && request.query.first().value.isEmpty());
    const FlowStep answer = run.steps.last();
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.answerTo, request.number);
    QVERIFY(answer.duration == Milliseconds(1234));
}

void FlowTapTest::recordsErrors()
{
    m_server->setReplies({{{}, {}, {}, HostileReply::Ending::Close}});
    FlowRecorder recorder(m_clock);
    QNetworkReply* reply = start(recorder);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    const FlowRun run = recorder.runs().first();
    QCOMPARE(run.state, FlowState::Stopped);
    QCOMPARE(run.steps.last().status, 0);
    QCOMPARE(run.steps.last().error->code, QStringLiteral("net.connection_lost"));
}

void FlowTapTest::leavesTheBodyAlone()
{
    FlowRecorder recorder(m_clock);
    QNetworkReply* reply = start(recorder);
    QSignalSpy finished(reply, &QNetworkReply::finished);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(SecureAccessManager::read(reply)->body, QByteArray("{}"));
}

void FlowTapTest::keepsWhatGoesOutAndComesBack()
{
    const auto recorder = std::make_shared<FlowRecorder>(m_clock);
    HttpClient client(recorder);
    HttpRequest request;
    request.method = "POST";
    request.url = m_server->url(QStringLiteral("/token"));
    request.form = {{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
                    {QStringLiteral("code"), QStringLiteral("canary-of-the-code")}};
    QVERIFY(await(client.send(request)));
    const FlowRun run = recorder->runs().first();
    const FlowBody sent = run.steps.first().body;
    QCOMPARE(sent.mediaType, QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(sent.fields.size(), 2);
    QCOMPARE(sent.fields.first().value, QStringLiteral("authorization_code"));
    QVERIFY(sent.fields.last().secret);
    QVERIFY(!sent.text.contains(u"canary"));
    QCOMPARE(run.steps.last().body.text, QStringLiteral("{}"));
}

void FlowTapTest::landsInItsRun()
{
    const auto recorder = std::make_shared<FlowRecorder>(m_clock);
    const HttpClient client(recorder);
    const FlowHandle flow = recorder->begin(FlowKind::Renewal);
    const auto within = client.forFlow(flow);
    HttpRequest request;
    request.url = m_server->url(QStringLiteral("/a"));
    QVERIFY(await(within->send(request)));
    QNetworkRequest direct(m_server->url(QStringLiteral("/b")));
    within->mark(direct);
    const QNetworkReply* reply = within->accessManager()->get(direct);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(recorder->runs().size(), 1);
    QCOMPARE(recorder->run(flow.id())->steps.size(), 4);
    QCOMPARE(recorder->run(flow.id())->state, FlowState::Running);
}

void FlowTapTest::hasARunOfItsOwn()
{
    FlowRecorder recorder(m_clock);
    const QNetworkReply* first = start(recorder, QStringLiteral("/1"));
    const QNetworkReply* second = start(recorder, QStringLiteral("/2"));
    QTRY_VERIFY(first->isFinished() && second->isFinished());
    QCOMPARE(recorder.runs().size(), 2);
    QCOMPARE(recorder.runs().first().steps.first().address, m_server->url(QStringLiteral("/2")).toString());
    QCOMPARE(recorder.runs().first().issuer, m_server->url(QString()).adjusted(QUrl::RemovePath).toString());
    QCOMPARE(recorder.runs().first().steps.last().status, 404);
}

void FlowTapTest::outlivesTheRecorder()
{
    auto recorder = std::make_unique<FlowRecorder>(m_clock);
    const QNetworkReply* reply = start(*recorder);
    recorder.reset();
    QTRY_VERIFY(reply->isFinished());
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::FlowTapTest)
#include "flow_tap_test.moc"

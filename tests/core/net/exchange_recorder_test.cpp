// What is remembered of a request, and what is not.
#include "core/net/exchange_recorder.h"

#include "core/net/secure_access_manager.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

namespace tessera::test {

class ExchangeRecorderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void recordsAnswers();
    void recordsErrors();
    void leavesTheBodyAlone();
    void forgetsTheOldest();
    void clears();

private:
    QNetworkReply* start(const QString& path = QStringLiteral("/a"));

    std::shared_ptr<ManualClock> m_clock;
    std::unique_ptr<HostileServer> m_server;
    std::unique_ptr<SecureAccessManager> m_manager;
};

void ExchangeRecorderTest::init()
{
    m_clock = std::make_shared<ManualClock>();
    m_server = std::make_unique<HostileServer>(QList<HostileReply>{HostileReply::json("{}", 404)});
    m_manager = std::make_unique<SecureAccessManager>();
}

QNetworkReply* ExchangeRecorderTest::start(const QString& path)
{
    return m_manager->get(QNetworkRequest(m_server->url(path)));
}

void ExchangeRecorderTest::recordsAnswers()
{
    ExchangeRecorder recorder(m_clock);
    QSignalSpy recorded(&recorder, &ExchangeRecorder::recorded);
    const TimePoint startedAt = m_clock->now();
    recorder.follow(start(QStringLiteral("/a?code=canary#x")), "GET");
    QCOMPARE(recorder.exchanges().size(), 1);
    QCOMPARE(recorder.exchanges().first().status, 0);
    m_clock->advance(Milliseconds(1234));
    m_clock->setWallClock(startedAt); // duration is no matter of the wall clock
    QTRY_COMPARE(recorded.size(), 1);
    const Exchange exchange = recorder.exchanges().first();
    QCOMPARE(exchange.method, QByteArray("GET"));
    QCOMPARE(exchange.address, m_server->url(QStringLiteral("/a")).toString());
    QCOMPARE(exchange.status, 404);
    QCOMPARE(exchange.errorCode, QString());
    QVERIFY(exchange.startedAt == startedAt);
    QVERIFY(exchange.duration == Milliseconds(1234));
}

void ExchangeRecorderTest::recordsErrors()
{
    m_server->setReplies({{{}, {}, {}, HostileReply::Ending::Close}});
    ExchangeRecorder recorder(m_clock);
    QNetworkReply* reply = start();
    QSignalSpy finished(reply, &QNetworkReply::finished);
    recorder.follow(reply, "GET");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(recorder.exchanges().first().status, 0);
    QCOMPARE(recorder.exchanges().first().errorCode, QStringLiteral("net.connection_lost"));
}

void ExchangeRecorderTest::leavesTheBodyAlone()
{
    ExchangeRecorder recorder(m_clock);
    QNetworkReply* reply = start();
    QSignalSpy finished(reply, &QNetworkReply::finished);
    recorder.follow(reply, "GET");
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(SecureAccessManager::read(reply)->body, QByteArray("{}"));
}

void ExchangeRecorderTest::forgetsTheOldest()
{
    ExchangeRecorder recorder(m_clock, 2);
    QList<QNetworkReply*> replies;
    for (const char* path : {"/1", "/2", "/3"}) {
        replies += start(QString::fromLatin1(path));
        recorder.follow(replies.last(), "GET");
    }
    QTRY_VERIFY(recorder.exchanges().at(0).status != 0 && recorder.exchanges().at(1).status != 0);
    QCOMPARE(recorder.exchanges().size(), 2);
    QCOMPARE(recorder.exchanges().at(0).address, m_server->url(QStringLiteral("/2")).toString());
    QCOMPARE(recorder.exchanges().at(1).address, m_server->url(QStringLiteral("/3")).toString());
    QCOMPARE(recorder.exchanges().at(1).status, 404);
}

void ExchangeRecorderTest::clears()
{
    ExchangeRecorder recorder(m_clock);
    QNetworkReply* reply = start();
    recorder.follow(reply, "GET");
    recorder.clear();
    QNetworkReply* later = start(QStringLiteral("/later"));
    recorder.follow(later, "GET");
    QTRY_VERIFY(reply->isFinished() && recorder.exchanges().first().status != 0);
    QCOMPARE(recorder.exchanges().size(), 1);
    QCOMPARE(recorder.exchanges().first().address, m_server->url(QStringLiteral("/later")).toString());
    QCOMPARE(recorder.exchanges().first().status, 404);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ExchangeRecorderTest)
#include "exchange_recorder_test.moc"

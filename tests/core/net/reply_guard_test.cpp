// Each limit on a reply, at the bound and one past it: A083, A110, A117, A318, A324.
#include "core/net/reply_guard.h"

#include "tests/support/hostile_server.h"
#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTest>

namespace tessera::test {
namespace {

using Ending = HostileReply::Ending;
constexpr qint64 kMost = 1000;

Result<HttpResponse> fetch(const QUrl& url, const ReplyLimits& limits = {}, qint64 maxBodyBytes = kMost)
{
    SecureAccessManager manager(limits);
    QNetworkRequest request(url);
    request.setAttribute(SecureAccessManager::kMaxBodyBytes, maxBodyBytes);
    QNetworkReply* reply = manager.get(request);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
        return failure(ErrorKind::Timeout, u"test.never_finished");
    return SecureAccessManager::read(reply);
}

QString codeOf(const Result<HttpResponse>& result)
{
    return result ? QStringLiteral("%1 bytes").arg(result->body.size()) : result.error().code;
}

QByteArray chunked(const QByteArray& body)
{
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) +
           "\r\n" + body + "\r\n0\r\n\r\n";
}

ReplyLimits quick()
{
    ReplyLimits limits;
    limits.exchangeTime = Milliseconds(400);
    return limits;
}

} // namespace

class ReplyGuardTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boundsTheBody_data();
    void boundsTheBody();
    void boundsTheDefaultBody();
    void endsAtOnceOnAHugeAnnouncement();
    void endsAFlood_data();
    void endsAFlood();
    void boundsTheHeaders_data();
    void boundsTheHeaders();
    void boundsTheExchange_data();
    void boundsTheExchange();
    void boundsTheConnect();
    void boundsTheRate_data();
    void boundsTheRate();
    void keepsTheFirstReason();
};

void ReplyGuardTest::boundsTheBody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    const QByteArray at(kMost, 'a');
    const QByteArray past(kMost + 1, 'a');
    const QString fits = QStringLiteral("1000 bytes");
    const QString tooLarge = QStringLiteral("net.too_large");
    const QByteArray plain = "HTTP/1.1 200 OK\r\nX: y\r\n\r\n";
    QTest::newRow("A083 announced, at the bound") << HostileReply::json(at).bytes << fits;
    QTest::newRow("A083 announced, past it") << HostileReply::json(past).bytes << tooLarge;
    QTest::newRow("A083 chunked, at the bound") << chunked(at) << fits;
    QTest::newRow("A083 chunked, past it") << chunked(past) << tooLarge;
    QTest::newRow("A083 until the end, at the bound") << plain + at << fits;
    QTest::newRow("A083 until the end, past it") << plain + past << tooLarge;
    QTest::newRow("A083 error page past it") << HostileReply::with(500, {}, past).bytes << tooLarge;
    QTest::newRow("A083 far past it") << plain + QByteArray(5'000'000, 'a') << tooLarge;
}

void ReplyGuardTest::boundsTheBody()
{
    QFETCH(QByteArray, bytes);
    HostileServer server({{bytes, {}, {}, Ending::Close}});
    QTEST(codeOf(fetch(server.url())), "code");
}

// At a real bound, far above the buffers in between; many times, because a stall comes and goes.
void ReplyGuardTest::boundsTheDefaultBody()
{
    const QByteArray at(limits::kTokenReplyBytes, 'a');
    const QByteArray head = "HTTP/1.1 200 OK\r\nX: y\r\n\r\n";
    const QString fits = QStringLiteral("1048576 bytes");
    const QList<std::pair<QByteArray, QString>> replies{{head + at, fits},
                                                        {HostileReply::json(at).bytes, fits},
                                                        {chunked(at), fits},
                                                        {head + at + 'a', QStringLiteral("net.too_large")}};
    for (int round = 0; round < 10; ++round) {
        for (const auto& [bytes, code] : replies) {
            HostileServer server({{bytes, {}, {}, Ending::Close}});
            QCOMPARE(codeOf(fetch(server.url(), {}, limits::kTokenReplyBytes)), code);
        }
    }
}

void ReplyGuardTest::endsAtOnceOnAHugeAnnouncement()
{
    HostileServer server(
        {{"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\n", {}, {}, Ending::KeepOpen}});
    QElapsedTimer time;
    time.start();
    QCOMPARE(codeOf(fetch(server.url())), QStringLiteral("net.too_large"));
    QVERIFY(time.elapsed() < 10'000); // not the 30 s of the exchange
}

void ReplyGuardTest::endsAFlood_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("flood");
    const QByteArray chunk = "10000\r\n" + QByteArray(0x10000, 'a') + "\r\n";
    QTest::newRow("A083 endless body")
        << QByteArray("HTTP/1.1 200 OK\r\nX: y\r\n\r\n") << QByteArray(65536, 'a');
    QTest::newRow("A083 endless chunks")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n") << chunk;
}

void ReplyGuardTest::endsAFlood()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, flood);
    HostileServer server({{head, flood, Milliseconds(0), Ending::KeepOpen}});
    QCOMPARE(codeOf(fetch(server.url(), {}, 100'000)), QStringLiteral("net.too_large"));
    QVERIFY2(server.bytesSent() < 16 * 1024 * 1024, qPrintable(QString::number(server.bytesSent())));
}

void ReplyGuardTest::boundsTheHeaders_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("code");
    const QString fits = QStringLiteral("2 bytes");
    const QString refused = QStringLiteral("net.bad_reply");
    // "Content-Length" and "2" count too, and so does the name "X".
    const qsizetype room = limits::kReplyHeaderBytes - 15 - 1;
    QTest::newRow("A318 bytes at the bound") << "X: " + QByteArray(room, 'a') + "\r\n" << fits;
    QTest::newRow("A318 bytes past it") << "X: " + QByteArray(room + 1, 'a') + "\r\n" << refused;
    QTest::newRow("A318 bytes far past it") << "X: " + QByteArray(150 * 1024, 'a') + "\r\n" << refused;
    QByteArray lines;
    for (int i = 1; i < limits::kReplyHeaderLines; ++i)
        lines += 'X' + QByteArray::number(i) + ": y\r\n";
    QTest::newRow("A318 100 lines") << lines << fits;
    QTest::newRow("A318 101 lines") << lines + "Y: y\r\n" << refused;
    QTest::newRow("A318 10000 lines of one name") << QByteArray("X: y\r\n").repeated(10'000) << refused;
}

void ReplyGuardTest::boundsTheHeaders()
{
    QFETCH(QByteArray, lines);
    HostileServer server(
        {{"HTTP/1.1 200 OK\r\n" + lines + "Content-Length: 2\r\n\r\n{}", {}, {}, Ending::Close}});
    QTEST(codeOf(fetch(server.url())), "code");
}

void ReplyGuardTest::boundsTheExchange_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("drip");
    QTest::newRow("silence") << QByteArray() << QByteArray();
    QTest::newRow("headers, then silence")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n") << QByteArray();
    QTest::newRow("A110 body without end")
        << QByteArray("HTTP/1.1 200 OK\r\nX: y\r\n\r\n") << QByteArray("abc");
    QTest::newRow("A318 headers without end") << QByteArray("HTTP/1.1 200 OK\r\n") << QByteArray("X: y\r\n");
}

void ReplyGuardTest::boundsTheExchange()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, drip);
    HostileServer server({{head, drip, Milliseconds(10), Ending::KeepOpen}});
    QElapsedTimer time;
    time.start();
    SecureAccessManager manager(quick());
    const QNetworkReply* reply = manager.get(QNetworkRequest(server.url()));
    QTRY_VERIFY(reply->isFinished());
    const auto error = SecureAccessManager::failureOf(reply);
    QVERIFY(error);
    QCOMPARE(error->code, QStringLiteral("net.timeout"));
    QCOMPARE(error->kind, ErrorKind::Timeout);
    QVERIFY2(time.elapsed() >= 350, qPrintable(QString::number(time.elapsed())));
}

// A server that takes the connection and never shakes hands.
void ReplyGuardTest::boundsTheConnect()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
    ReplyLimits limits;
    limits.connectTime = Milliseconds(200);
    QElapsedTimer time;
    time.start();
    const auto response =
        fetch(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(silent.serverPort())), limits);
    QCOMPARE(codeOf(response), QStringLiteral("net.timeout"));
    QVERIFY(time.elapsed() < 10'000); // not the 30 s of the exchange

    // Once the request is out, this limit is over.
    HostileServer server({{"", "H", Milliseconds(500), Ending::KeepOpen}});
    ReplyLimits both = quick();
    both.connectTime = Milliseconds(150);
    time.restart();
    QCOMPARE(codeOf(fetch(server.url(), both)), QStringLiteral("net.timeout"));
    QVERIFY2(time.elapsed() >= 350, qPrintable(QString::number(time.elapsed())));
}

void ReplyGuardTest::boundsTheRate_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("drip"); // every 20 ms, against 100 bytes a second over 300 ms
    QTest::addColumn<Milliseconds>("exchangeTime");
    QTest::addColumn<QString>("code");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    const QString slow = QStringLiteral("net.too_slow");
    const Milliseconds longTime(20'000);
    QTest::newRow("A110 a byte at a time") << head << QByteArray("a") << longTime << slow;
    // One drip is enough for a window: a busy machine may let few through.
    QTest::newRow("A110 fast enough")
        << head << QByteArray(50, 'a') << longTime << QStringLiteral("1000 bytes");
    QTest::newRow("A110 a good start, then nothing")
        << head + QByteArray(900, 'a') << QByteArray() << longTime << slow;
    QTest::newRow("A110 not before the body began")
        << head << QByteArray() << Milliseconds(900) << QStringLiteral("net.timeout");
}

void ReplyGuardTest::boundsTheRate()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, drip);
    QFETCH(Milliseconds, exchangeTime);
    HostileServer server({{head, drip, Milliseconds(20), Ending::KeepOpen}});
    ReplyLimits limits;
    limits.exchangeTime = exchangeTime;
    limits.leastRateWindow = Milliseconds(300);
    limits.leastBytesPerSecond = 100;
    QTEST(codeOf(fetch(server.url(), limits)), "code");
}

void ReplyGuardTest::keepsTheFirstReason()
{
    SecureAccessManager manager;
    QNetworkReply* reply = manager.get(QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:1/"))));
    QVERIFY(!ReplyGuard::reason(reply));
    ReplyGuard::setReason(reply, "net.too_slow", QStringLiteral("first"));
    ReplyGuard::setReason(reply, "net.timeout", QStringLiteral("second"));
    QCOMPARE(ReplyGuard::reason(reply)->code, QByteArray("net.too_slow"));
    QCOMPARE(ReplyGuard::reason(reply)->detail, QStringLiteral("first"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ReplyGuardTest)
#include "reply_guard_test.moc"

// Errors of the other side: its own code where it is one, its words made harmless (A012, A113, A114, N014).
#include "core/oauth/wire_error.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

HttpResponse answer(int status, const QByteArray& type, const QByteArray& body,
                    const QByteArray& retryAfter = {})
{
    HttpResponse response;
    response.status = status;
    response.url = QUrl(QStringLiteral("https://op.example/token?x=1"));
    response.headers = {{"Content-Type", type}};
    if (!retryAfter.isEmpty())
        response.headers += {"retry-after", retryAfter};
    response.body = body;
    return response;
}

} // namespace

class WireErrorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void codes_data()
    {
        QTest::addColumn<QString>("wire");
        QTest::addColumn<QString>("expected");
        const QString odd = QStringLiteral("oauth.error_code");
        QTest::newRow("registered") << QStringLiteral("invalid_grant") << QStringLiteral("invalid_grant");
        QTest::newRow("A012 unknown") << QStringLiteral("my-own_Error7") << QStringLiteral("my-own_Error7");
        QTest::newRow("64 characters") << QString(64, u'a') << QString(64, u'a');
        QTest::newRow("65 characters") << QString(65, u'a') << odd;
        QTest::newRow("posing as one of ours") << QStringLiteral("id_token.expired") << odd;
        QTest::newRow("escape sequence") << QStringLiteral("\u001b[31mred") << odd;
        QTest::newRow("markup") << QStringLiteral("<b>x</b>") << odd;
        QTest::newRow("space") << QStringLiteral("service unavailable") << odd;
        QTest::newRow("empty") << QString() << odd;
        QTest::newRow("look-alike letter") << QStringLiteral("invalid_gr\u0430nt") << odd;
    }

    void codes()
    {
        QFETCH(QString, wire);
        QFETCH(QString, expected);
        const Error error = wireError(wire, {}, {});
        QCOMPARE(error.kind, ErrorKind::Denied);
        QCOMPARE(error.code, expected);
        QVERIFY(!error.detail.contains(QChar(0x1b)));
    }

    void wordsAreCutAndPrintable() // A012
    {
        const Error error = wireError(QStringLiteral("access_denied"),
                                      QStringLiteral("\u202e<b>\u001b[31m") + QString(10000, u'x'), {});
        QVERIFY(error.detail.startsWith(QStringLiteral("\\u{202e}<b>\\u{001b}[31m")));
        QVERIFY(error.detail.size() < 340);
        QVERIFY(error.detail.endsWith(QChar(0x2026)));
    }

    void oddCodeIsKeptInTheDetail()
    {
        const Error error = wireError(QStringLiteral("a b"), QStringLiteral("why"), QStringLiteral("e"));
        QCOMPARE(error.detail, QStringLiteral("a b: why"));
        QCOMPARE(error.endpoint, QStringLiteral("e"));
    }

    void inBody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("string") << QByteArray(R"({"error":"invalid_grant"})")
                                << QStringLiteral("invalid_grant");
        QTest::newRow("absent") << QByteArray("{}") << QString();
        QTest::newRow("A119 other case") << QByteArray(R"({"Error":"invalid_grant"})") << QString();
        QTest::newRow("object") << QByteArray(R"({"error":{"code":5}})") << QString();
        QTest::newRow("null") << QByteArray(R"({"error":null})") << QString();
        QTest::newRow("description of another type")
            << QByteArray(R"({"error":"x","error_description":5})") << QStringLiteral("x");
    }

    void inBody()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        const auto error = wireErrorIn(QJsonDocument::fromJson(body).object(), {});
        QCOMPARE(error ? error->code : QString(), code);
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("retryAfter");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        const QByteArray json = "application/json";
        const QByteArray grant = R"({"error":"invalid_grant","error_description":"expired"})";
        const QString status = QStringLiteral("http.status");
        QTest::newRow("A113 invalid_grant") << 400 << json << grant << QByteArray()
                                            << QStringLiteral("invalid_grant") << QStringLiteral("expired");
        QTest::newRow("A113 invalid_client 401")
            << 401 << json << QByteArray(R"({"error":"invalid_client"})") << QByteArray()
            << QStringLiteral("invalid_client") << QString();
        QTest::newRow("wrong content type, error still read")
            << 400 << QByteArray("text/plain") << grant << QByteArray() << QStringLiteral("invalid_grant")
            << QStringLiteral("expired");
        QTest::newRow("A097 400 without JSON") << 400 << QByteArray("text/html") << QByteArray("<h1>no</h1>")
                                               << QByteArray() << status << QStringLiteral("400");
        QTest::newRow("A097 400 with nothing")
            << 400 << QByteArray() << QByteArray() << QByteArray() << status << QStringLiteral("400");
        QTest::newRow("A220 500 saying invalid_grant")
            << 500 << json << grant << QByteArray() << status << QStringLiteral("500");
        QTest::newRow("A220 408") << 408 << json << grant << QByteArray() << status << QStringLiteral("408");
        QTest::newRow("A114 429") << 429 << json << grant << QByteArray("7") << status
                                  << QStringLiteral("429, Retry-After: 7");
        QTest::newRow("A114 503 with a date")
            << 503 << json << QByteArray("{}") << QByteArray("Fri, 02 Jan 2026 03:04:05 GMT") << status
            << QStringLiteral("503, Retry-After: Fri, 02 Jan 2026 03:04:05 GMT");
        QTest::newRow("repeated member")
            << 400 << json << QByteArray(R"({"error":"a","error":"invalid_grant"})") << QByteArray() << status
            << QStringLiteral("400");
    }

    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, retryAfter);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        const Error error = errorOf(answer(status, type, body, retryAfter));
        Error expected{ErrorKind::Denied, code, detail, QStringLiteral("https://op.example/token")};
        // A date without the answer's own Date says nothing (retry_after).
        if (retryAfter == "7")
            expected.retryAfter = Seconds(7);
        QCOMPARE(error, expected);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::WireErrorTest)
#include "wire_error_test.moc"

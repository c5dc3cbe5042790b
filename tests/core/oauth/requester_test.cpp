// What a reply teaches about proofs: the nonce, once more, the clock (N047, A349, A351).
#include "core/oauth/requester.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class RequesterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void replies_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QByteArray>("date");
        QTest::addColumn<QString>("expected"); // "again", "enough" or an error code
        const auto row = [](const char* name, int status, const char* body, const char* nonce,
                            const char* date, const char* expected) {
            QTest::newRow(name) << status << QByteArray(body) << QByteArray(nonce) << QByteArray(date)
                                << QString::fromLatin1(expected);
        };
        const char* wanted = R"({"error":"use_dpop_nonce"})";
        const char* refused = R"({"error":"invalid_dpop_proof"})";
        const char* anHourOn = "Fri, 02 Jan 2026 04:04:05 GMT";
        row("N047 wanted and given", 400, wanted, "n-1", "", "again");
        row("N047 with 401", 401, wanted, "n-1", "", "again");
        row("wanted and not given", 400, wanted, "", "", "dpop.nonce");
        row("A349 wanted, and given with a space", 400, wanted, "n 1", "", "dpop.nonce");
        row("tokens", 200, R"({"access_token":"a"})", "n-1", "", "enough");
        row("another error", 400, R"({"error":"invalid_grant"})", "n-1", "", "enough");
        row("no JSON", 400, "nonce!", "n-1", "", "enough");
        row("the server's own trouble", 503, wanted, "n-1", "", "enough");
        row("A351 refused, the clocks differ", 400, refused, "", anHourOn, "dpop.clock");
        row("refused, the clocks agree", 400, refused, "", "Fri, 02 Jan 2026 03:04:05 GMT", "enough");
        row("another error, the clocks differ", 400, R"({"error":"invalid_grant"})", "", anHourOn, "enough");
    }

    void replies()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, nonce);
        QFETCH(QByteArray, date);
        QFETCH(QString, expected);
        HttpResponse response;
        response.status = status;
        response.url = QUrl(QStringLiteral("https://op.example/token"));
        response.headers = {{"Content-Type", "application/json"}};
        if (!nonce.isEmpty())
            response.headers += HttpHeader{"DPoP-Nonce", nonce};
        if (!date.isEmpty())
            response.headers += HttpHeader{"Date", date};
        response.body = body;

        Requester requester = exampleRequester();
        QCOMPARE(tryAgainWithNonce(requester, response), Result<bool>(false)); // bearer tokens
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        const auto again = tryAgainWithNonce(requester, response);
        const QString said = again.value_or(false) ? QStringLiteral("again") : QStringLiteral("enough");
        QCOMPARE(again ? said : again.error().code, expected);
    }

    void withoutAReply()
    {
        Requester requester = exampleRequester();
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        const Result<HttpResponse> none = failure(ErrorKind::Offline, u"net.host_not_found");
        QCOMPARE(tryAgainWithNonce(requester, none), Result<bool>(false));
    }

    void expectedTokenType() // N048
    {
        Requester requester = exampleRequester();
        QVERIFY(requester.expectedTokenType() == TokenType::Bearer);
        requester.dpop = Dpop{Key::generateEc(u"P-256"), std::make_shared<DpopNonces>()};
        QVERIFY(requester.expectedTokenType() == TokenType::Dpop);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RequesterTest)
#include "requester_test.moc"

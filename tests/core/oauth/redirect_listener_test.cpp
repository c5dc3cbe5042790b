// The listener over real sockets: A005, A006, A010, A014, A017, A025, A033–A037, A040, A045–A050, A057, A310.
#include "core/oauth/redirect_listener.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/raw_client.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

const QString kIssuer = QStringLiteral("https://op.example");

struct Answer
{
    int status = 0;
    QByteArray location;
    QByteArray all;
    QByteArray body;
    QByteArray csp;
};

Answer ask(const QUrl& redirectUri, const QByteArray& request)
{
    const QHostAddress address(redirectUri.host() == u"localhost" ? QStringLiteral("127.0.0.1")
                                                                  : redirectUri.host());
    RawClient client(static_cast<quint16>(redirectUri.port()), address);
    if (!client.waitConnected())
        return {};
    client.send(request);
    client.waitClosed();
    return {client.status(), client.header("Location"), client.received(), client.body(),
            client.header("Content-Security-Policy")};
}

QByteArray authority(const QUrl& url)
{
    return url.authority(QUrl::FullyEncoded).toLatin1();
}

Answer get(const QUrl& redirectUri, const QByteArray& target, const QByteArray& method = "GET")
{
    return ask(redirectUri,
               method + " " + target + " HTTP/1.1\r\nHost: " + authority(redirectUri) + "\r\n\r\n");
}

Answer getQuery(const QUrl& redirectUri, const QByteArray& query)
{
    return get(redirectUri, redirectUri.path().toLatin1() + "?" + query);
}

bool accepts(const QUrl& redirectUri)
{
    RawClient client(static_cast<quint16>(redirectUri.port()), QHostAddress(redirectUri.host()));
    return client.waitConnected(200ms);
}

using Outcome = Result<AuthorizationCode>;

/// In an optional: waiting for a task needs a value that can be made from nothing, which a code cannot.
QCoro::Task<std::optional<Outcome>> boxed(QCoro::Task<Outcome> task)
{
    Outcome outcome = co_await task;
    co_return std::optional<Outcome>(std::move(outcome));
}

Outcome outcomeOf(QCoro::Task<Outcome> task)
{
    return *await(boxed(std::move(task)));
}

/// A listener that waits, and what came of it.
struct Waiting
{
    explicit Waiting(Milliseconds limit = 10s, const std::optional<QUrl>& fixed = std::nullopt)
        : listener(*RedirectListener::bind(fixed)), uri(listener->redirectUri()),
          task(RedirectListener::wait(listener, exampleRequest(), limit, stop.get_token()))
    {
    }

    Outcome outcome() { return outcomeOf(std::move(task)); }

    std::shared_ptr<RedirectListener> listener;
    QUrl uri;
    std::stop_source stop;
    QCoro::Task<Outcome> task;
};

} // namespace

class RedirectListenerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addressOfItsOwn() // N026, N028
    {
        const auto listener = *RedirectListener::bind();
        const QUrl uri = listener->redirectUri();
        QCOMPARE(uri.scheme(), QStringLiteral("http"));
        QCOMPARE(uri.host(), QStringLiteral("127.0.0.1"));
        QVERIFY(uri.port() > 0);
        QCOMPARE(uri.path(), QStringLiteral("/callback"));
    }

    void eachSignInHasAnAddressOfItsOwn() // A057, N070
    {
        const auto first = *RedirectListener::bind();
        const auto second = *RedirectListener::bind();
        QVERIFY(first->redirectUri() != second->redirectUri());
        QVERIFY(first->redirectUri().port() != second->redirectUri().port());
    }

    /// What the browser ended on, given by hand: the same checks, and it races the port.
    void pasted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        const QString uri = QStringLiteral("%1");
        QTest::newRow("right") << QString(uri + QStringLiteral("?code=c-1&state=6f3a9d")) << QString();
        QTest::newRow("with white space")
            << QString(u' ' + uri + QStringLiteral("?code=c-1&state=6f3a9d\n")) << QString();
        QTest::newRow("A001 no state") << QString(uri + QStringLiteral("?code=c-1")) << "paste.refused";
        QTest::newRow("A002 other state")
            << QString(uri + QStringLiteral("?code=c-1&state=other")) << "paste.refused";
        QTest::newRow("other path") << QString(uri + QStringLiteral("x?code=c-1&state=6f3a9d"))
                                    << "paste.address";
        QTest::newRow("other port") << "http://127.0.0.1:1/callback?code=c-1&state=6f3a9d"
                                    << "paste.address";
        QTest::newRow("other host") << "https://op.example/callback?code=c-1&state=6f3a9d"
                                    << "paste.address";
        QTest::newRow("the code alone") << "c-1"
                                        << "paste.address";
        QTest::newRow("nothing") << ""
                                 << "paste.address";
    }
    void pasted()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        Waiting waiting;
        if (text.contains(u'%'))
            text = text.arg(waiting.uri.toString());
        const auto taken = waiting.listener->paste(text);
        QCOMPARE(taken ? QString() : taken.error().code, code);
        if (taken) {
            QCOMPARE(waiting.outcome()->code().revealString(), QStringLiteral("c-1"));
            QCOMPARE(waiting.listener->paste(text).error().code, QStringLiteral("paste.over"));
            return;
        }
        QCOMPARE(getQuery(waiting.uri, "code=c-2&state=6f3a9d").status, 303); // the browser may still come
        QCOMPARE(waiting.outcome()->code().revealString(), QStringLiteral("c-2"));
    }

    void pastedErrorEndsTheSignIn()
    {
        Waiting waiting;
        QVERIFY(waiting.listener->paste(waiting.uri.toString() +
                                        QStringLiteral("?error=access_denied&state=6f3a9d")));
        QCOMPARE(waiting.outcome().error().code, QStringLiteral("access_denied"));
    }

    void withoutAPort()
    {
        const auto listener = *RedirectListener::withoutPort(std::nullopt);
        QCOMPARE(listener->redirectUri(), QUrl(QStringLiteral("http://127.0.0.1/callback")));
        std::stop_source stop;
        auto task = RedirectListener::wait(listener, exampleRequest(), 10s, stop.get_token());
        QVERIFY(listener->paste(QStringLiteral("http://127.0.0.1/callback?code=c-1&state=6f3a9d")));
        QCOMPARE(outcomeOf(std::move(task))->code().revealString(), QStringLiteral("c-1"));
        QCOMPARE(RedirectListener::withoutPort(QUrl(QStringLiteral("https://op.example/cb"))).error().code,
                 QStringLiteral("listener.not_loopback"));
    }

    void rightAnswer() // A310, A046
    {
        Waiting waiting;
        const Answer redirect = getQuery(waiting.uri, "code=c-1&state=6f3a9d");
        QCOMPARE(redirect.status, 303);
        QVERIFY(redirect.location.startsWith(waiting.uri.path().toLatin1() + "/"));
        QVERIFY(!redirect.location.contains('?'));
        QVERIFY(!redirect.all.contains("c-1"));
        const auto code = waiting.outcome();
        QVERIFY(code);
        QCOMPARE(code->code().revealString(), QStringLiteral("c-1"));

        const Answer page = get(waiting.uri, redirect.location);
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains("You can close this page"));
        QVERIFY(page.csp.startsWith("default-src 'none'"));
        for (const char* header : {"Referrer-Policy: no-referrer", "Cache-Control: no-store",
                                   "X-Content-Type-Options: nosniff", "Connection: close"})
            QVERIFY2(page.all.contains(header), header);
        QVERIFY(!page.all.contains("c-1"));
        QVERIFY(!page.all.contains("6f3a9d"));
    }

    void portClosesAfterASecond() // A034, N027
    {
        Waiting waiting;
        QVERIFY(accepts(waiting.uri));
        getQuery(waiting.uri, "code=c-1&state=6f3a9d");
        QVERIFY(waiting.outcome());
        waiting.listener.reset();                                             // nobody else needs to hold it
        QCOMPARE(getQuery(waiting.uri, "code=c-1&state=6f3a9d").status, 410); // A034
        QCOMPARE(getQuery(waiting.uri, "code=c-2&state=6f3a9d").status, 410); // A035
        QTRY_VERIFY_WITH_TIMEOUT(!accepts(waiting.uri), 5000);
    }

    void ignored_data()
    {
        QTest::addColumn<QByteArray>("target"); // with %1 for the path
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code"); // empty: not even judged
        const auto row = [](const char* name, const char* target, int status, const char* code = "",
                            const char* method = "GET") {
            QTest::newRow(name) << QByteArray(target) << QByteArray(method) << status
                                << QString::fromLatin1(code);
        };
        const char* good = "%1?code=c&state=6f3a9d";
        row("A001 wrong state", "%1?code=c&state=x", 400, "response.state_mismatch");
        row("A002 no state", "%1?code=c", 400, "response.state_missing");
        row("A002 no query", "%1", 400, "response.state_missing");
        row("A006 state of another login", "%1?code=c&state=older", 400, "response.state_mismatch");
        row("A010 declined with a wrong state", "%1?error=access_denied&state=x", 400,
            "response.state_mismatch");
        row("A014 root", "/?code=c&state=6f3a9d", 404);
        row("A014 longer", "%12?code=c&state=6f3a9d", 404);
        row("A014 below", "%1/?code=c&state=6f3a9d", 404);
        row("A014 dots", "%1/..?code=c&state=6f3a9d", 404);
        row("A014 two slashes", "/%1?code=c&state=6f3a9d", 404);
        row("A014 capitals", "/CALLBACK/x?code=c&state=6f3a9d", 404);
        row("A014 escaped", "/%63allback/x?code=c&state=6f3a9d", 404);
        row("A016 POST", good, 405, "", "POST");
        row("A017 HEAD", good, 405, "", "HEAD");
        row("A018 OPTIONS", good, 405, "", "OPTIONS");
        row("A033 favicon", "/favicon.ico", 404);
        row("A033 robots", "/robots.txt", 404);
        row("A042 bad encoding", "%1?code=%zz&state=6f3a9d", 400, "response.encoding");
        row("A045 fragment answer: nothing arrives", "%1", 400, "response.state_missing");
        row("A036 A049 guessed, first at the port", "%1?code=c&state=AAAAAA", 400, "response.state_mismatch");
    }

    void ignored()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, method);
        QFETCH(int, status);
        QFETCH(QString, code);
        Waiting waiting;
        QSignalSpy spy(waiting.listener.get(), &RedirectListener::ignored);
        target.replace("%1", waiting.uri.path().toLatin1());

        const Answer answer = get(waiting.uri, target, method);
        QCOMPARE(answer.status, status);
        QVERIFY(!answer.all.toLower().contains("tessera")); // A050
        QVERIFY(!answer.all.contains("Server:"));
        QVERIFY(!answer.all.contains("Access-Control"));
        QCOMPARE(spy.size(), code.isEmpty() ? 0 : 1);
        if (!code.isEmpty())
            QCOMPARE(spy.first().first().toString(), code);
        QCOMPARE(waiting.listener->ignoredCount(), spy.size());

        // The sign-in goes on: the right answer still counts.
        QCOMPARE(getQuery(waiting.uri, "code=c&state=6f3a9d").status, 303);
        QVERIFY(waiting.outcome());
    }

    void foreignHostIsTurnedAway() // A025, A026
    {
        Waiting waiting;
        const QByteArray target = waiting.uri.path().toLatin1() + "?code=c&state=6f3a9d";
        for (const QByteArray& host :
             {QByteArray("evil.example"), QByteArray("localhost.evil"),
              "localhost:" + QByteArray::number(waiting.uri.port()), QByteArray("127.0.0.1:1")})
            QCOMPARE(ask(waiting.uri, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status,
                     400);
        QCOMPARE(getQuery(waiting.uri, "code=c&state=6f3a9d").status, 303);
        QVERIFY(waiting.outcome());
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("code");
        QTest::newRow("A011 declined")
            << QByteArray("error=access_denied&state=6f3a9d") << QStringLiteral("access_denied");
        QTest::newRow("A008 code twice")
            << QByteArray("code=a&code=b&state=6f3a9d") << QStringLiteral("response.repeated");
        QTest::newRow("A051 iss of another")
            << QByteArray("code=a&state=6f3a9d&iss=https%3A%2F%2Fevil.example")
            << QStringLiteral("response.iss_mismatch");
    }

    void refusals()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, code);
        Waiting waiting;
        const Answer redirect = getQuery(waiting.uri, query);
        QCOMPARE(redirect.status, 303);
        const auto outcome = waiting.outcome();
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, code);
        QCOMPARE(getQuery(waiting.uri, "code=c&state=6f3a9d").status, 410);
        const Answer page = get(waiting.uri, redirect.location);
        QVERIFY(page.body.contains("did not sign you in"));
        QVERIFY(page.body.contains("You can close this page"));
        QVERIFY(!page.body.contains("evil"));
        // Nobody listens behind the last page: a fixed address is free for the next sign-in.
        QCOMPARE(getQuery(waiting.uri, "code=c&state=6f3a9d").status, 0);
    }

    void twoSignInsStayApart() // A005
    {
        Waiting first;
        auto request = exampleRequest();
        request.state = "second";
        const auto listener = *RedirectListener::bind();
        auto second = RedirectListener::wait(listener, request, 10s, {});
        QCOMPARE(getQuery(first.uri, "code=c&state=second").status, 400);
        QCOMPARE(getQuery(listener->redirectUri(), "code=2&state=second").status, 303);
        QCOMPARE(getQuery(first.uri, "code=1&state=6f3a9d").status, 303);
        QCOMPARE(outcomeOf(std::move(second))->code().revealString(), QStringLiteral("2"));
        QCOMPARE(first.outcome()->code().revealString(), QStringLiteral("1"));
    }

    void beforeAnybodyWaits()
    {
        const auto listener = *RedirectListener::bind();
        QCOMPARE(getQuery(listener->redirectUri(), "code=c&state=6f3a9d").status, 400);
        QCOMPARE(listener->ignoredCount(), 1);
    }

    void timeLimit() // A045, A048
    {
        Waiting waiting(50ms);
        const auto outcome = waiting.outcome();
        QCOMPARE(outcome.error().kind, ErrorKind::Timeout);
        QCOMPARE(outcome.error().code, QStringLiteral("sign_in.time_limit"));
        QVERIFY(!accepts(waiting.uri));
    }

    void cancelled() // A047
    {
        Waiting waiting;
        QVERIFY(accepts(waiting.uri));
        waiting.stop.request_stop();
        QVERIFY(!accepts(waiting.uri)); // at once
        QCOMPARE(waiting.outcome().error().kind, ErrorKind::Cancelled);
    }

    void cancelledBefore()
    {
        const auto listener = *RedirectListener::bind();
        std::stop_source stop;
        stop.request_stop();
        const auto outcome =
            outcomeOf(RedirectListener::wait(listener, exampleRequest(), 10s, stop.get_token()));
        QCOMPARE(outcome.error().kind, ErrorKind::Cancelled);
        QVERIFY(!accepts(listener->redirectUri()));
    }

    void goneWithItsLastHolder() // A047
    {
        auto listener = *RedirectListener::bind();
        const QUrl uri = listener->redirectUri();
        listener.reset();
        QVERIFY(!accepts(uri));
    }

    void fixedAddresses_data()
    {
        QTest::addColumn<QString>("fixed"); // %1: a free port
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* fixed, const char* code = "") {
            QTest::newRow(name) << QString::fromLatin1(fixed) << QString::fromLatin1(code);
        };
        row("literal", "http://127.0.0.1:%1/cb");
        row("no path", "http://127.0.0.1:%1");
        row("root", "http://127.0.0.1:%1/");
        row("final slash", "http://127.0.0.1:%1/cb/");
        row("A040 IPv6", "http://[::1]:%1/cb");
        row("localhost", "http://localhost:%1/cb");
        row("escaped path", "http://127.0.0.1:%1/a%20b");
        row("not loopback", "http://192.0.2.1:%1/cb", "listener.not_loopback");
        row("a name", "http://op.example:%1/cb", "listener.not_loopback");
        row("https", "https://127.0.0.1:%1/cb", "listener.not_loopback");
        row("own scheme", "com.example.app:/cb", "listener.not_loopback");
        row("N002 fragment", "http://127.0.0.1:%1/cb#x", "listener.not_loopback");
        row("query", "http://127.0.0.1:%1/cb?x=1", "listener.not_loopback");
        row("user information", "http://a@127.0.0.1:%1/cb", "listener.not_loopback");
    }

    void fixedAddresses()
    {
        QFETCH(QString, fixed);
        QFETCH(QString, code);
        QTcpServer probe;
        QVERIFY(probe.listen(QHostAddress(QHostAddress::LocalHost)));
        const QString port = QString::number(probe.serverPort());
        probe.close();
        const QUrl uri(fixed.replace(QStringLiteral("%1"), port));
        const auto listener = RedirectListener::bind(uri);
        QCOMPARE(listener ? QString() : listener.error().code, code);
        if (!listener) {
            QCOMPARE(listener.error().kind, ErrorKind::Configuration);
            return;
        }
        QCOMPARE((*listener)->redirectUri(), uri); // exactly that one
        auto task = RedirectListener::wait(*listener, exampleRequest(), 10s, {});
        QByteArray path = uri.path(QUrl::FullyEncoded).toLatin1();
        if (path.isEmpty())
            path = "/";
        const Answer redirect = get(uri, path + "?code=c&state=6f3a9d");
        QCOMPARE(redirect.status, 303);
        QVERIFY(get(uri, redirect.location).body.contains("You can close this page"));
        QVERIFY(outcomeOf(std::move(task)));
    }

    void fixedWithoutAPort() // RFC 8252 section 7.3
    {
        const auto listener = RedirectListener::bind(QUrl(QStringLiteral("http://127.0.0.1/cb")));
        QVERIFY(listener);
        QVERIFY((*listener)->redirectUri().port() > 1024);
        QCOMPARE((*listener)->redirectUri().path(), QStringLiteral("/cb"));
    }

    void fixedPortTaken() // A037
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        const auto listener =
            RedirectListener::bind(QUrl(QStringLiteral("http://127.0.0.1:%1/cb").arg(other.serverPort())));
        QVERIFY(!listener);
        QCOMPARE(listener.error().kind, ErrorKind::Configuration);
        QCOMPARE(listener.error().code, QStringLiteral("listener.port_in_use"));
    }

    void secondListenerOnAFixedPort() // A039
    {
        const auto first = *RedirectListener::bind();
        QCOMPARE(RedirectListener::bind(first->redirectUri()).error().code,
                 QStringLiteral("listener.port_in_use"));
    }

    void cleanupTestCase()
    {
        QTest::qWait(1100); // the last pages' seconds
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RedirectListenerTest)
#include "redirect_listener_test.moc"

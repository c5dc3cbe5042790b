// RFC 8628 sections 3.4 and 3.5 on a clock that is moved by hand: when it asks, and what ends it (N033, N034,
// A341, A342).
#include "core/oauth/device_authorization.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/clock_pause.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

HostileReply error(const char* code, int status = 400)
{
    return HostileReply::json(QByteArray(R"({"error":")") + code + R"("})", status);
}

HostileReply tokens(int status = 200)
{
    return HostileReply::json(R"({"access_token":"at-1","token_type":"Bearer","expires_in":600})", status);
}

HostileReply lost()
{
    return {{}, {}, Milliseconds(0), HostileReply::Ending::Reset};
}

/// A device code of fifteen minutes, a server and a clock.
struct Party
{
    explicit Party(const QList<HostileReply>& replies) : server(replies) {}

    Result<TokenResponse> poll(const std::stop_token& stop = {})
    {
        DeviceAuthorization device;
        device.deviceCode = SecretString::fromUtf8("dc+1");
        device.interval = 5s;
        device.expiresAt = pauses->clock->now() + 900s;
        return await(pollForTokens(std::make_shared<HttpClient>(), exampleMetadata(server.url()), client,
                                   device, pauses->clock, clockPause(pauses), stop));
    }

    QList<int> seconds() const
    {
        QList<int> list;
        for (const Milliseconds length : pauses->lengths)
            list += static_cast<int>(length.count() / 1000);
        return list;
    }

    HostileServer server;
    ClientRegistration client = exampleClient();
    std::shared_ptr<Pauses> pauses = std::make_shared<Pauses>();
};

} // namespace

class DevicePollingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void timeline_data()
    {
        QTest::addColumn<QList<HostileReply>>("replies");
        QTest::addColumn<QList<int>>("waits");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const QList<HostileReply>& replies, const QList<int>& waits,
                            const char* code = "") {
            QTest::newRow(name) << replies << waits << QString::fromUtf8(code);
        };
        const HostileReply pending = error("authorization_pending");
        const HostileReply slower = error("slow_down");
        row("N033 at once", {tokens()}, {5});
        row("N033 after a while", {pending, pending, tokens()}, {5, 5, 5});
        row("N033 slow_down for good", {pending, slower, pending, slower, pending, tokens()},
            {5, 5, 10, 10, 15, 15});
        row("N033 pending with 403", {error("authorization_pending", 403), tokens()}, {5, 5});
        row("N034 cut", {pending, lost(), lost(), pending, tokens()}, {5, 5, 10, 20, 5});
        row("N034 slow_down and cut", {slower, lost(), tokens()}, {5, 10, 20});
        row("N034 at most a minute", {lost(), lost(), lost(), lost(), lost(), lost(), tokens()},
            {5, 10, 20, 40, 60, 60, 60});
        row("A220 the server is ill", {error("server_error", 503), HostileReply::with(502, {}), tokens()},
            {5, 10, 20});
        row("A114 too many requests", {error("slow_down", 429), pending, tokens()}, {5, 10, 5});
        row("N033 access_denied", {pending, error("access_denied")}, {5, 5}, "access_denied");
        row("N033 expired_token", {error("expired_token")}, {5}, "expired_token");
        row("invalid_client", {error("invalid_client", 401)}, {5}, "invalid_client");
        row("invalid_grant", {error("invalid_grant")}, {5}, "invalid_grant");
        row("A342 pending with 200", {pending, error("authorization_pending", 200)}, {5, 5}, "device.status");
        row("A342 slow_down with 200", {error("slow_down", 200)}, {5}, "device.status");
        row("A342 tokens with 400", {tokens(400)}, {5}, "http.status");
        row("A098 tokens with 201", {tokens(201)}, {5}, "token_response.status");
        row("A096 refused with 200", {error("access_denied", 200)}, {5}, "access_denied");
        row("A095 HTML", {HostileReply::with(200, {"Content-Type: text/html"}, "<html>")}, {5},
            "http.content_type");
        row("A112 redirect", {HostileReply::with(307, {"Location: https://evil.example/"})}, {5},
            "net.redirect");
    }
    void timeline()
    {
        QFETCH(QList<HostileReply>, replies);
        QFETCH(QList<int>, waits);
        QFETCH(QString, code);
        Party party(replies);
        const auto response = party.poll();
        QCOMPARE(response ? QString() : response.error().code, code);
        QCOMPARE(party.seconds(), waits);
        QCOMPARE(party.server.requests().size(), replies.size());
        if (response)
            QVERIFY(*response->expiresAt == party.pauses->clock->now() + 600s);
    }

    void ends_data()
    {
        QTest::addColumn<HostileReply>("reply");
        QTest::addColumn<int>("polls");
        QTest::newRow("N033 pending for ever") << error("authorization_pending") << 179;
        QTest::newRow("A341 slow_down for ever") << error("slow_down") << 18;
        QTest::newRow("N034 cut for ever") << lost() << 17;
    }
    void ends()
    {
        QFETCH(HostileReply, reply);
        Party party({reply});
        const TimePoint end = party.pauses->clock->now() + 900s;
        const auto response = party.poll();
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Timeout);
        QCOMPARE(response.error().code, QStringLiteral("device.expired"));
        QVERIFY(party.pauses->clock->now() == end); // not a second after it
        QTEST(static_cast<int>(party.server.requests().size()), "polls");
    }

    void errorsWithStatus200() // a trait, for a server that knows no other status
    {
        Party party({error("authorization_pending", 200), error("slow_down", 200), tokens()});
        party.client.traits.errorsComeWithStatus200 = true;
        QVERIFY(party.poll());
        QCOMPARE(party.seconds(), (QList<int>{5, 5, 10}));
    }

    void request_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("withoutSecret");
        QTest::addColumn<bool>("sent");
        QTest::newRow("public") << QString() << false << false;
        QTest::newRow("secret") << QStringLiteral("s") << false << true;
        QTest::newRow("a secret that stays here") << QStringLiteral("s") << true << false;
    }
    void request()
    {
        QFETCH(QString, secret);
        QFETCH(bool, withoutSecret);
        QFETCH(bool, sent);
        Party party({tokens()});
        party.client = exampleClient(secret);
        party.client.traits.deviceGrantWithoutSecret = withoutSecret;
        QVERIFY(party.poll());
        const QByteArray request = party.server.requests().first();
        QVERIFY(request.contains("\r\nAccept: application/json\r\n"));
        QCOMPARE(request.contains("\r\nAuthorization: Basic ZGVza3RvcDpz\r\n"), sent);
        const QByteArray grant =
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dc%2B1";
        QCOMPARE(bodyOf(request), QByteArray("client_id=desktop&" + grant));
    }

    void stopped()
    {
        Party party({error("authorization_pending")});
        std::stop_source stop;
        party.pauses->before = [&stop](qsizetype count) {
            if (count == 3)
                stop.request_stop();
        };
        const auto response = party.poll(stop.get_token());
        QCOMPARE(response.error().kind, ErrorKind::Cancelled);
        QCOMPARE(party.server.requests().size(), 2);
    }

    void methodIsJudgedBeforeTheFirstPoll() // A082
    {
        Party party({tokens()});
        party.client.authenticationMethod = ClientAuthenticationMethod::ClientSecretPost;
        QCOMPARE(party.poll().error().code, QStringLiteral("client.secret_missing"));
        QVERIFY(party.pauses->lengths.isEmpty());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DevicePollingTest)
#include "device_polling_test.moc"

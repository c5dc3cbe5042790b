// RFC 8628 sections 3.1 and 3.2: what is sent, and which answers a person may be shown (A339, A340, A343).
#include "core/oauth/device_authorization.h"

#include "core/base/strict_json.h"
#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {
namespace {

using namespace std::chrono_literals;

const TimePoint kNow = fromUnixSeconds(1767323045);

QJsonObject goodAnswer()
{
    return *parseJsonObject(R"({"device_code":"dc-1","user_code":"WDJB-MJHT",)"
                            R"("verification_uri":"https://op.example/device",)"
                            R"("verification_uri_complete":"https://op.example/device?user_code=WDJB-MJHT",)"
                            R"("expires_in":900,"interval":7})");
}

/// The good answer with one member changed, or without it.
QByteArray answerWith(const QString& name, const QJsonValue& value)
{
    QJsonObject answer = goodAnswer();
    answer.remove(name);
    if (!value.isUndefined())
        answer.insert(name, value);
    return QJsonDocument(answer).toJson(QJsonDocument::Compact);
}

HttpResponse response(const QByteArray& body, int status = 200)
{
    return {status,
            QUrl(QStringLiteral("https://op.example/device")),
            {{"Content-Type", "application/json"}},
            body};
}

Result<DeviceAuthorization> parse(const QByteArray& body,
                                  const QString& issuer = QStringLiteral("https://op.example"))
{
    return parseDeviceAuthorization(response(body), issuer, kNow);
}

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

QByteArray goodBytes()
{
    return QJsonDocument(goodAnswer()).toJson(QJsonDocument::Compact);
}

} // namespace

class DeviceAuthorizationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void good()
    {
        const auto device = parse(goodBytes());
        QVERIFY2(device, device ? "" : qPrintable(device.error().code));
        QVERIFY(device->deviceCode.equals("dc-1"));
        QCOMPARE(device->userCode, QStringLiteral("WDJB-MJHT"));
        QCOMPARE(device->verificationUri, QUrl(QStringLiteral("https://op.example/device")));
        QCOMPARE(device->verificationUriComplete,
                 QUrl(QStringLiteral("https://op.example/device?user_code=WDJB-MJHT")));
        QVERIFY(device->expiresAt == kNow + 900s);
        QVERIFY(device->interval == 7s);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("code");
        const auto row = [](const char* name, const char* member, const QJsonValue& value, const char* code) {
            QTest::newRow(name) << QString::fromUtf8(member) << value << QString::fromUtf8(code);
        };
        const auto text = [](const char* utf8) { return QJsonValue(QString::fromUtf8(utf8)); };
        const QJsonValue absent(QJsonValue::Undefined);
        row("no device_code", "device_code", absent, "device.member");
        row("empty device_code", "device_code", text(""), "device.member");
        row("device_code with a line break", "device_code", text("a\nb"), "device.member");
        row("device_code too long", "device_code", QString(8193, u'd'), "device.member");
        row("no user_code", "user_code", absent, "device.user_code");
        row("A343 10 KB", "user_code", QString(10 * 1024, u'A'), "device.user_code");
        row("A343 65 characters", "user_code", QString(65, u'A'), "device.user_code");
        row("A343 bidirectional", "user_code", text("AB\u202e12"), "device.user_code");
        row("A343 zero width", "user_code", text("AB\u200b12"), "device.user_code");
        row("A343 line break", "user_code", text("AB\n12"), "device.user_code");
        row("A343 escape", "user_code", text("\x1b[31mAB"), "device.user_code");
        row("A343 piled up marks", "user_code", text("A\u0336\u0336B"), "device.user_code");
        row("A343 blanks", "user_code", text("   "), "device.user_code");
        row("A343 number", "user_code", 12345678, "device.user_code");
        row("no verification_uri", "verification_uri", absent, "device.member");
        row("A339 http", "verification_uri", text("http://op.example/device"), "device.verification_uri");
        row("A339 javascript", "verification_uri", text("javascript:alert(1)"), "device.verification_uri");
        row("A339 data", "verification_uri", text("data:text/html,x"), "device.verification_uri");
        row("A339 file", "verification_uri", text("file:///etc/passwd"), "device.verification_uri");
        row("A339 other program", "verification_uri", text("ms-settings://op.example"),
            "device.verification_uri");
        row("A339 user information", "verification_uri", text("https://op.example@evil.example/"),
            "device.verification_uri");
        row("A339 loopback", "verification_uri", text("https://127.0.0.1/device"), "device.verification_uri");
        row("A339 private network", "verification_uri", text("https://192.168.0.1/device"),
            "device.verification_uri");
        row("A339 backslash", "verification_uri", text("https://op.example\\@evil.example"),
            "device.verification_uri");
        row("A339 no host", "verification_uri", text("https:///device"), "device.verification_uri");
        row("A339 relative", "verification_uri", text("/device"), "device.verification_uri");
        row("A339 invisible", "verification_uri", text("https://op.example/\u202edevice"),
            "device.verification_uri");
        row("A340 expires_in text", "expires_in", text("900"), "device.member");
        row("A340 expires_in null", "expires_in", QJsonValue(), "device.member");
        row("A340 expires_in 0", "expires_in", 0, "device.member");
        row("A340 expires_in negative", "expires_in", -900, "device.member");
    }
    void refused()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        const auto device = parse(answerWith(member, value));
        QVERIFY(!device);
        QTEST(device.error().code, "code");
        QCOMPARE(device.error().endpoint, QStringLiteral("https://op.example/device"));
        QVERIFY(device.error().detail.size() < 400);
    }

    void bounds_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<int>("life");
        QTest::addColumn<int>("interval");
        const auto row = [](const char* name, const char* member, const QJsonValue& value, int life,
                            int interval) {
            QTest::newRow(name) << QString::fromUtf8(member) << value << life << interval;
        };
        const QJsonValue absent(QJsonValue::Undefined);
        row("as it came", "x", 1, 900, 7);
        row("A340 interval missing", "interval", absent, 900, 5);
        row("A340 interval 0", "interval", 0, 900, 5);
        row("A340 interval negative", "interval", -1, 900, 5);
        row("A340 interval text", "interval", QStringLiteral("5"), 900, 5);
        row("A340 interval 1", "interval", 1, 900, 1);
        row("A340 interval with a fraction", "interval", 1.5, 900, 2);
        row("A340 interval 60", "interval", 60, 900, 60);
        row("A340 interval 61", "interval", 61, 900, 60);
        row("A340 interval 10^9", "interval", 1e9, 900, 60);
        row("A340 interval 1e300", "interval", 1e300, 900, 60);
        row("A340 expires_in missing", "expires_in", absent, 1800, 7);
        row("A340 expires_in 1", "expires_in", 1, 1, 7);
        row("A340 expires_in 1800", "expires_in", 1800, 1800, 7);
        row("A340 expires_in 1801", "expires_in", 1801, 1800, 7);
        row("A340 expires_in 1e300", "expires_in", 1e300, 1800, 7);
        row("64 characters", "user_code", QString(64, u'A'), 900, 7);
        row("another alphabet", "user_code", QString::fromUtf8("\u0416\u0429 12"), 900, 7);
    }
    void bounds()
    {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QFETCH(int, life);
        QFETCH(int, interval);
        const auto device = parse(answerWith(member, value));
        QVERIFY2(device, device ? "" : qPrintable(device.error().detail));
        QVERIFY(device->expiresAt == kNow + Seconds(life));
        QCOMPARE(device->interval.count(), interval);
    }

    void pages_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* page, const char* issuer, bool good) {
            QTest::newRow(name) << QString::fromUtf8(page) << QString::fromUtf8(issuer) << good;
        };
        row("another host", "https://microsoft.example/devicelogin", "https://op.example", true);
        row("a page of one page", "https://op.example/start/#/device", "https://op.example", true);
        row("its own query", "https://op.example/device?client_id=a", "https://op.example", true);
        row("A339 http at home", "http://127.0.0.1:8080/device", "http://127.0.0.1:8080", true);
        row("A339 http elsewhere", "http://op.example/device", "http://127.0.0.1:8080", false);
        row("A339 http with an https issuer here", "http://127.0.0.1/device", "https://127.0.0.1", false);
    }
    void pages()
    {
        QFETCH(QString, page);
        QFETCH(QString, issuer);
        const auto device = parse(answerWith(QStringLiteral("verification_uri"), page), issuer);
        QTEST(device.has_value(), "good");
    }

    void lookAlikeIsTold() // A339
    {
        const auto device = parse(answerWith(QStringLiteral("verification_uri"),
                                             QString::fromUtf8("https://\u043ep.example/device")));
        QVERIFY(device);
        QVERIFY(device->verificationUri.host(QUrl::FullyEncoded).startsWith(QStringLiteral("xn--")));
        QVERIFY(device->verificationUri.toEncoded().startsWith("https://xn--"));
    }

    void completeAddressIsLeftOut_data()
    {
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("none") << QJsonValue(QJsonValue::Undefined);
        QTest::newRow("number") << QJsonValue(7);
        QTest::newRow("A339 javascript") << QJsonValue(QStringLiteral("javascript:alert(1)"));
        QTest::newRow("A339 http") << QJsonValue(QStringLiteral("http://op.example/device?user_code=W"));
        QTest::newRow("A339 other host") << QJsonValue(QStringLiteral("https://evil.example/?user_code=W"));
        QTest::newRow("A339 user information")
            << QJsonValue(QStringLiteral("https://op.example@evil.example/?user_code=W"));
        QTest::newRow("too long for a QR code")
            << QJsonValue(QStringLiteral("https://op.example/?user_code=") + QString(2048, u'W'));
    }
    void completeAddressIsLeftOut()
    {
        QFETCH(QJsonValue, value);
        const auto device = parse(answerWith(QStringLiteral("verification_uri_complete"), value));
        QVERIFY(device);
        QVERIFY(device->verificationUriComplete.isEmpty());
        QVERIFY(!device->verificationUri.isEmpty());
    }

    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const QByteArray json = "Content-Type: application/json";
        QTest::newRow("good") << 200 << json << goodBytes() << QString();
        QTest::newRow("invalid_client")
            << 401 << json << QByteArray(R"({"error":"invalid_client"})") << QStringLiteral("invalid_client");
        QTest::newRow("A096 error with 200")
            << 200 << json << QByteArray(R"({"error":"device_flow_disabled"})")
            << QStringLiteral("device_flow_disabled");
        QTest::newRow("A098 201") << 201 << json << goodBytes() << QStringLiteral("http.status");
        QTest::newRow("A095 HTML") << 200 << QByteArray("Content-Type: text/html") << QByteArray("<html>")
                                   << QStringLiteral("http.content_type");
        QTest::newRow("A118 array") << 200 << json << QByteArray("[]")
                                    << QStringLiteral("json.not_an_object");
        QTest::newRow("A112 redirect") << 307 << QByteArray("Location: https://evil.example/") << QByteArray()
                                       << QStringLiteral("net.redirect");
        QTest::newRow("64 KiB and one")
            << 200 << json << QByteArray(64 * 1024 + 1, ' ') << QStringLiteral("net.too_large");
    }
    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        HostileServer server({HostileReply::with(status, {header}, body)});
        auto metadata = exampleMetadata();
        metadata.deviceAuthorizationEndpoint = server.url();
        const auto device =
            await(requestDeviceAuthorization(std::make_shared<HttpClient>(), metadata, exampleClient(), {},
                                             std::make_shared<ManualClock>(kNow), {}));
        QTEST(device ? QString() : device.error().code, "code");
        QCOMPARE(server.requests().size(), 1);
        if (device)
            QVERIFY(device->expiresAt == kNow + 900s);
    }

    void request_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<bool>("withoutSecret");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("public") << QString() << false
                                << QByteArray("client_id=desktop&scope=openid%20mail&audience=api")
                                << QByteArray();
        QTest::newRow("secret") << QStringLiteral("s") << false
                                << QByteArray("client_id=desktop&scope=openid%20mail&audience=api")
                                << QByteArray("Authorization: Basic ZGVza3RvcDpz\r\n");
        QTest::newRow("a secret that stays here")
            << QStringLiteral("s") << true << QByteArray("client_id=desktop&scope=openid%20mail&audience=api")
            << QByteArray();
    }
    void request()
    {
        QFETCH(QString, secret);
        QFETCH(bool, withoutSecret);
        QFETCH(QByteArray, header);
        HostileServer server({HostileReply::json(goodBytes())});
        auto metadata = exampleMetadata();
        metadata.deviceAuthorizationEndpoint = server.url(QStringLiteral("/device?p=1"));
        ClientRegistration client = exampleClient(secret);
        client.scope = {QStringLiteral("openid"), QStringLiteral("mail")};
        client.traits.deviceGrantWithoutSecret = withoutSecret;
        const FormFields extra{{QStringLiteral("audience"), QStringLiteral("api")},
                               {QStringLiteral("scope"), QStringLiteral("admin")},
                               {QStringLiteral("client_id"), QStringLiteral("another")}};
        QVERIFY(await(requestDeviceAuthorization(std::make_shared<HttpClient>(), metadata, client, extra,
                                                 std::make_shared<ManualClock>(), {})));
        const QByteArray sent = server.requests().first();
        QVERIFY(sent.startsWith("POST /device?p=1 HTTP/1.1\r\n"));
        QVERIFY(sent.contains("\r\nAccept: application/json\r\n"));
        QTEST(bodyOf(sent), "body");
        QCOMPARE(sent.contains("Authorization:"), !header.isEmpty());
        QVERIFY(sent.contains(header));
    }

    void noEndpoint()
    {
        const auto device =
            await(requestDeviceAuthorization(std::make_shared<HttpClient>(), exampleMetadata(),
                                             exampleClient(), {}, std::make_shared<ManualClock>(), {}));
        QCOMPARE(device.error().kind, ErrorKind::Configuration);
        QCOMPARE(device.error().code, QStringLiteral("device.unsupported"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::DeviceAuthorizationTest)
#include "device_authorization_test.moc"

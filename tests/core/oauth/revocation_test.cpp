// RFC 7009: what is sent, and what each answer means (N036, N037).
#include "core/oauth/revocation.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QByteArray bodyOf(const QByteArray& request)
{
    return request.sliced(request.indexOf("\r\n\r\n") + 4);
}

Result<void> revoke(const AuthorizationServerMetadata& metadata, const ClientRegistration& client,
                    const QString& hint = QStringLiteral("refresh_token"))
{
    return await(
        revokeToken(exampleRequester(), metadata, client, SecretString::fromUtf8("rt+/= \u00fc"), hint, {}));
}

} // namespace

class RevocationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        const QByteArray type = "Content-Type: application/json";
        QTest::newRow("N036 done") << 200 << type << QByteArray() << QString() << QString();
        QTest::newRow("N036 still valid")
            << 503 << QByteArray("Retry-After: 30") << QByteArray() << QStringLiteral("http.status")
            << QStringLiteral("503, Retry-After: 30");
        QTest::newRow("N037 unsupported_token_type")
            << 400 << type << QByteArray(R"({"error":"unsupported_token_type"})")
            << QStringLiteral("unsupported_token_type") << QString();
        QTest::newRow("invalid_client")
            << 401 << type << QByteArray(R"({"error":"invalid_client","error_description":"who?"})")
            << QStringLiteral("invalid_client") << QStringLiteral("who?");
        QTest::newRow("A320 redirect") << 307 << QByteArray("Location: https://evil.example/") << QByteArray()
                                       << QStringLiteral("net.redirect") << QString();
    }

    void answers()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        HostileServer server({HostileReply::with(status, {header}, body)});
        const auto done = revoke(exampleMetadata(server.url()), exampleClient());
        QCOMPARE(done ? QString() : done.error().code, code);
        if (!done && !detail.isEmpty())
            QCOMPARE(done.error().detail, detail);
        QCOMPARE(server.requests().size(), 1);
    }

    void publicClient()
    {
        HostileServer server({HostileReply::json({})});
        QVERIFY(revoke(exampleMetadata(server.url()), exampleClient()));
        const QByteArray request = server.requests().first();
        QVERIFY(request.startsWith("POST / HTTP/1.1\r\n"));
        QVERIFY(!request.toLower().contains("authorization:"));
        QCOMPARE(bodyOf(request),
                 QByteArray("token=rt%2B%2F%3D%20%C3%BC&token_type_hint=refresh_token&client_id=desktop"));
    }

    void basicClientWithoutHint()
    {
        HostileServer server({HostileReply::json({})});
        QVERIFY(revoke(exampleMetadata(server.url()), exampleClient(QStringLiteral("s")), {}));
        QVERIFY(server.requests().first().contains("Authorization: Basic ZGVza3RvcDpz\r\n"));
        QCOMPARE(bodyOf(server.requests().first()), QByteArray("token=rt%2B%2F%3D%20%C3%BC"));
    }

    void withoutAnEndpoint()
    {
        const auto done = revoke(exampleMetadata(QUrl()), exampleClient());
        QCOMPARE(done.error(), (Error{ErrorKind::Configuration,
                                      QStringLiteral("revocation.unsupported"),
                                      {},
                                      QStringLiteral("https://op.example")}));
    }

    void offline()
    {
        HostileServer server({HostileReply::json({})});
        const QUrl url = server.url();
        auto gone = std::make_unique<HostileServer>(QList<HostileReply>{});
        const QUrl nobody = gone->url();
        gone.reset();
        QCOMPARE(revoke(exampleMetadata(nobody), exampleClient()).error().kind, ErrorKind::Offline);
        QVERIFY(revoke(exampleMetadata(url), exampleClient()));
    }

    void cancelled()
    {
        HostileServer server({HostileReply{}});
        std::stop_source stop;
        stop.request_stop();
        const auto done =
            await(revokeToken(exampleRequester(), exampleMetadata(server.url()), exampleClient(),
                              SecretString::fromUtf8("t"), {}, stop.get_token()));
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        QCOMPARE(server.requests().size(), 0);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::RevocationTest)
#include "revocation_test.moc"

// One form with one authentication; what is added from outside replaces nothing (N003, N004).
#include "core/oauth/client_request.h"

#include "tests/core/oauth/oauth_test_support.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const TimePoint kNow = fromUnixSeconds(1767323045);

} // namespace

class ClientRequestTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void form_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("method");
        QTest::addColumn<QByteArray>("form");
        QTest::addColumn<QByteArray>("authorization");
        QTest::newRow("N004 none") << QString() << QStringLiteral("none")
                                   << QByteArray("client_id=desktop&a=1") << QByteArray();
        QTest::newRow("N004 basic") << QStringLiteral("s") << QStringLiteral("client_secret_basic")
                                    << QByteArray("a=1") << QByteArray("Basic ZGVza3RvcDpz");
        QTest::newRow("N004 post") << QStringLiteral("s+") << QStringLiteral("client_secret_post")
                                   << QByteArray("client_id=desktop&client_secret=s%2B&a=1") << QByteArray();
    }
    void form()
    {
        QFETCH(QString, secret);
        QFETCH(QString, method);
        ClientRegistration client = exampleClient(secret);
        client.authenticationMethod = clientAuthenticationMethodFromName(method);
        const QUrl endpoint(QStringLiteral("https://op.example/introspect"));
        const auto request =
            clientRequest(endpoint, exampleMetadata(), client, {{QStringLiteral("a"), QStringLiteral("1")}},
                          fromUnixSeconds(1767323045));
        QVERIFY(request);
        QCOMPARE(request->method, QByteArray("POST"));
        QCOMPARE(request->url, endpoint);
        QCOMPARE(request->accept, QByteArray("application/json"));
        QVERIFY(!request->followSameOriginRedirects);
        QTEST(encodeForm(request->form), "form");
        QTEST(request->authorization.reveal().toByteArray(), "authorization");
    }

    void theServerWantsAnother() // A082
    {
        auto metadata = exampleMetadata();
        metadata.tokenEndpointAuthMethodsSupported = {QStringLiteral("tls_client_auth")};
        const auto request =
            clientRequest(metadata.tokenEndpoint, metadata, exampleClient(), {}, fromUnixSeconds(1767323045));
        QVERIFY(!request);
        QCOMPARE(request.error().code, QStringLiteral("client.method_unsupported"));
    }

    void whatIsAddedReplacesNothing()
    {
        const FormFields ours{{QStringLiteral("scope"), QStringLiteral("openid")}};
        const FormFields extra{{QStringLiteral("scope"), QStringLiteral("admin")},
                               {QStringLiteral("resource"), QStringLiteral("https://a.example")},
                               {QStringLiteral("resource"), QStringLiteral("https://b.example")}};
        QCOMPARE(
            encodeForm(withExtraFields(ours, extra)),
            QByteArray("scope=openid&resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example"));
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClientRequestTest)
#include "client_request_test.moc"

// Certificates and protocol versions, against a server with certificates made on the spot: A312, A313, A319.
#include "core/net/secure_access_manager.h"

#include "tests/support/hostile_server.h"
#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QNetworkReply>
#include <QSslSocket>
#include <QTest>

namespace tessera::test {
namespace {

Result<HttpResponse> get(SecureAccessManager& manager, const QNetworkRequest& request)
{
    QNetworkReply* reply = manager.get(request);
    if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
        return failure(ErrorKind::Timeout, u"test.never_finished");
    return SecureAccessManager::read(reply);
}

QString codeOf(const Result<HttpResponse>& result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : result.error().code;
}

} // namespace

class SecureAccessManagerTlsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void checksCertificates_data();
    void checksCertificates();
    void refusesOldTls();
};

void SecureAccessManagerTlsTest::checksCertificates_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("validTo");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<QString>("code");
    const QString tls = QStringLiteral("net.tls");
    QTest::newRow("trusted") << QByteArray("IP:127.0.0.1") << 3600 << true << QStringLiteral("status 200");
    QTest::newRow("A312 unknown issuer") << QByteArray("IP:127.0.0.1") << 3600 << false << tls;
    QTest::newRow("A312 wrong host") << QByteArray("DNS:op.example") << 3600 << true << tls;
    QTest::newRow("A312 expired") << QByteArray("IP:127.0.0.1") << -60 << true << tls;
}

void SecureAccessManagerTlsTest::checksCertificates()
{
    QFETCH(QByteArray, names);
    QFETCH(int, validTo);
    QFETCH(bool, trusted);
    const TestIdentity identity = makeTestIdentity({names, -7200, validTo});
    QSslConfiguration serverTls = identity.serverConfiguration();
    serverTls.setAllowedNextProtocols({"h2", "http/1.1"});
    HostileServer server({HostileReply::json("{}")}, serverTls);

    SecureAccessManager manager;
    QNetworkRequest request(server.url());
    QSslConfiguration tls = trusted ? identity.trustingConfiguration() : request.sslConfiguration();
    // What a careless caller might ask for is not what goes out.
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    request.setSslConfiguration(tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    const auto response = get(manager, request);
    QTEST(codeOf(response), "code");
    if (response) {
        QVERIFY(server.negotiatedProtocol() != "h2"); // A319
        QVERIFY(server.requests().first().startsWith("GET / HTTP/1.1\r\n"));
    } else {
        QCOMPARE(response.error().kind, ErrorKind::Untrusted);
        QVERIFY(!response.error().detail.isEmpty());
        QCOMPARE(server.requests().size(), 0);
    }
}

// A313
void SecureAccessManagerTlsTest::refusesOldTls()
{
    const TestIdentity identity = makeTestIdentity();
    QSslConfiguration serverTls = identity.serverConfiguration();
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    serverTls.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    HostileServer server({HostileReply::json("{}")}, serverTls);
    SecureAccessManager manager;
    QNetworkRequest request(server.url());
    QSslConfiguration tls = identity.trustingConfiguration();
    tls.setProtocol(QSsl::AnyProtocol);
    request.setSslConfiguration(tls);
    QCOMPARE(codeOf(get(manager, request)), QStringLiteral("net.tls"));
    QCOMPARE(server.requests().size(), 0);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::SecureAccessManagerTlsTest)
#include "secure_access_manager_tls_test.moc"

// Servers whose TLS is not to be trusted (G15: A312, A313, A316, A324). The sign-in ends with net.tls,
// nothing was sent, and there is no "continue anyway".
#include "tests/hostile/hostile_world.h"
#include "tests/support/test_program.h"
#include "tests/support/weak_tls_server.h"

#include <QTest>

namespace tessera::test {
namespace {

constexpr int kTls10 = 0x0301;
constexpr int kTls11 = 0x0302;
constexpr int kTls12 = 0x0303;
constexpr int kTls13 = 0x0304;

/// One authority the system trusts, one nobody knows, and what they sign.
struct Authorities
{
    TestIdentity trusted = makeTestIdentity({{}, -7200, 7200, "Trusted", true});
    TestIdentity stranger = makeTestIdentity({{}, -7200, 7200, "Stranger", true});
    TestIdentity bounded = makeTestIdentity({{},
                                             -7200,
                                             7200,
                                             "Bounded",
                                             true,
                                             0,
                                             false,
                                             {{"nameConstraints", "critical,permitted;DNS:op.example"}}},
                                            &trusted);
    TestIdentity notOne = makeTestIdentity({"DNS:localhost", -7200, 7200, "Leaf", false}, &trusted);
};

CertificateRequest leaf(const QByteArray& names)
{
    CertificateRequest request{names};
    request.isAuthority = false;
    return request;
}

struct TlsCase
{
    TestIdentity identity;
    WeakTls tls{};
    QString host = QStringLiteral("127.0.0.1");
};

} // namespace
} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::TlsCase)

namespace tessera::test {

class HostileTlsTest final : public QObject
{
    Q_OBJECT

    Authorities m_authorities;
    QSslConfiguration m_before;

    static void row(const char* name, const TlsCase& tls, const char* code = "net.tls")
    {
        QTest::newRow(name) << tls << QString::fromLatin1(code);
    }

    TestIdentity good(const CertificateRequest& request) const
    {
        return makeTestIdentity(request, &m_authorities.trusted);
    }

    static void columns()
    {
        QTest::addColumn<TlsCase>("tls");
        QTest::addColumn<QString>("code");
    }

    static void judge()
    {
        QFETCH(TlsCase, tls);
        QFETCH(QString, code);
        const WeakTlsServer server(tls.identity, tls.tls);
        HostileCase asked{"", {}, Reach::Discovery, {}};
        asked.request = [&](SignInRequest& request) {
            request.registration.issuer = QStringLiteral("https://%1:%2").arg(tls.host).arg(server.port());
        };
        HostileWorld world(asked);
        const Result<SignInOutcome> outcome = world.signIn();
        QVERIFY(!outcome);
        if (outcome.error().code != code)
            qWarning() << outcome.error();
        QCOMPARE(outcome.error().code, code);
        QCOMPARE(server.requests(), code == u"net.tls" ? 0 : 1);
        QCOMPARE(world.opened, 0);
        QVERIFY(!world.somethingIsStored());
        if (code == u"net.tls")
            QCOMPARE(outcome.error().kind, ErrorKind::Untrusted);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_before = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = m_before;
        trusting.setCaCertificates({m_authorities.trusted.certificate});
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    void cleanupTestCase() { QSslConfiguration::setDefaultConfiguration(m_before); }

    void certificates_data()
    {
        columns();
        const QByteArray both = "IP:127.0.0.1,DNS:localhost";
        const char* read = "metadata.missing"; // TLS was good enough to read {}
        const QString localhost = QStringLiteral("localhost");
        const auto named = [&](const QByteArray& commonName, const QByteArray& names) {
            CertificateRequest request = leaf(names);
            request.commonName = commonName;
            return TlsCase{good(request), {}, commonName == "localhost" ? localhost : TlsCase().host};
        };
        row("trusted, by address", {good(leaf(both))}, read);
        row("trusted, by name", {good(leaf(both)), {}, localhost}, read);
        row("A312 self-signed", {makeTestIdentity(leaf(both))});
        row("A312 unknown CA", {makeTestIdentity(leaf(both), &m_authorities.stranger)});
        row("A312 expired", {good({both, -7200, -60, "Test", false})});
        row("A312 not yet valid", {good({both, 3600, 7200, "Test", false})});
        row("A312 wrong host", {good(leaf("DNS:op.example"))});
        row("A312 wrong address", {good(leaf("IP:127.0.0.2"))});
        row("A312 common name only, an address", named("127.0.0.1", {}));
        row("A312 common name only, a name", named("localhost", {}));
        row("A312 common name beside other names", named("localhost", "DNS:op.example"));
        row("A312 address as a DNS name", {good(leaf("DNS:127.0.0.1"))});
        row("A312 wildcard for an address", {good(leaf("DNS:*.0.0.1"))});
        row("A312 wildcard for everything", {good(leaf("DNS:*")), {}, localhost});
        row("A312 wildcard in a label", {good(leaf("DNS:local*")), {}, localhost});
        row("A312 wildcard below", {good(leaf("DNS:*.localhost")), {}, localhost});
        row("A312 name constraint broken", {makeTestIdentity(leaf(both), &m_authorities.bounded)});
        row("A312 signed by one that is no CA", {makeTestIdentity(leaf(both), &m_authorities.notOne)});
        row("A312 for clients only",
            {good({both, -60, 3600, "Test", false, 0, false, {{"extendedKeyUsage", "clientAuth"}}})});
        row("A312 1024-bit key", {good({both, -60, 3600, "Test", false, 1024})});
        row("2048-bit key", {good({both, -60, 3600, "Test", false, 2048})}, read);
        row("A312 SHA-1", {good({both, -60, 3600, "Test", false, 0, true})});
    }
    void certificates() { judge(); }

    void protocols_data()
    {
        columns();
        const TestIdentity identity = good({"IP:127.0.0.1", -60, 3600, "Test", false, 2048});
        const char* read = "metadata.missing";
        row("TLS 1.2", {identity, {kTls12, kTls12}}, read);
        row("TLS 1.3", {identity, {kTls13, kTls13}}, read);
        row("A313 TLS 1.0", {identity, {kTls10, kTls10, "ALL:@SECLEVEL=0"}});
        row("A313 TLS 1.1", {identity, {kTls11, kTls11, "ALL:@SECLEVEL=0"}});
        row("A313 TLS 1.0 and 1.1", {identity, {kTls10, kTls11, "ALL:@SECLEVEL=0"}});
        row("A313 no encryption", {identity, {kTls12, kTls12, "eNULL:@SECLEVEL=0"}});
        row("A313 no certificate", {identity, {kTls12, kTls12, "aNULL:@SECLEVEL=0"}});
    }
    void protocols() { judge(); }

    // A316
    void neverFallsBackToHttp()
    {
        HostileServer plain({HostileReply::json("{}")});
        HostileServer secure({HostileReply::with(302, {"Location: " + plain.url().toEncoded()})},
                             good(leaf("IP:127.0.0.1")).serverConfiguration());
        HostileCase asked{"", {}, Reach::Discovery, {}};
        asked.request = [&](SignInRequest& request) {
            request.registration.issuer = QStringLiteral("https://127.0.0.1:%1").arg(secure.port());
        };
        HostileWorld world(asked);
        const Result<SignInOutcome> outcome = world.signIn();
        QCOMPARE(outcome.error().code, QStringLiteral("net.redirect"));
        QCOMPARE(plain.connections(), 0);
    }

    // A324: a certificate may say where to ask about it. Nobody is asked, so nobody can make us wait.
    void asksNobodyAboutRevocation()
    {
        HostileServer responder({HostileReply::with(200, {}, "x")});
        const QByteArray where = "URI:" + responder.url().toEncoded();
        const TestIdentity identity =
            good({"IP:127.0.0.1",
                  -60,
                  3600,
                  "Test",
                  false,
                  0,
                  false,
                  {{"authorityInfoAccess", "OCSP;" + where}, {"crlDistributionPoints", where}}});
        HostileServer server({HostileReply::json("{}")}, identity.serverConfiguration());
        HttpRequest request;
        request.url = server.url();
        auto http = std::make_shared<HttpClient>();
        const Result<HttpResponse> response = await(http->send(request));
        QVERIFY2(response, response ? "" : qPrintable(response.error().code));
        QCOMPARE(responder.connections(), 0);
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::HostileTlsTest)
#include "hostile_tls_test.moc"

// A company's own authority counts for its provider's hosts and nowhere else: A314, A312, finding F11.
#include "core/net/extra_trust.h"

#include "core/net/secure_access_manager.h"
#include "tests/support/connect_proxy.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kNames = "DNS:op.example,DNS:other.example,IP:127.0.0.1,DNS:localhost";

QString codeOf(const Result<HttpResponse>& result)
{
    return result ? QStringLiteral("status %1").arg(result->status) : result.error().code;
}

} // namespace

class ExtraTrustTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsForItsHostsOnly_data();
    void countsForItsHostsOnly();
    void choosesByHost_data();
    void choosesByHost();
    void checksTheEndOfTheChain();
    void readsFiles_data();
    void readsFiles();
    void cleanup() { qunsetenv("https_proxy"); }

private:
    TestIdentity m_authority = makeTestIdentity({"DNS:authority.example", -7200, 7200, "Authority"});
};

void ExtraTrustTest::countsForItsHostsOnly_data()
{
    QTest::addColumn<QStringList>("hosts"); // that the authority is trusted for
    QTest::addColumn<QByteArray>("names");  // in the server's certificate
    QTest::addColumn<int>("validTo");
    QTest::addColumn<bool>("signedByIt");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* name, const QStringList& hosts, const QByteArray& names, int validTo,
                        bool signedByIt, const char* outcome) {
        QTest::newRow(name) << hosts << names << validTo << signedByIt << QString::fromLatin1(outcome);
    };
    const QStringList own{QStringLiteral("op.example")};
    row("A314 its host", own, kNames, 3600, true, "status 200");
    row("A314 in capitals, with a dot", {QStringLiteral("OP.example.")}, kNames, 3600, true, "status 200");
    row("A314 another host of the same authority", {QStringLiteral("other.example")}, kNames, 3600, true,
        "net.tls");
    row("A314 the host above it", {QStringLiteral("example")}, kNames, 3600, true, "net.tls");
    row("A314 nothing configured", {}, kNames, 3600, true, "net.tls");
    row("A314 another authority", own, kNames, 3600, false, "net.tls");
    row("A312 wrong host", own, "DNS:other.example", 3600, true, "net.tls");
    row("A312 expired", own, kNames, -60, true, "net.tls");
}

void ExtraTrustTest::countsForItsHostsOnly()
{
    QFETCH(QStringList, hosts);
    QFETCH(QByteArray, names);
    QFETCH(int, validTo);
    QFETCH(bool, signedByIt);
    const TestIdentity other = makeTestIdentity({"DNS:authority.example", -7200, 7200, "Authority"});
    const TestIdentity identity =
        makeTestIdentitySignedBy(signedByIt ? m_authority : other, {names, -3600, validTo, "Server"});
    HostileServer server({HostileReply::json("{}")}, identity.serverConfiguration());
    const ConnectProxy proxy({{"op.example:443", server.port()}});
    qputenv("https_proxy", proxy.address());

    SecureAccessManager manager;
    manager.setExtraTrust({{hosts, {m_authority.certificate}}});
    QNetworkReply* reply = manager.get(QNetworkRequest(QUrl(QStringLiteral("https://op.example/"))));
    QTRY_VERIFY(reply->isFinished());
    const auto response = SecureAccessManager::read(reply);
    QTEST(codeOf(response), "outcome");
    QCOMPARE(server.requests().size(), response ? 1 : 0);
    QCOMPARE(proxy.tunnels(), 1);
}

void ExtraTrustTest::choosesByHost_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("trusted");
    const auto row = [](const char* name, const char* host, const char* url, bool trusted) {
        QTest::newRow(name) << QString::fromLatin1(host) << QString::fromLatin1(url) << trusted;
    };
    row("the host", "op.example", "https://op.example/token", true);
    row("any port", "op.example", "https://op.example:8443/", true);
    row("A323 a last dot", "op.example", "https://op.example./", true);
    row("a literal", "10.1.2.3", "https://10.1.2.3/", true);
    row("an international name",
        "b\xfc"
        "cher.example",
        "https://xn--bcher-kva.example/", true);
    row("below it", "op.example", "https://id.op.example/", false);
    row("no wildcards", "*.op.example", "https://id.op.example/", false);
    row("above it", "id.op.example", "https://op.example/", false);
    row("a longer name", "op.example", "https://shop.example/", false);
    row("empty", "", "https://op.example/", false);
    row("no host at all", "", "data:,", false);
}

void ExtraTrustTest::choosesByHost()
{
    QFETCH(QString, host);
    QFETCH(QString, url);
    const auto authorities = extraAuthoritiesFor({{{host}, {m_authority.certificate}}}, QUrl(url));
    QTEST(!authorities.isEmpty(), "trusted");
}

// F11: what Qt should have found out by itself.
void ExtraTrustTest::checksTheEndOfTheChain()
{
    const TestIdentity server = makeTestIdentitySignedBy(m_authority, {.commonName = "Server"});
    const TestIdentity stranger = makeTestIdentity();
    const TestIdentity expired =
        makeTestIdentitySignedBy(m_authority, {"IP:127.0.0.1", -7200, -60, "Server"});
    const QList<QSslCertificate> roots{stranger.certificate, m_authority.certificate};
    QVERIFY(chainEndsIn({server.certificate}, roots));
    QVERIFY(
        chainEndsIn({server.certificate, m_authority.certificate}, roots)); // with the root, as some send it
    QVERIFY(chainEndsIn({stranger.certificate}, roots));                    // is a root itself
    QVERIFY(!chainEndsIn({server.certificate}, {stranger.certificate}));
    // A root that came with the chain is nobody's root here.
    QVERIFY(!chainEndsIn({server.certificate, m_authority.certificate}, {stranger.certificate}));
    QVERIFY(!chainEndsIn({expired.certificate}, roots));
    QVERIFY(!chainEndsIn({server.certificate}, {}));
    QVERIFY(!chainEndsIn({}, roots));
    QVERIFY(!chainEndsIn({QSslCertificate()}, roots));
}

void ExtraTrustTest::readsFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("outcome"); // a code, or how many
    const QByteArray pem = m_authority.certificate.toPem();
    const auto row = [](const char* name, const QByteArray& text, const char* outcome) {
        QTest::newRow(name) << text << QString::fromLatin1(outcome);
    };
    row("one", pem, "1");
    row("two, with words between them", "My company\n" + pem + "and\n" + pem, "2");
    row("with line ends of Windows", QByteArray(pem).replace("\n", "\r\n"), "1");
    row("empty", "", "ca_file.empty");
    row("no PEM", "{}", "ca_file.empty");
    row("DER", m_authority.certificate.toDer(), "ca_file.empty");
    row("a key", m_authority.key.toPem(), "ca_file.empty");
    row("a server's certificate",
        makeTestIdentitySignedBy(m_authority, {.commonName = "Server"}).certificate.toPem(),
        "ca_file.not_an_authority");
    row("too large", QByteArray(limits::kCaFileBytes + 1, ' '), "ca_file.too_large");
    row("as large as it may be", pem + QByteArray(limits::kCaFileBytes - pem.size(), '\n'), "1");
}

void ExtraTrustTest::readsFiles()
{
    QFETCH(QByteArray, text);
    const QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    const auto read = readAuthorities(file.fileName());
    QTEST(read ? QString::number(read->size()) : read.error().code, "outcome");
    QCOMPARE(readAuthorities(directory.filePath(QStringLiteral("none"))).error().code,
             QStringLiteral("ca_file.unreadable"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ExtraTrustTest)
#include "extra_trust_test.moc"

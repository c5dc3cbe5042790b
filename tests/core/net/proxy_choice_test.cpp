// Requests for this machine stay on it, whatever proxy is set; others go through it.
#include "core/net/proxy_choice.h"

#include "core/net/secure_access_manager.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTest>

namespace tessera::test {

class ProxyChoiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chooses_data();
    void chooses();
    void holdsForTheManager();
    void cleanup();
};

void ProxyChoiceTest::chooses_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::addColumn<bool>("direct");
    QTest::newRow("IPv4 loopback") << QUrl(QStringLiteral("http://127.0.0.1:80/")) << true;
    QTest::newRow("IPv6 loopback") << QUrl(QStringLiteral("http://[::1]:80/")) << true;
    QTest::newRow("localhost") << QUrl(QStringLiteral("http://localhost:80/")) << true;
    QTest::newRow("elsewhere") << QUrl(QStringLiteral("https://op.example/")) << false;
    QTest::newRow("elsewhere, looking like us")
        << QUrl(QStringLiteral("https://127.0.0.1.op.example/")) << false;
}

void ProxyChoiceTest::chooses()
{
    QFETCH(QUrl, url);
    QFETCH(bool, direct);
    const QNetworkProxy set(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), 3128);
    QNetworkProxy::setApplicationProxy(set);
    ProxyChoice choice;
    const QList<QNetworkProxy> chosen = choice.queryProxy(QNetworkProxyQuery(url));
    QCOMPARE(chosen.value(0).type(), direct ? QNetworkProxy::NoProxy : QNetworkProxy::HttpProxy);
}

void ProxyChoiceTest::holdsForTheManager()
{
    HostileServer proxy({HostileReply::with(502, {}, "no")});
    HostileServer server({HostileReply::json("{}")});
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()));
    SecureAccessManager manager;
    const QNetworkReply* here = manager.get(QNetworkRequest(server.url()));
    QTRY_VERIFY(here->isFinished());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(proxy.connections(), 0);

    QNetworkReply* there =
        manager.get(QNetworkRequest(QUrl(QStringLiteral("https://op.example/?code=canary"))));
    QTRY_VERIFY(there->isFinished());
    QVERIFY(proxy.requests().value(0).startsWith("CONNECT op.example:443 ")); // A307: it sees no more
    QVERIFY(!proxy.requests().value(0).contains("canary"));
    const auto response = SecureAccessManager::read(there);
    QVERIFY(!response);
    QCOMPARE(response.error().kind, ErrorKind::Offline);
}

void ProxyChoiceTest::cleanup()
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::DefaultProxy));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ProxyChoiceTest)
#include "proxy_choice_test.moc"

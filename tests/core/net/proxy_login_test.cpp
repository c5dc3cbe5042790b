// Through a real proxy on this computer, TLS inside it, with and without a login.
#include "core/net/proxy_choice.h"

#include "core/net/secure_access_manager.h"
#include "tests/support/connect_proxy.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_certificate.h"
#include "tests/support/test_program.h"

#include <QLoggingCategory>
#include <QNetworkReply>
#include <QTest>

namespace tessera::test {
namespace {

QByteArray logged;

void keepLog(QtMsgType, const QMessageLogContext&, const QString& text)
{
    logged += text.toUtf8() + '\n';
}

} // namespace

class ProxyLoginTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesThrough_data();
    void goesThrough();
    void tellsAboutADeadProxy();
    void cleanup() { qunsetenv("https_proxy"); }
};

void ProxyLoginTest::goesThrough_data()
{
    QTest::addColumn<QByteArray>("insistsOn");
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* name, const char* insistsOn, const char* given, const char* host,
                        const char* outcome) {
        QTest::newRow(name) << QByteArray(insistsOn) << QByteArray(given) << QString::fromLatin1(host)
                            << QString::fromLatin1(outcome);
    };
    row("no login", "", "", "op.example", "status 200");
    row("a login nobody wants", "", "ada:canary", "op.example", "status 200");
    row("the right login", "ada:canary", "ada:canary", "op.example", "status 200");
    row("with odd characters", "ada:can ary@1", "ada:can%20ary%401", "op.example", "status 200");
    row("none given", "ada:canary", "", "op.example", "net.proxy_login");
    row("the wrong one", "ada:canary", "ada:wrong-canary", "op.example", "net.proxy_login");
    row("a host it does not know", "ada:canary", "ada:canary", "elsewhere.example", "net.proxy");
}

void ProxyLoginTest::goesThrough()
{
    QFETCH(QByteArray, insistsOn);
    QFETCH(QByteArray, given);
    QFETCH(QString, host);
    const TestIdentity identity = makeTestIdentity({"DNS:op.example"});
    HostileServer server({HostileReply::json("{}")}, identity.serverConfiguration());
    const ConnectProxy proxy({{"op.example:443", server.port()}}, insistsOn);
    qputenv("https_proxy", proxy.address(given));

    logged.clear();
    const auto before = qInstallMessageHandler(keepLog);
    QLoggingCategory::setFilterRules(QStringLiteral("*.debug=true\nqt.*=false"));
    SecureAccessManager manager;
    manager.setExtraTrust({{{host}, {identity.certificate}}});
    QNetworkReply* reply =
        manager.get(QNetworkRequest(QUrl(QStringLiteral("https://%1/?code=canary").arg(host))));
    const bool finished = QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000);
    const auto response = SecureAccessManager::read(reply);
    QLoggingCategory::setFilterRules(QString());
    qInstallMessageHandler(before);

    QVERIFY(finished);
    QTEST(response ? QStringLiteral("status %1").arg(response->status) : response.error().code, "outcome");
    QVERIFY(!logged.contains("canary"));
    QVERIFY(proxy.targets().contains(host.toLatin1() + ":443"));
    QCOMPARE(server.requests().size(), response ? 1 : 0);
    if (response)
        QVERIFY(!server.requests().first().toLower().contains("proxy-authorization")); // A320
    else
        QVERIFY(!response.error().detail.contains(QStringLiteral("canary")));
}

void ProxyLoginTest::tellsAboutADeadProxy()
{
    {
        const ConnectProxy gone({});
        qputenv("https_proxy", gone.address("ada:canary"));
    }
    SecureAccessManager manager;
    QNetworkReply* reply = manager.get(QNetworkRequest(QUrl(QStringLiteral("https://op.example/"))));
    QTRY_VERIFY(reply->isFinished());
    const auto response = SecureAccessManager::read(reply);
    QVERIFY(!response);
    QCOMPARE(response.error().code, QStringLiteral("net.proxy"));
    QCOMPARE(response.error().kind, ErrorKind::Offline);
    QVERIFY(response.error().detail.contains(QStringLiteral("127.0.0.1:"))); // which one
    QVERIFY(!response.error().detail.contains(QStringLiteral("canary")));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ProxyLoginTest)
#include "proxy_login_test.moc"

// The provider as a server: where it listens, what it says about itself, whom it answers.
#include "app/demo_idp/identity_provider.h"

#include "tests/app/demo_idp/demo_world.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QNetworkInterface>
#include <QTcpSocket>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

QByteArray rawAnswer(quint16 port, const QByteArray& request)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    socket.write(request);
    QByteArray answer;
    if (!QTest::qWaitFor([&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState && !answer.isEmpty();
        }))
        return {};
    return answer;
}

} // namespace

class IdentityProviderTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<DemoWorld>(); }
    void init() { m_world->startAfresh(); }
    void cleanupTestCase() { m_world.reset(); }

    void metadataIsWhole();
    void metadataSaysTheSameAtBothPlaces();
    void keysAreFreshAndPublic();
    void listensOnLoopbackOnly();
    void refusesForeignHosts_data();
    void refusesForeignHosts();
    void answersByTheRightMethodOnly_data();
    void answersByTheRightMethodOnly();
    void pagesAreFencedIn();
    void offlineAndBack();
    void portTaken();

private:
    std::unique_ptr<DemoWorld> m_world; ///< keys are dear: one provider for all rows
};

void IdentityProviderTest::metadataIsWhole()
{
    DemoWorld& world = *m_world;
    const QJsonObject document =
        json(world.get(world.url(QStringLiteral("/.well-known/openid-configuration"))));
    QCOMPARE(document.value(u"issuer").toString(), world.provider.issuer());
    for (const char* name : {"authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint",
                             "revocation_endpoint", "introspection_endpoint", "end_session_endpoint"})
        QVERIFY2(document.value(QLatin1String(name)).toString().startsWith(world.provider.issuer() + u'/'),
                 name);
    QCOMPARE(document.value(u"code_challenge_methods_supported").toArray(),
             QJsonArray{QStringLiteral("S256")});
    QVERIFY(document.value(u"authorization_response_iss_parameter_supported").toBool());
}

void IdentityProviderTest::metadataSaysTheSameAtBothPlaces()
{
    DemoWorld& world = *m_world;
    const auto openid = world.get(world.url(QStringLiteral("/.well-known/openid-configuration")));
    const auto oauth = world.get(world.url(QStringLiteral("/.well-known/oauth-authorization-server")));
    QCOMPARE(oauth.status, 200);
    QCOMPARE(json(openid), json(oauth));
    QCOMPARE(world.provider.requestLog(),
             (QStringList{QStringLiteral("discovery"), QStringLiteral("discovery")}));
}

void IdentityProviderTest::keysAreFreshAndPublic()
{
    const DemoWorld first;
    const DemoWorld second;
    const QJsonArray keys = json(first.get(first.url(QStringLiteral("/jwks")))).value(u"keys").toArray();
    QCOMPARE(keys.size(), 2);
    const QJsonArray others = json(second.get(second.url(QStringLiteral("/jwks")))).value(u"keys").toArray();
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QJsonObject key = keys.at(i).toObject();
        QCOMPARE(key.value(u"use").toString(), QStringLiteral("sig"));
        for (const char* secret : {"d", "p", "q", "dp", "dq", "qi", "k"})
            QVERIFY2(!key.contains(QLatin1String(secret)), secret);
        QVERIFY2(key.value(u"kid") != others.at(i).toObject().value(u"kid"), "A332: keys new each start");
    }
}

void IdentityProviderTest::listensOnLoopbackOnly() // A332
{
    DemoWorld& world = *m_world;
    const quint16 port = quint16(QUrl(world.provider.issuer()).port());
    for (const QHostAddress& address : QNetworkInterface::allAddresses()) {
        if (address.isLoopback() || address.isLinkLocal())
            continue;
        QTcpSocket socket;
        socket.connectToHost(address, port);
        QVERIFY2(!socket.waitForConnected(2000), qPrintable(address.toString()));
    }
}

void IdentityProviderTest::refusesForeignHosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    QTest::newRow("A334 own host") << QByteArray("127.0.0.1:PORT") << 200;
    QTest::newRow("A334 rebinding") << QByteArray("evil.example:PORT") << 400;
    QTest::newRow("A334 rebinding without port") << QByteArray("evil.example") << 400;
    QTest::newRow("A334 other port") << QByteArray("127.0.0.1:1") << 400;
}

void IdentityProviderTest::refusesForeignHosts()
{
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    DemoWorld& world = *m_world;
    const int port = QUrl(world.provider.issuer()).port();
    host.replace("PORT", QByteArray::number(port));
    const QByteArray answer = rawAnswer(quint16(port), "GET /jwks HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)), answer.left(40).constData());
}

void IdentityProviderTest::answersByTheRightMethodOnly_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("get");
    QTest::addColumn<int>("post");
    QTest::newRow("discovery") << QStringLiteral("/.well-known/openid-configuration") << 200 << 405;
    QTest::newRow("jwks") << QStringLiteral("/jwks") << 200 << 405;
    QTest::newRow("home") << QStringLiteral("/") << 200 << 405;
    QTest::newRow("token") << QStringLiteral("/token") << 405 << 401;
    QTest::newRow("revocation") << QStringLiteral("/revoke") << 405 << 401;
    QTest::newRow("introspection") << QStringLiteral("/introspect") << 405 << 401;
    QTest::newRow("sign-in") << QStringLiteral("/sign-in") << 405 << 403;
    QTest::newRow("userinfo") << QStringLiteral("/userinfo") << 401 << 401;
    QTest::newRow("nothing there") << QStringLiteral("/token/") << 404 << 404;
}

void IdentityProviderTest::answersByTheRightMethodOnly()
{
    QFETCH(QString, path);
    QFETCH(int, get);
    QFETCH(int, post);
    DemoWorld& world = *m_world;
    QCOMPARE(world.get(world.url(path)).status, get);
    QCOMPARE(world.post(path, {{QStringLiteral("a"), QStringLiteral("b")}}).status, post);
}

void IdentityProviderTest::pagesAreFencedIn()
{
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(world.authorizationUrl());
    const QByteArray policy = page.header("content-security-policy");
    QVERIFY(policy.contains("default-src 'none'"));
    QVERIFY(policy.contains("form-action 'self' http://127.0.0.1:1;"));
    QVERIFY(policy.contains("frame-ancestors 'none'"));
    QVERIFY(!policy.contains("unsafe"));
    QCOMPARE(page.header("cache-control"), "no-store");
    QVERIFY(!page.body.contains("<script"));
    const QByteArray cookie = page.header("set-cookie");
    QVERIFY2(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Strict") &&
                 cookie.contains("; Path=/"),
             cookie.constData());
    QVERIFY(!cookie.contains("Domain"));
}

void IdentityProviderTest::offlineAndBack()
{
    DemoWorld& world = *m_world;
    const QString issuer = world.provider.issuer();
    QVERIFY(world.provider.setOffline(true));
    QCOMPARE(world.get(world.url(QStringLiteral("/jwks"))).status, 0);
    QVERIFY(world.provider.setOffline(false));
    QCOMPARE(world.provider.issuer(), issuer);
    QCOMPARE(world.get(world.url(QStringLiteral("/jwks"))).status, 200);
}

void IdentityProviderTest::portTaken()
{
    DemoWorld& world = *m_world;
    demo::IdentityProvider second;
    const auto started = second.start(quint16(QUrl(world.provider.issuer()).port()));
    QVERIFY(!started);
    QCOMPARE(started.error().code, QStringLiteral("listener.port_in_use"));
}

TESSERA_TEST(IdentityProviderTest)
#include "identity_provider_test.moc"

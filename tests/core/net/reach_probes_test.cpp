// Looks at the network that end in an answer whatever is there.
#include "core/net/reach_probes.h"

#include "tests/support/await.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class ReachProbesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reachesItself_data();
    void reachesItself();
    void findsWhoListens();
    void findsNobody();
    void looksUp();
    void stops();
};

void ReachProbesTest::reachesItself_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("code");
    QTest::newRow("127.0.0.1") << QStringLiteral("127.0.0.1") << QString();
    QTest::newRow("no loopback address")
        << QStringLiteral("192.0.2.1") << QStringLiteral("listener.not_loopback");
}

void ReachProbesTest::reachesItself()
{
    QFETCH(QString, address);
    const auto reached = await(tessera::reachesItself(QHostAddress(address), {}));
    QTEST(reached ? QString() : reached.error().code, "code");
}

void ReachProbesTest::findsWhoListens()
{
    const HostileServer server({HostileReply::json("{}")});
    QVERIFY(await(somebodyListens(QStringLiteral("127.0.0.1"), server.port(), {})));
    QCOMPARE(server.requests().size(), 0); // nothing was said
}

void ReachProbesTest::findsNobody()
{
    quint16 port = 0;
    {
        const HostileServer gone({});
        port = gone.port();
    }
    const auto reached = await(somebodyListens(QStringLiteral("127.0.0.1"), port, {}));
    QVERIFY(!reached);
    QCOMPARE(reached.error().code, QStringLiteral("net.connection_refused"));
    QCOMPARE(reached.error().endpoint, QStringLiteral("127.0.0.1:%1").arg(port));
}

void ReachProbesTest::looksUp()
{
    const auto here = await(lookUp(QStringLiteral("localhost"), {}));
    QVERIFY(here);
    QVERIFY(here->first().isLoopback());
    const auto literal = await(lookUp(QStringLiteral("127.0.0.1"), {}));
    QVERIFY(literal);
    QCOMPARE(literal->first(), QHostAddress(QHostAddress::LocalHost));
    const auto nothing = await(lookUp(QStringLiteral("no host has blanks"), {}));
    QVERIFY(!nothing);
    QCOMPARE(nothing.error().code, QStringLiteral("net.host_not_found"));
}

void ReachProbesTest::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto reached =
        await(tessera::reachesItself(QHostAddress(QHostAddress::LocalHost), stop.get_token()));
    QVERIFY(!reached);
    QCOMPARE(reached.error().kind, ErrorKind::Cancelled);
    const auto found = await(lookUp(QStringLiteral("localhost"), stop.get_token()));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Cancelled);
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ReachProbesTest)
#include "reach_probes_test.moc"

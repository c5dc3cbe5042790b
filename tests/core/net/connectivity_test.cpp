// What a failure means on a computer that is offline or behind a page of its network (A088, A220).
#include "core/net/connectivity.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class ConnectivityTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void explains_data();
    void explains();
    void looksAtThisComputer();
};

void ConnectivityTest::explains_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("explained");
    const auto row = [](const char* name, NetworkState state, const char* code, const char* explained) {
        QTest::newRow(name) << int(state) << QString::fromLatin1(code) << QString::fromLatin1(explained);
    };
    using enum NetworkState;
    row("online, no such host", Online, "net.host_not_found", "net.host_not_found");
    row("unknown, no such host", Unknown, "net.host_not_found", "net.host_not_found");
    row("offline, no such host", Offline, "net.host_not_found", "net.offline");
    row("offline, unreachable", Offline, "net.unreachable", "net.offline");
    row("offline, a proxy of this computer", Offline, "net.proxy", "net.proxy");
    row("offline, certificate", Offline, "net.tls", "net.tls");
    row("offline, refused by somebody", Offline, "net.connection_refused", "net.connection_refused");
    row("offline, answered", Offline, "http.status", "http.status");
    row("A088 portal, certificate", CaptivePortal, "net.tls", "net.captive_portal");
    row("A088 portal, no such host", CaptivePortal, "net.host_not_found", "net.captive_portal");
    row("A088 portal, cancelled", CaptivePortal, "cancelled", "cancelled");
}

void ConnectivityTest::explains()
{
    QFETCH(int, state);
    QFETCH(QString, code);
    QFETCH(QString, explained);
    const Error before{ErrorKind::Untrusted, code, QStringLiteral("what was found"),
                       QStringLiteral("https://op.example/")};
    const Error after = explainedBy(NetworkState(state), before);
    QCOMPARE(after.code, explained);
    QCOMPARE(after.endpoint, before.endpoint);
    if (code == explained) {
        QCOMPARE(after, before);
    } else {
        QCOMPARE(after.kind, ErrorKind::Offline);
        QCOMPARE(after.detail, code + QStringLiteral(", what was found"));
    }
}

/// Whatever it is: it comes without waiting, and twice the same.
void ConnectivityTest::looksAtThisComputer()
{
    QCOMPARE(networkState(), networkState());
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::ConnectivityTest)
#include "connectivity_test.moc"

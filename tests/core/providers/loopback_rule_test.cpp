// What servers take as a redirect address on this computer (RFC 8252 sections 7.3 and 8.3).
#include "core/providers/loopback_rule.h"

#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {

class LoopbackRuleTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void takesTheDefault();
};

void LoopbackRuleTest::judges_data()
{
    using Host = LoopbackRule::Host;
    using Port = LoopbackRule::Port;
    QTest::addColumn<int>("host");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("redirectUri");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, Host host, Port port, const char* path, const char* uri,
                        const char* code = "", const char* detail = "") {
        QTest::newRow(name) << int(host) << int(port) << QString::fromLatin1(path) << QString::fromLatin1(uri)
                            << QString::fromLatin1(code) << QString::fromLatin1(detail);
    };
    row("any port of the literal", Host::LiteralIPv4, Port::Any, "", "http://127.0.0.1/callback");
    row("a port of the literal", Host::LiteralIPv4, Port::Any, "", "http://127.0.0.1:49731/callback");
    row("the literal's name", Host::LiteralIPv4, Port::Any, "", "http://localhost:8787/callback",
        "loopback_rule.host", "127.0.0.1");
    row("the other literal", Host::LiteralIPv4, Port::Any, "", "http://[::1]:8787/callback",
        "loopback_rule.host", "127.0.0.1");
    row("another literal of that network", Host::LiteralIPv4, Port::Any, "", "http://127.0.0.2/callback",
        "loopback_rule.host", "127.0.0.1");
    row("the name", Host::Localhost, Port::Any, "", "http://localhost/callback");
    row("the name, otherwise written", Host::Localhost, Port::Any, "", "http://LOCALHOST/callback");
    row("the name's literal", Host::Localhost, Port::Any, "", "http://127.0.0.1/callback",
        "loopback_rule.host", "localhost");
    row("either: literal", Host::Either, Port::Any, "", "http://127.0.0.1/callback");
    row("either: name", Host::Either, Port::Any, "", "http://localhost/callback");
    row("either: IPv6", Host::Either, Port::Any, "", "http://[::1]/callback");
    row("fixed port", Host::Localhost, Port::Fixed, "", "http://localhost:3000/callback");
    row("fixed port, none given", Host::Localhost, Port::Fixed, "", "http://localhost/callback",
        "loopback_rule.port", "http://localhost:PORT/callback");
    row("fixed path", Host::Either, Port::Any, "/callback", "http://127.0.0.1/callback");
    row("fixed path, longer", Host::Either, Port::Any, "/callback", "http://127.0.0.1/callback/4f",
        "loopback_rule.path", "/callback");
    row("fixed path, other case", Host::Either, Port::Any, "/callback", "http://127.0.0.1/Callback",
        "loopback_rule.path", "/callback");
    row("no path is the root", Host::Either, Port::Any, "/", "http://127.0.0.1:3000");
    row("the host is told first", Host::Localhost, Port::Fixed, "/cb", "http://127.0.0.1/callback",
        "loopback_rule.host", "localhost");
}

void LoopbackRuleTest::judges()
{
    QFETCH(int, host);
    QFETCH(int, port);
    QFETCH(QString, path);
    QFETCH(QString, redirectUri);
    const LoopbackRule rule{LoopbackRule::Host(host), LoopbackRule::Port(port), path};
    const auto fault = loopbackFault(rule, QUrl(redirectUri));
    QTEST(fault ? fault->code : QString(), "code");
    QTEST(fault ? fault->detail : QString(), "detail");
    if (fault) {
        QCOMPARE(fault->kind, ErrorKind::Configuration);
        QVERIFY(!fault->endpoint.isEmpty());
    }
}

/// A server that says nothing about it gets what RFC 8252 asks for.
void LoopbackRuleTest::takesTheDefault()
{
    QVERIFY(!loopbackFault(LoopbackRule(), defaultRedirectUri()));
    QVERIFY(
        !loopbackFault({LoopbackRule::Host::LiteralIPv4, LoopbackRule::Port::Any, {}}, defaultRedirectUri()));
    QVERIFY(loopbackFault({LoopbackRule::Host::Either, LoopbackRule::Port::Fixed, {}}, defaultRedirectUri()));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::LoopbackRuleTest)
#include "loopback_rule_test.moc"

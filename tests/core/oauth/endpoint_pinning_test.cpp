// Hosts of endpoints: which are not the issuer's, and which moved (A077).
#include "core/oauth/endpoint_pinning.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <functional>

namespace tessera::test {
namespace {

using Metadata = AuthorizationServerMetadata;
using Edit = std::function<void(Metadata&)>;

QUrl url(const char* text)
{
    return QUrl(QString::fromLatin1(text));
}

/// As Google's.
Metadata spread()
{
    Metadata metadata;
    metadata.issuer = QStringLiteral("https://accounts.op.example");
    metadata.authorizationEndpoint = url("https://accounts.op.example/o/auth");
    metadata.tokenEndpoint = url("https://oauth2.opapis.example/token");
    metadata.jwksUri = url("https://www.opapis.example/certs");
    metadata.userinfoEndpoint = url("https://openidconnect.opapis.example/userinfo");
    metadata.revocationEndpoint = url("https://oauth2.opapis.example/revoke");
    return metadata;
}

} // namespace
} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::Edit)

namespace tessera::test {

class EndpointPinningTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsForeignHosts();
    void oneHostIsNoNews_data();
    void oneHostIsNoNews();
    void findsChanges_data();
    void findsChanges();
    void words();
};

void EndpointPinningTest::findsForeignHosts()
{
    const QList<ForeignHost> expected{
        {QStringLiteral("oauth2.opapis.example"),
         {QStringLiteral("token_endpoint"), QStringLiteral("revocation_endpoint")}},
        {QStringLiteral("www.opapis.example"), {QStringLiteral("jwks_uri")}},
        {QStringLiteral("openidconnect.opapis.example"), {QStringLiteral("userinfo_endpoint")}}};
    QVERIFY(foreignHosts(spread()) == expected);
}

void EndpointPinningTest::oneHostIsNoNews_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<QString>("tokenEndpoint");
    QTest::addColumn<QString>("foreign");
    const auto row = [](const char* name, const char* issuer, const char* endpoint,
                        const char* foreign = "") {
        QTest::newRow(name) << QString::fromLatin1(issuer) << QString::fromLatin1(endpoint)
                            << QString::fromLatin1(foreign);
    };
    row("the same host", "https://op.example/realm", "https://op.example/token");
    row("in capitals", "https://op.example", "https://OP.example/token");
    row("with its usual port", "https://op.example", "https://op.example:443/token");
    row("with a last dot", "https://op.example", "https://op.example./token");
    row("with the issuer's port", "https://op.example:8443", "https://op.example:8443/token");
    row("below the issuer's host", "https://op.example", "https://id.op.example/token", "id.op.example");
    row("another port", "https://op.example", "https://op.example:8443/token", "op.example:8443");
    row("IPv6, another port", "http://[::1]:1", "http://[::1]:2/token", "[::1]:2");
    row("a look-alike", "https://op.example", "https://op.example.evil/token", "op.example.evil");
}

void EndpointPinningTest::oneHostIsNoNews()
{
    QFETCH(QString, issuer);
    QFETCH(QString, tokenEndpoint);
    Metadata metadata;
    metadata.issuer = issuer;
    metadata.tokenEndpoint = QUrl(tokenEndpoint);
    const auto hosts = foreignHosts(metadata);
    QTEST(hosts.isEmpty() ? QString() : hosts.first().host, "foreign");
}

void EndpointPinningTest::findsChanges_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("changes"); // endpoint before after
    const auto row = [](const char* name, const Edit& edit, const char* changes = "") {
        QTest::newRow(name) << edit << QString::fromLatin1(changes);
    };
    row("nothing", [](Metadata&) {});
    row("another path", [](Metadata& m) { m.tokenEndpoint = url("https://oauth2.opapis.example/v2/token"); });
    row("a last dot", [](Metadata& m) { m.tokenEndpoint = url("https://oauth2.opapis.example./token"); });
    row("one is gone", [](Metadata& m) { m.revocationEndpoint.clear(); });
    row("a new one at the issuer's",
        [](Metadata& m) { m.endSessionEndpoint = url("https://accounts.op.example/logout"); });
    row("a new one at a pinned host",
        [](Metadata& m) { m.introspectionEndpoint = url("https://oauth2.opapis.example/introspect"); });
    row(
        "A077 the token endpoint moved",
        [](Metadata& m) { m.tokenEndpoint = url("https://op.evil.example/token"); },
        "token_endpoint oauth2.opapis.example op.evil.example");
    row(
        "A077 another port",
        [](Metadata& m) { m.tokenEndpoint = url("https://oauth2.opapis.example:444/t"); },
        "token_endpoint oauth2.opapis.example oauth2.opapis.example:444");
    row(
        "A077 the keys moved", [](Metadata& m) { m.jwksUri = url("https://op.evil.example/jwks"); },
        "jwks_uri www.opapis.example op.evil.example");
    row(
        "A077 from the issuer's host to another",
        [](Metadata& m) { m.authorizationEndpoint = url("https://login.evil.example/"); },
        "authorization_endpoint accounts.op.example login.evil.example");
    row(
        "A077 a new one elsewhere",
        [](Metadata& m) { m.deviceAuthorizationEndpoint = url("https://op.evil.example/device"); },
        "device_authorization_endpoint  op.evil.example");
    row(
        "to a host that another endpoint had",
        [](Metadata& m) { m.tokenEndpoint = url("https://www.opapis.example/token"); },
        "token_endpoint oauth2.opapis.example www.opapis.example");
    row(
        "two",
        [](Metadata& m) {
            m.pushedAuthorizationRequestEndpoint = url("https://b.example/par");
            m.userinfoEndpoint = url("https://a.example/me");
        },
        "pushed_authorization_request_endpoint  b.example,userinfo_endpoint openidconnect.opapis.example "
        "a.example");
}

void EndpointPinningTest::findsChanges()
{
    QFETCH(Edit, edit);
    Metadata now = spread();
    edit(now);
    QStringList changes;
    for (const EndpointChange& change : changedEndpoints(spread(), now))
        changes.append(QStringList{change.endpoint, change.before, change.after}.join(u' '));
    QTEST(changes.join(u','), "changes");
}

void EndpointPinningTest::words()
{
    const Error error = endpointMoved(
        {{QStringLiteral("token_endpoint"), QStringLiteral("a.example"), QStringLiteral("b.example")},
         {QStringLiteral("jwks_uri"), {}, QStringLiteral("c.example")}},
        QStringLiteral("https://op.example/?x"));
    QCOMPARE(error.code, QStringLiteral("metadata.endpoint_moved"));
    QCOMPARE(error.kind, ErrorKind::Untrusted);
    QCOMPARE(error.detail,
             QStringLiteral("token_endpoint from a.example to b.example, jwks_uri at c.example"));
    QCOMPARE(error.endpoint, QStringLiteral("https://op.example/"));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::EndpointPinningTest)
#include "endpoint_pinning_test.moc"

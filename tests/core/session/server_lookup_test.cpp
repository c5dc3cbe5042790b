// What the server of a registration can do: discovered or configured, filled in from the row, allowed by the
// administrator.
#include "core/session/server_lookup.h"
#include "tests/core/session/session_world.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

class ServerLookupTest final : public QObject
{
    Q_OBJECT

    static Result<DiscoveryAnswer> lookUp(const Environment& environment,
                                          const ClientRegistration& registration)
    {
        return await(lookUpServer(environment, registration, {}));
    }

private Q_SLOTS:
    void discovered()
    {
        SessionWorld world;
        const auto answer = lookUp(world.environment(), world.provider.registration());
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().code));
        QCOMPARE(answer->metadata.tokenEndpoint, world.provider.metadata().tokenEndpoint);
        QCOMPARE(world.provider.paths(), QStringList{QStringLiteral("/.well-known/openid-configuration")});
    }

    /// What the document leaves out comes from the row; what it says stands.
    void rowFillsIn()
    {
        SessionWorld world;
        ClientRegistration registration = world.provider.registration();
        const QUrl device(QStringLiteral("https://row.example/device"));
        registration.traits.deviceAuthorizationEndpoint = device;
        registration.traits.revocationEndpoint = QUrl(QStringLiteral("https://row.example/revoke"));
        const auto answer = lookUp(world.environment(), registration);
        QVERIFY(answer);
        QCOMPARE(answer->metadata.deviceAuthorizationEndpoint, device);
        QCOMPARE(answer->metadata.revocationEndpoint, world.provider.metadata().revocationEndpoint);
    }

    /// Any answer of a configured token endpoint proves the way to it, an error page too.
    void configured_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {200, 302, 400, 404, 405, 500})
            QTest::addRow("status %d", status) << status;
    }
    void configured()
    {
        QFETCH(int, status);
        HostileServer server({HostileReply::with(
            status, {"Content-Type: text/html", "Location: /", "Date: Fri, 02 Jan 2026 03:04:05 GMT"}, "x")});
        SessionWorld world;
        ClientRegistration registration = world.provider.registration();
        registration.metadata = world.provider.metadata();
        registration.metadata->tokenEndpoint = server.url(QStringLiteral("/token"));
        const auto answer = lookUp(world.environment(), registration);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().code));
        QCOMPARE(answer->metadata.tokenEndpoint, registration.metadata->tokenEndpoint);
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(world.provider.paths().isEmpty()); // nothing is discovered
        QCOMPARE(answer->serverDate.has_value(), status != 302);
    }

    void configuredAndNobodyThere()
    {
        SessionWorld world;
        ClientRegistration registration = world.provider.registration();
        registration.metadata = world.provider.metadata();
        world.provider.goOffline();
        const auto answer = lookUp(world.environment(), registration);
        QCOMPARE(answer.error().kind, ErrorKind::Offline);
        QCOMPARE(answer.error().code, QStringLiteral("net.connection_refused"));
    }

    void administratorDecides_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        QTest::newRow("other issuers only")
            << QStringLiteral("issuers") << QStringLiteral("administrator.issuer");
        QTest::newRow("known providers only")
            << QStringLiteral("typed") << QStringLiteral("administrator.issuer");
        QTest::newRow("his file cannot be read")
            << QStringLiteral("fault") << QStringLiteral("administrator.owner");
    }
    void administratorDecides()
    {
        QFETCH(QString, what);
        SessionWorld world;
        Environment environment = world.environment();
        if (what == u"issuers")
            environment.administrator.allowedIssuers = {QStringLiteral("https://id.example")};
        if (what == u"typed")
            environment.administrator.switchedOff = {feature::kTypedIssuers.toString()};
        if (what == u"fault")
            environment.configurationFault =
                Error{ErrorKind::Configuration, QStringLiteral("administrator.owner"), {}, {}};
        const auto answer = lookUp(environment, world.provider.registration());
        QVERIFY(!answer);
        QTEST(answer.error().code, "code");
        QVERIFY(world.provider.paths().isEmpty()); // nobody was asked
    }

    void registrationOfNoRowStaysAsItIs()
    {
        SessionWorld world;
        ClientRegistration registration = world.provider.registration();
        registration.provider = QStringLiteral("no-such-row");
        const ClientRegistration known = knownRegistration(world.environment(), registration);
        QCOMPARE(known.clientId, registration.clientId);
        QCOMPARE(known.scope, registration.scope);
        QCOMPARE(known.traits.userInfo.subject, registration.traits.userInfo.subject);
    }

    /// A grant written before the row had them gets the row's facts.
    void registrationOfARowGetsItsTraits()
    {
        SessionWorld world;
        ClientRegistration registration;
        registration.provider = QStringLiteral("github");
        registration.issuer = QStringLiteral("https://github.com/login/oauth");
        registration.clientId = QStringLiteral("mine");
        const ClientRegistration known = knownRegistration(world.environment(), registration);
        QCOMPARE(known.clientId, QStringLiteral("mine"));
        QVERIFY(known.traits.revocation == RevocationMethod::DeleteToken);
        QCOMPARE(known.traits.userInfo.emailsEndpoint,
                 QUrl(QStringLiteral("https://api.github.com/user/emails")));
    }

    /// A325: what a stored grant names is held to its issuer as what discovery names is.
    void storedGrantIsHeldToItsIssuer()
    {
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "refresh-0");
        grant.metadata.userinfoEndpoint = QUrl(QStringLiteral("https://api.example/userinfo"));
        world.store->entries.insert(keychainKey(world.id(QStringLiteral("alice"))),
                                    serialiseGrant(grant).reveal().toByteArray());
        const Environment environment = world.environment();
        environment.http->accessManager()->setHostLookup(
            [](const QString&, QObject*, const FoundAddresses& found) {
                found({QHostAddress(QStringLiteral("10.0.0.1"))});
            });
        QVERIFY(await(loadKnownGrant(environment, world.provider.account(QStringLiteral("alice")), {})));
        HttpRequest request;
        request.url = grant.metadata.userinfoEndpoint;
        QCOMPARE(await(environment.http->send(request)).error().code, QStringLiteral("net.local_address"));
    }
};

TESSERA_TEST(ServerLookupTest)
#include "server_lookup_test.moc"

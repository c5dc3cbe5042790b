// The end of a grant at the server: one request, in the way that server has.
#include "core/session/grant_revocation.h"
#include "tests/core/session/session_world.h"
#include "tests/support/hostile_server.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

/// Single quotes for double ones: moc 6.4 does not read raw strings with them.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

TokensToRevoke tokens(const char* refreshToken, const char* accessToken)
{
    return {SecretString::fromUtf8(refreshToken), SecretString::fromUtf8(accessToken)};
}

} // namespace

class GrantRevocationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byRfc7009_data()
    {
        QTest::addColumn<QByteArray>("refreshToken");
        QTest::addColumn<QByteArray>("accessToken");
        QTest::addColumn<QStringList>("revoked");
        QTest::newRow("the refresh token, then the access token")
            << QByteArray("rt") << QByteArray("at")
            << QStringList{QStringLiteral("rt"), QStringLiteral("at")};
        QTest::newRow("no access token at hand")
            << QByteArray("rt") << QByteArray() << QStringList{QStringLiteral("rt")};
        QTest::newRow("no refresh token")
            << QByteArray() << QByteArray("at") << QStringList{QStringLiteral("at")};
        QTest::newRow("nothing to revoke") << QByteArray() << QByteArray() << QStringList();
    }
    void byRfc7009()
    {
        QFETCH(QByteArray, refreshToken);
        QFETCH(QByteArray, accessToken);
        SessionWorld world;
        const StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        QVERIFY(await(revokeGrant(world.environment(), grant,
                                  tokens(refreshToken.constData(), accessToken.constData()), {})));
        QTEST(world.provider.revoked(), "revoked");
    }

    /// RFC 7009 section 2.1: with the refresh token the access token may be dead, or not revocable at all.
    void whatIsSaidOfTheAccessToken_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("done");
        QTest::newRow("not revocable") << 400 << quoted("{'error':'unsupported_token_type'}") << true;
        QTest::newRow("dead already") << 400 << quoted("{'error':'invalid_token'}") << true;
        QTest::newRow("refused without a word") << 401 << QByteArray() << true;
        QTest::newRow("in trouble") << 503 << QByteArray() << false;
    }
    void whatIsSaidOfTheAccessToken()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(bool, done);
        HostileServer server(
            {HostileReply::json("{}"), HostileReply::with(status, {"Content-Type: application/json"}, body)});
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.metadata.revocationEndpoint = server.url();
        const auto outcome = await(revokeGrant(world.environment(), grant, tokens("rt", "at"), {}));
        QCOMPARE(outcome.has_value(), done);
        QCOMPARE(server.requests().size(), 2);
        QVERIFY(server.requests().first().contains("token=rt&token_type_hint=refresh_token"));
        QVERIFY(server.requests().last().contains("token=at&token_type_hint=access_token"));
    }

    /// Where the first one is not confirmed, the second is not sent: it would say nothing.
    void firstThingsFirst()
    {
        HostileServer server({HostileReply::with(503, {})});
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.metadata.revocationEndpoint = server.url();
        const auto outcome = await(revokeGrant(world.environment(), grant, tokens("rt", "at"), {}));
        QVERIFY(!outcome);
        QVERIFY(isWorthAnotherTry(outcome.error()));
        QCOMPARE(server.requests().size(), 1);
    }

    void serverWithoutAWay()
    {
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.metadata.revocationEndpoint.clear();
        QVERIFY(await(revokeGrant(world.environment(), grant, tokens("rt", "at"), {})));
        QVERIFY(world.provider.paths().isEmpty());
    }

    void offline() // A235
    {
        SessionWorld world;
        const StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        world.provider.goOffline();
        const auto outcome = await(revokeGrant(world.environment(), grant, tokens("rt", "at"), {}));
        QCOMPARE(outcome.error().kind, ErrorKind::Offline);
    }

    void byDeletingTheToken_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("done");
        QTest::newRow("deleted") << 204 << true;
        QTest::newRow("was gone already") << 404 << true;
        QTest::newRow("refused") << 403 << false;
    }
    void byDeletingTheToken()
    {
        QFETCH(int, status);
        QFETCH(bool, done);
        HostileServer server({HostileReply::with(status, {"Content-Type: application/json"}, "{}")});
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.registration.clientSecret = SecretString::fromUtf8("canary-secret");
        grant.registration.traits.revocation = RevocationMethod::DeleteToken;
        grant.metadata.revocationEndpoint = server.url(QStringLiteral("/applications/desk/token"));
        const auto outcome = await(revokeGrant(world.environment(), grant, tokens("", "at-1"), {}));
        QCOMPARE(outcome.has_value(), done);
        QCOMPARE(server.requests().size(), 1);
        QVERIFY(server.requests().first().startsWith("DELETE /applications/desk/token "));
        QVERIFY(server.requests().first().contains("at-1"));
        QCOMPARE(world.provider.tokenRequests(), 0);
    }

    /// Only an access token names the grant there: without one, one is fetched first.
    void deletingFetchesATokenFirst()
    {
        HostileServer server({HostileReply::with(204, {})});
        SessionWorld world;
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.registration.clientSecret = SecretString::fromUtf8("canary-secret");
        grant.registration.traits.revocation = RevocationMethod::DeleteToken;
        grant.metadata.revocationEndpoint = server.url();
        QVERIFY(await(revokeGrant(world.environment(), grant, tokens("refresh-0", ""), {})));
        QCOMPARE(world.provider.refreshTokens(), QByteArrayList{"refresh-0"});
        QVERIFY(server.requests().first().contains("access-1"));
    }

    void deletingStopsWhereNoTokenComes()
    {
        HostileServer server({HostileReply::with(204, {})});
        SessionWorld world;
        world.provider.script = {ScriptedProvider::refuse(400, QStringLiteral("invalid_grant"))};
        StoredGrant grant = world.provider.grant(QStringLiteral("alice"), "stored");
        grant.registration.traits.revocation = RevocationMethod::DeleteToken;
        grant.metadata.revocationEndpoint = server.url();
        const auto outcome = await(revokeGrant(world.environment(), grant, tokens("refresh-0", ""), {}));
        QCOMPARE(outcome.error().code, QStringLiteral("invalid_grant"));
        QVERIFY(server.requests().isEmpty());
    }
};

TESSERA_TEST(GrantRevocationTest)
#include "grant_revocation_test.moc"

// The endpoints programs talk to: code and refresh grants with their refusals (A333), revocation,
// introspection, userinfo, and what stands in the tokens.
#include "app/demo_idp/token_endpoint.h"

#include "core/jose/jwt.h"
#include "tests/app/demo_idp/demo_world.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

FormField field(const char* name, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(value)};
}

QString text(const QJsonObject& object, QStringView name)
{
    return object.value(name).toString();
}

HttpHeader basic(const QByteArray& pair)
{
    return {"Authorization", "Basic " + pair.toBase64()};
}

demo::IdentityProviderOptions withSecretClient()
{
    demo::IdentityProviderOptions options;
    options.moreClients = {{QStringLiteral("service"), QStringLiteral("Service"),
                            SecretString::fromUtf8("s+cr%t :ü"), QStringLiteral("ES256")}};
    return options;
}

/// Decoded and verified against the key set the provider serves.
UnverifiedJwt verified(const DemoWorld& world, const QString& token)
{
    const auto keys = JwkSet::parse(world.get(world.url(QStringLiteral("/jwks"))).body);
    auto jwt = decodeJwt(token.toLatin1());
    if (!keys || !jwt || !verifyJws(jwt->jws, *keys))
        return {};
    return *jwt;
}

} // namespace

Q_DECLARE_METATYPE(tessera::FormFields)

class TokenEndpointTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<DemoWorld>(); }
    void init() { m_world->startAfresh(); }
    void cleanupTestCase() { m_world.reset(); }

    void codeGivesTokens();
    void tokensSayWhatTheyMust_data();
    void tokensSayWhatTheyMust();
    void codeIsRefused_data();
    void codeIsRefused();
    void codeLivesSixtySeconds_data();
    void codeLivesSixtySeconds();
    void codeTwiceRevokesItsTokens();
    void requestIsRefused_data();
    void requestIsRefused();
    void clientWithSecret_data();
    void clientWithSecret();
    void refreshRotates();
    void refreshReuseKillsTheFamily();
    void refreshReuseWindow();
    void refreshIsRefused_data();
    void refreshIsRefused();
    void refreshNarrowsScope();
    void refreshTokenExpires();
    void noOfflineAccessNoRefreshToken();
    void userinfo();
    void userinfoRefuses_data();
    void userinfoRefuses();
    void revocation();
    void revocationOfAnAccessTokenLeavesTheGrant();
    void revocationByAnotherClient();
    void introspection();
    void revokeEverything();
    void canaryKnowsEverySecret();

private:
    std::unique_ptr<DemoWorld> m_world; ///< keys are dear: one provider for all rows
};

void TokenEndpointTest::codeGivesTokens()
{
    DemoWorld& world = *m_world;
    const BrowserPage page = world.redeem(world.code());
    QCOMPARE(page.status, 200);
    QCOMPARE(page.header("content-type"), "application/json");
    QCOMPARE(page.header("cache-control"), "no-store");
    const QJsonObject answer = json(page);
    QCOMPARE(text(answer, u"token_type"), QStringLiteral("Bearer"));
    QCOMPARE(answer.value(u"expires_in").toInt(), 300);
    QCOMPARE(text(answer, u"scope"), QStringLiteral("openid profile email offline_access"));
    QVERIFY(!text(answer, u"refresh_token").isEmpty());
}

void TokenEndpointTest::tokensSayWhatTheyMust_data()
{
    QTest::addColumn<QString>("alg");
    QTest::newRow("RS256") << QStringLiteral("RS256");
    QTest::newRow("ES256") << QStringLiteral("ES256");
}

void TokenEndpointTest::tokensSayWhatTheyMust()
{
    QFETCH(QString, alg);
    demo::IdentityProviderOptions options;
    options.idTokenAlg = alg;
    const DemoWorld world(options);
    const qint64 now = toUnixSeconds(world.clock->now());
    const QJsonObject answer = world.tokens();

    const UnverifiedJwt id = verified(world, text(answer, u"id_token"));
    QCOMPARE(id.jws.header.alg, alg);
    QCOMPARE(text(id.claims, u"iss"), world.provider.issuer());
    QCOMPARE(text(id.claims, u"sub"), QStringLiteral("demo-alice"));
    QCOMPARE(text(id.claims, u"aud"), QStringLiteral("tessera-desktop"));
    QCOMPARE(text(id.claims, u"nonce"), QStringLiteral("n0nce"));
    QCOMPARE(text(id.claims, u"name"), QStringLiteral("Alice Martin"));
    QCOMPARE(id.claims.value(u"iat").toInteger(), now);
    QCOMPARE(id.claims.value(u"auth_time").toInteger(), now);
    QCOMPARE(text(id.claims, u"at_hash").toLatin1(),
             leftHalfHash(*findJwsAlgorithm(alg), text(answer, u"access_token").toLatin1()));

    const UnverifiedJwt access = verified(world, text(answer, u"access_token"));
    QCOMPARE(access.jws.header.typ, QStringLiteral("at+jwt"));
    QCOMPARE(text(access.claims, u"client_id"), QStringLiteral("tessera-desktop"));
    QCOMPARE(access.claims.value(u"exp").toInteger(), now + 300);
    for (const char* name : {"iss", "sub", "aud", "iat", "jti", "scope"})
        QVERIFY2(access.claims.contains(QLatin1String(name)), name);
}

void TokenEndpointTest::codeIsRefused_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* parameterName, const char* value, const char* error) {
        QTest::newRow(name) << FormFields{field(parameterName, value)} << QString::fromLatin1(error);
    };
    row("A333 unknown code", "code", "AAAA", "invalid_grant");
    row("A333 no code", "code", "", "invalid_grant");
    row("A333 wrong verifier", "code_verifier", "xBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "invalid_grant");
    row("A333 no verifier", "code_verifier", "", "invalid_grant");
    row("A333 the challenge as verifier", "code_verifier", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
        "invalid_grant");
    row("A333 other client", "client_id", "tessera-cli", "invalid_grant");
    row("A333 unknown client", "client_id", "stranger", "invalid_client");
    row("A333 no client", "client_id", "", "invalid_client");
    row("A333 other port in redirect_uri", "redirect_uri", "http://127.0.0.1:2/back", "invalid_grant");
    row("A333 no redirect_uri", "redirect_uri", "", "invalid_grant");
    row("a secret nobody gave it", "client_secret", "guess", "invalid_client");
    row("password grant", "grant_type", "password", "unsupported_grant_type");
    row("no grant", "grant_type", "", "invalid_request");
}

void TokenEndpointTest::codeIsRefused()
{
    QFETCH(FormFields, changes);
    QFETCH(QString, error);
    DemoWorld& world = *m_world;
    const BrowserPage page = world.redeem(world.code(), changes);
    QCOMPARE(wireError(page), error);
    QCOMPARE(page.status, error == u"invalid_client" ? 401 : 400);
    QVERIFY(!json(page).contains(u"access_token"));
}

void TokenEndpointTest::codeLivesSixtySeconds_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<int>("status");
    QTest::newRow("just before") << 59'999 << 200;
    QTest::newRow("just after") << 60'000 << 400;
}

void TokenEndpointTest::codeLivesSixtySeconds()
{
    QFETCH(int, milliseconds);
    DemoWorld& world = *m_world;
    const QString code = world.code();
    world.clock->advance(Milliseconds(milliseconds));
    QTEST(world.redeem(code).status, "status");
}

void TokenEndpointTest::codeTwiceRevokesItsTokens() // A333
{
    DemoWorld& world = *m_world;
    const QString code = world.code();
    const QJsonObject first = json(world.redeem(code));
    QCOMPARE(world.userinfoStatus(text(first, u"access_token")), 200);
    QCOMPARE(wireError(world.redeem(code)), QStringLiteral("invalid_grant"));
    QCOMPARE(world.userinfoStatus(text(first, u"access_token")), 401);
    QCOMPARE(wireError(world.refresh(text(first, u"refresh_token"))), QStringLiteral("invalid_grant"));
}

void TokenEndpointTest::requestIsRefused_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray("{}");
    QTest::newRow("a name twice") << QByteArray("application/x-www-form-urlencoded")
                                  << QByteArray("client_id=tessera-desktop&grant_type=a&grant_type=b");
    QTest::newRow("bad encoding") << QByteArray("application/x-www-form-urlencoded")
                                  << QByteArray("client_id=%zz");
}

void TokenEndpointTest::requestIsRefused()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    demo::DemoState state(std::make_shared<ManualClock>(), {});
    state.clients.add({QStringLiteral("tessera-desktop"), {}, {}, {}});
    LoopbackRequest request{"POST", "/token", {}, {HttpHeader{"content-type", type}}, body};
    const LoopbackResponse response = demo::tokenEndpoint(state, request);
    QCOMPARE(response.status, 400);
    QVERIFY2(response.body.contains("\"invalid_request\""), response.body.constData());
}

void TokenEndpointTest::clientWithSecret_data()
{
    QTest::addColumn<QByteArray>("pair");
    QTest::addColumn<FormFields>("fields");
    QTest::addColumn<QString>("error");
    const FormField id = field("client_id", "service");
    const QByteArray good = "service:s%2Bcr%25t+%3A%C3%BC";
    QTest::newRow("post") << QByteArray() << FormFields{id, field("client_secret", "s+cr%t :ü")} << QString();
    QTest::newRow("basic") << good << FormFields{field("client_id", "")} << QString();
    QTest::newRow("basic with the same client_id") << good << FormFields{id} << QString();
    QTest::newRow("no secret") << QByteArray() << FormFields{id} << QStringLiteral("invalid_client");
    QTest::newRow("wrong secret") << QByteArray() << FormFields{id, field("client_secret", "x")}
                                  << QStringLiteral("invalid_client");
    QTest::newRow("N004 both") << good << FormFields{id, field("client_secret", "s+cr%t :ü")}
                               << QStringLiteral("invalid_request");
    QTest::newRow("N004 basic of another")
        << good << FormFields{field("client_id", "tessera-cli")} << QStringLiteral("invalid_request");
    QTest::newRow("N004 not form-encoded")
        << QByteArray("service:s+cr%t :ü") << FormFields{id} << QStringLiteral("invalid_client");
    QTest::newRow("no colon") << QByteArray("service") << FormFields{id} << QStringLiteral("invalid_client");
}

void TokenEndpointTest::clientWithSecret()
{
    QFETCH(QByteArray, pair);
    QFETCH(FormFields, fields);
    QFETCH(QString, error);
    const DemoWorld world(withSecretClient());
    QList<HttpHeader> headers;
    if (!pair.isEmpty())
        headers.append(basic(pair));
    const BrowserPage page = world.redeem(world.code({field("client_id", "service")}), fields, headers);
    QCOMPARE(wireError(page), error);
    if (error.isEmpty()) // this client asked for ES256
        QCOMPARE(verified(world, text(json(page), u"id_token")).jws.header.alg, QStringLiteral("ES256"));
    if (error == u"invalid_client")
        QVERIFY(page.header("www-authenticate").startsWith("Basic"));
}

void TokenEndpointTest::refreshRotates()
{
    DemoWorld& world = *m_world;
    const QJsonObject first = world.tokens();
    world.clock->advance(Seconds(300));
    QCOMPARE(world.userinfoStatus(text(first, u"access_token")), 401);
    const QJsonObject second = json(world.refresh(text(first, u"refresh_token")));
    QVERIFY(text(second, u"refresh_token") != text(first, u"refresh_token"));
    QCOMPARE(world.userinfoStatus(text(second, u"access_token")), 200);
    const QJsonObject before = verified(world, text(first, u"id_token")).claims;
    const QJsonObject after = verified(world, text(second, u"id_token")).claims;
    for (const char* same : {"iss", "sub", "aud", "auth_time"}) // N100
        QCOMPARE(after.value(QLatin1String(same)), before.value(QLatin1String(same)));
    QCOMPARE(after.value(u"iat").toInteger(), before.value(u"iat").toInteger() + 300);
    QVERIFY(!after.contains(u"nonce"));
}

void TokenEndpointTest::refreshReuseKillsTheFamily()
{
    DemoWorld& world = *m_world;
    const QJsonObject first = world.tokens();
    const QJsonObject second = json(world.refresh(text(first, u"refresh_token")));
    QCOMPARE(wireError(world.refresh(text(first, u"refresh_token"))), QStringLiteral("invalid_grant"));
    QCOMPARE(wireError(world.refresh(text(second, u"refresh_token"))), QStringLiteral("invalid_grant"));
    QCOMPARE(world.userinfoStatus(text(second, u"access_token")), 401);
}

void TokenEndpointTest::refreshReuseWindow() // A214
{
    demo::IdentityProviderOptions options;
    options.lives.reuseWindow = Seconds(30);
    DemoWorld world(options);
    const QString first = text(json(world.redeem(world.code())), u"refresh_token");
    QVERIFY(!text(json(world.refresh(first)), u"refresh_token").isEmpty());
    world.clock->advance(Seconds(29));
    const QString second = text(json(world.refresh(first)), u"refresh_token"); // the answer was lost
    QVERIFY(!second.isEmpty());
    world.clock->advance(Seconds(1));
    QCOMPARE(wireError(world.refresh(first)), QStringLiteral("invalid_grant"));
    QCOMPARE(wireError(world.refresh(second)), QStringLiteral("invalid_grant")); // the family is gone
}

void TokenEndpointTest::refreshIsRefused_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::addColumn<QString>("error");
    QTest::newRow("unknown") << FormFields{field("refresh_token", "AAAA")} << QStringLiteral("invalid_grant");
    QTest::newRow("none") << FormFields{field("refresh_token", "")} << QStringLiteral("invalid_grant");
    QTest::newRow("other client") << FormFields{field("client_id", "tessera-cli")}
                                  << QStringLiteral("invalid_grant");
    QTest::newRow("N013 more scope") << FormFields{field("scope", "openid admin")}
                                     << QStringLiteral("invalid_scope");
}

void TokenEndpointTest::refreshIsRefused()
{
    QFETCH(FormFields, changes);
    DemoWorld& world = *m_world;
    const QString token = text(world.tokens(), u"refresh_token");
    QTEST(wireError(world.refresh(token, changes)), "error");
    QCOMPARE(world.refresh(token).status, 200); // the mistake cost nothing
}

void TokenEndpointTest::refreshNarrowsScope()
{
    DemoWorld& world = *m_world;
    const QString token = text(world.tokens(), u"refresh_token");
    const QJsonObject narrow = json(world.refresh(token, {field("scope", "openid")}));
    QCOMPARE(text(narrow, u"scope"), QStringLiteral("openid"));
    const auto page =
        world.get(world.url(QStringLiteral("/userinfo")), {bearer(text(narrow, u"access_token"))});
    QVERIFY(!json(page).contains(u"email"));
    const QJsonObject wide = json(world.refresh(text(narrow, u"refresh_token")));
    QCOMPARE(text(wide, u"scope"), QStringLiteral("openid profile email offline_access"));
}

void TokenEndpointTest::refreshTokenExpires()
{
    demo::IdentityProviderOptions options;
    options.lives.refreshToken = Seconds(1000);
    const DemoWorld world(options);
    const QString token = text(world.tokens(), u"refresh_token");
    world.clock->advance(Seconds(1000));
    QCOMPARE(wireError(world.refresh(token)), QStringLiteral("invalid_grant"));
}

void TokenEndpointTest::noOfflineAccessNoRefreshToken()
{
    DemoWorld& world = *m_world;
    const QJsonObject openid = world.tokens({field("scope", "openid")});
    QVERIFY(!openid.contains(u"refresh_token"));
    QVERIFY(openid.contains(u"id_token"));
    const QJsonObject plain = world.tokens({field("scope", "profile")});
    QVERIFY(!plain.contains(u"id_token"));
    QCOMPARE(world.userinfoStatus(text(plain, u"access_token")), 403);
}

void TokenEndpointTest::userinfo()
{
    DemoWorld& world = *m_world;
    const HttpHeader header = bearer(text(world.tokens(), u"access_token"));
    const QJsonObject claims = json(world.get(world.url(QStringLiteral("/userinfo")), {header}));
    QCOMPARE(text(claims, u"sub"), QStringLiteral("demo-alice"));
    QCOMPARE(text(claims, u"email"), QStringLiteral("alice@demo.example"));
    QCOMPARE(json(world.post(QStringLiteral("/userinfo"), {}, {header})), claims);
}

void TokenEndpointTest::userinfoRefuses_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("nothing") << QByteArray() << QByteArray("Bearer");
    QTest::newRow("no token") << QByteArray("Bearer") << QByteArray("Bearer error=\"invalid_token\"");
    QTest::newRow("unknown token") << QByteArray("Bearer abc")
                                   << QByteArray("Bearer error=\"invalid_token\"");
    QTest::newRow("basic") << QByteArray("Basic YTpi") << QByteArray("Bearer error=\"invalid_token\"");
    QTest::newRow("refresh token") << QByteArray("REFRESH") << QByteArray("Bearer error=\"invalid_token\"");
}

void TokenEndpointTest::userinfoRefuses()
{
    QFETCH(QByteArray, header);
    DemoWorld& world = *m_world;
    if (header == "REFRESH")
        header = bearer(text(world.tokens(), u"refresh_token")).value;
    QList<HttpHeader> headers;
    if (!header.isEmpty())
        headers.append(HttpHeader{"Authorization", header});
    const BrowserPage page = world.get(world.url(QStringLiteral("/userinfo")), headers);
    QCOMPARE(page.status, 401);
    QTEST(page.header("www-authenticate"), "challenge");
}

void TokenEndpointTest::revocation()
{
    DemoWorld& world = *m_world;
    const QJsonObject tokens = world.tokens();
    const FormFields form{field("client_id", "tessera-desktop"),
                          {QStringLiteral("token"), text(tokens, u"refresh_token")}};
    QCOMPARE(world.post(QStringLiteral("/revoke"), form).status, 200);
    QCOMPARE(wireError(world.refresh(text(tokens, u"refresh_token"))), QStringLiteral("invalid_grant"));
    QCOMPARE(world.userinfoStatus(text(tokens, u"access_token")), 401);
    QCOMPARE(world.post(QStringLiteral("/revoke"), form).status, 200); // once more does no harm
    QCOMPARE(world.post(QStringLiteral("/revoke"), with(form, {field("token", "AAAA")})).status, 200);
}

void TokenEndpointTest::revocationOfAnAccessTokenLeavesTheGrant()
{
    DemoWorld& world = *m_world;
    const QJsonObject tokens = world.tokens();
    const FormFields form{field("client_id", "tessera-desktop"),
                          {QStringLiteral("token"), text(tokens, u"access_token")}};
    QCOMPARE(world.post(QStringLiteral("/revoke"), form).status, 200);
    QCOMPARE(world.userinfoStatus(text(tokens, u"access_token")), 401);
    QCOMPARE(world.refresh(text(tokens, u"refresh_token")).status, 200);
}

void TokenEndpointTest::revocationByAnotherClient()
{
    DemoWorld& world = *m_world;
    const QJsonObject tokens = world.tokens();
    const FormFields form{field("client_id", "tessera-cli"),
                          {QStringLiteral("token"), text(tokens, u"refresh_token")}};
    QCOMPARE(wireError(world.post(QStringLiteral("/revoke"), form)), QStringLiteral("invalid_grant"));
    QCOMPARE(world.refresh(text(tokens, u"refresh_token")).status, 200);
}

void TokenEndpointTest::introspection()
{
    DemoWorld& world = *m_world;
    const QJsonObject tokens = world.tokens();
    const FormFields form{field("client_id", "tessera-desktop"),
                          {QStringLiteral("token"), text(tokens, u"access_token")}};
    const QJsonObject answer = json(world.post(QStringLiteral("/introspect"), form));
    QCOMPARE(answer.value(u"active"), QJsonValue(true));
    QCOMPARE(text(answer, u"username"), QStringLiteral("alice"));
    QCOMPARE(text(answer, u"client_id"), QStringLiteral("tessera-desktop"));
    QCOMPARE(answer.value(u"exp").toInteger(), toUnixSeconds(world.clock->now()) + 300);

    const QJsonObject inactive{{QStringLiteral("active"), false}};
    const auto introspect = [&](const FormFields& changes) {
        return json(world.post(QStringLiteral("/introspect"), with(form, changes)));
    };
    QCOMPARE(introspect({field("client_id", "tessera-cli")}), inactive);
    QCOMPARE(introspect({field("token", "AAAA")}), inactive);
    world.clock->advance(Seconds(300));
    QCOMPARE(introspect({}), inactive);
    QCOMPARE(wireError(world.post(QStringLiteral("/introspect"), with(form, {field("client_id", "")}))),
             QStringLiteral("invalid_client"));
}

void TokenEndpointTest::revokeEverything()
{
    DemoWorld& world = *m_world;
    const QJsonObject tokens = world.tokens();
    const QString code = world.code();
    world.provider.revokeEverything();
    QCOMPARE(world.userinfoStatus(text(tokens, u"access_token")), 401);
    QCOMPARE(wireError(world.refresh(text(tokens, u"refresh_token"))), QStringLiteral("invalid_grant"));
    QCOMPARE(wireError(world.redeem(code)), QStringLiteral("invalid_grant"));
}

void TokenEndpointTest::canaryKnowsEverySecret()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("canary"));
    qputenv("TESSERA_CANARY_FILE", QFile::encodeName(name));
    const QString code = m_world->code();
    const QJsonObject answer = json(m_world->redeem(code));
    qunsetenv("TESSERA_CANARY_FILE");
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QString& secret : {code, kVerifier, text(answer, u"access_token"),
                                  text(answer, u"refresh_token"), text(answer, u"id_token")})
        QVERIFY(lines.contains(secret.toLatin1()));
}

TESSERA_TEST(TokenEndpointTest)
#include "token_endpoint_test.moc"

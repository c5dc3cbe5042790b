// What a person and a program meet at the authorization endpoint: A333 (refusals), A334 (forms), A335 (text
// from outside), N077 (never 307), and the prompts of OIDC Core 3.1.2.1.
#include "app/demo_idp/authorization_endpoint.h"

#include "app/demo_idp/authorization_check.h"
#include "tests/app/demo_idp/demo_world.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

FormField field(const char* name, const char* value)
{
    return {QString::fromLatin1(name), QString::fromUtf8(value)};
}

demo::User hostileUser()
{
    return {
        QStringLiteral("<img src=x>"), QStringLiteral("demo-hostile"), QStringLiteral("<script>1</script>"),
        QStringLiteral("<b>"),         QStringLiteral("\"'>"),         QStringLiteral("x@demo.example")};
}

} // namespace

Q_DECLARE_METATYPE(tessera::FormFields)

class AuthorizationEndpointTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<DemoWorld>(); }
    void init() { m_world->startAfresh(); }
    void cleanupTestCase() { m_world.reset(); }

    void signInGivesACode();
    void stopsWithoutRedirect_data();
    void stopsWithoutRedirect();
    void refusesByRedirect_data();
    void refusesByRedirect();
    void repeatedParameter();
    void denied();
    void wrongPassword();
    void formsAreAnsweredWith303();
    void formNeedsItsTies_data();
    void formNeedsItsTies();
    void formWithoutTheCookie();
    void cookieChangesWithTheSignIn();
    void requestEndsAfterTenMinutes();
    void finishedRequestIsOver();
    void promptNone_data();
    void promptNone();
    void secondVisitNeedsNoPassword();
    void signInIsAskedAgain_data();
    void signInIsAskedAgain();
    void hintedPersonOnly();
    void textFromOutsideIsEscaped();

private:
    std::unique_ptr<DemoWorld> m_world; ///< keys are dear: one provider for all rows
};

void AuthorizationEndpointTest::signInGivesACode()
{
    DemoWorld& world = *m_world;
    const RobotVisit visit = world.visit();
    QVERIFY(visit.sawSignIn);
    QVERIFY(visit.sawConsent);
    const QUrl back = visit.hops.last();
    QVERIFY(back.toString().startsWith(kRedirect + u'?'));
    QVERIFY(!parameter(back, u"code").isEmpty());
    QCOMPARE(parameter(back, u"state"), QStringLiteral("st&te=1"));
    QCOMPARE(parameter(back, u"iss"), world.provider.issuer());
    QCOMPARE(world.provider.requestLog(),
             (QStringList{QStringLiteral("authorization"), QStringLiteral("sign-in"),
                          QStringLiteral("consent"), QStringLiteral("consent")}));
}

void AuthorizationEndpointTest::stopsWithoutRedirect_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::newRow("A333 unknown client") << FormFields{field("client_id", "stranger")};
    QTest::newRow("A333 no client") << FormFields{field("client_id", "")};
    QTest::newRow("A333 no redirect_uri") << FormFields{field("redirect_uri", "")};
    QTest::newRow("A333 open redirect") << FormFields{field("redirect_uri", "https://evil.example/back")};
    QTest::newRow("A333 http elsewhere") << FormFields{field("redirect_uri", "http://evil.example/back")};
    QTest::newRow("A333 loopback as name")
        << FormFields{field("redirect_uri", "http://127.0.0.1.evil.example/")};
    QTest::newRow("A333 loopback as user")
        << FormFields{field("redirect_uri", "http://127.0.0.1:1@evil.example/")};
    QTest::newRow("A333 localhost") << FormFields{field("redirect_uri", "http://localhost:1/back")};
    QTest::newRow("A333 script") << FormFields{field("redirect_uri", "javascript:alert(1)")};
    QTest::newRow("A333 line break") << FormFields{field("redirect_uri", "http://127.0.0.1:1/\r\nX: y")};
    QTest::newRow("A333 fragment") << FormFields{field("redirect_uri", "http://127.0.0.1:1/back#x")};
}

void AuthorizationEndpointTest::stopsWithoutRedirect()
{
    QFETCH(FormFields, changes);
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(world.authorizationUrl(changes));
    QCOMPARE(page.status, 400);
    QVERIFY(page.location().isEmpty());
    QVERIFY(!page.body.contains("<form"));
}

void AuthorizationEndpointTest::refusesByRedirect_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* parameterName, const char* value, const char* error) {
        QTest::newRow(name) << FormFields{field(parameterName, value)} << QString::fromLatin1(error);
    };
    row("N021 no PKCE", "code_challenge", "", "invalid_request");
    row("N021 plain", "code_challenge_method", "plain", "invalid_request");
    row("N021 no method is plain", "code_challenge_method", "", "invalid_request");
    row("N021 short challenge", "code_challenge", "abc", "invalid_request");
    row("N021 challenge with padding", "code_challenge",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=", "invalid_request");
    row("N074 implicit", "response_type", "id_token token", "unsupported_response_type");
    row("N074 hybrid", "response_type", "code id_token", "unsupported_response_type");
    row("no response_type", "response_type", "", "invalid_request");
    row("form_post", "response_mode", "form_post", "invalid_request");
    row("request object", "request", "eyJ", "request_not_supported");
    row("request_uri", "request_uri", "https://evil.example/", "request_uri_not_supported");
    row("no scope", "scope", "", "invalid_scope");
    row("unknown scope", "scope", "admin", "invalid_scope");
    row("prompt none with others", "prompt", "none login", "invalid_request");
    row("unknown prompt", "prompt", "dance", "invalid_request");
    row("max_age in words", "max_age", "soon", "invalid_request");
    row("max_age below zero", "max_age", "-1", "invalid_request");
    row("foreign id_token_hint", "id_token_hint", "eyJhbGciOiJub25lIn0.e30.", "invalid_request");
}

void AuthorizationEndpointTest::refusesByRedirect()
{
    QFETCH(FormFields, changes);
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(world.authorizationUrl(changes));
    QCOMPARE(page.status, 303);
    const QUrl back = page.location();
    QVERIFY(back.toString().startsWith(kRedirect + u'?'));
    QTEST(parameter(back, u"error"), "error");
    QCOMPARE(parameter(back, u"state"), QStringLiteral("st&te=1"));
    QCOMPARE(parameter(back, u"iss"), world.provider.issuer());
    QVERIFY(parameter(back, u"code").isEmpty());
}

void AuthorizationEndpointTest::repeatedParameter()
{
    DemoWorld& world = *m_world;
    const QByteArray address = world.authorizationUrl().toEncoded();
    const BrowserPage nonce = world.get(QUrl::fromEncoded(address + "&nonce=other"));
    QCOMPARE(parameter(nonce.location(), u"error"), QStringLiteral("invalid_request"));
    const BrowserPage redirect =
        world.get(QUrl::fromEncoded(address + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A2%2F"));
    QCOMPARE(redirect.status, 400);
    QVERIFY(redirect.location().isEmpty());
}

void AuthorizationEndpointTest::denied()
{
    DemoWorld& world = *m_world;
    RobotPlan plan;
    plan.decision = RobotDecision::Deny;
    const QUrl back = world.visit({}, plan).hops.last();
    QCOMPARE(parameter(back, u"error"), QStringLiteral("access_denied"));
    QCOMPARE(parameter(back, u"iss"), world.provider.issuer());
    QVERIFY(parameter(back, u"code").isEmpty());
}

void AuthorizationEndpointTest::wrongPassword()
{
    DemoWorld& world = *m_world;
    RobotPlan plan;
    plan.password = QStringLiteral("password");
    const RobotVisit visit = world.visit({}, plan);
    QCOMPARE(visit.last.status, 403);
    QVERIFY(visit.last.body.contains("role=\"alert\""));
    QVERIFY(!visit.last.body.contains("value=\"password\""));
    QVERIFY(!visit.sawConsent);
}

void AuthorizationEndpointTest::formsAreAnsweredWith303() // N077
{
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(world.authorizationUrl());
    const auto signIn = firstForm(page);
    const BrowserPage signedIn =
        world.post(signIn->action.path(),
                   signIn->hidden + FormFields{field("username", "alice"),
                                               {QStringLiteral("password"),
                                                world.provider.password(QStringLiteral("alice"))}});
    QCOMPARE(signedIn.status, 303);
    const auto consent = firstForm(world.get(signedIn.location()));
    const BrowserPage allowed =
        world.post(consent->action.path(), consent->hidden + FormFields{field("decision", "allow")});
    QCOMPARE(allowed.status, 303);
    QVERIFY(allowed.body.isEmpty());
}

void AuthorizationEndpointTest::formNeedsItsTies_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    QTest::newRow("A334 as it should be") << FormFields{} << QByteArray() << 303;
    QTest::newRow("A334 no CSRF token") << FormFields{field("csrf", "")} << QByteArray() << 403;
    QTest::newRow("A334 wrong CSRF token") << FormFields{field("csrf", "AAAA")} << QByteArray() << 403;
    QTest::newRow("A334 foreign origin") << FormFields{} << QByteArray("http://evil.example") << 403;
    QTest::newRow("A334 other port") << FormFields{} << QByteArray("http://127.0.0.1:1") << 403;
    QTest::newRow("A334 origin null") << FormFields{} << QByteArray("null") << 403;
    QTest::newRow("A334 unknown request") << FormFields{field("request", "AAAA")} << QByteArray() << 400;
}

void AuthorizationEndpointTest::formNeedsItsTies()
{
    QFETCH(FormFields, changes);
    QFETCH(QByteArray, origin);
    DemoWorld& world = *m_world;
    const auto form = firstForm(world.get(world.authorizationUrl()));
    const FormFields fields = form->hidden + FormFields{field("username", "alice"),
                                                        {QStringLiteral("password"),
                                                         world.provider.password(QStringLiteral("alice"))}};
    QList<HttpHeader> headers;
    if (!origin.isEmpty())
        headers.append(HttpHeader{"Origin", origin});
    QTEST(world.post(QStringLiteral("/sign-in"), with(fields, changes), headers).status, "status");
}

void AuthorizationEndpointTest::formWithoutTheCookie()
{
    DemoWorld& world = *m_world;
    const auto form = firstForm(world.get(world.authorizationUrl()));
    world.browser = std::make_shared<Browser>();
    const FormFields fields = form->hidden + FormFields{field("username", "alice"),
                                                        {QStringLiteral("password"),
                                                         world.provider.password(QStringLiteral("alice"))}};
    QCOMPARE(world.post(QStringLiteral("/sign-in"), fields).status, 403);
}

void AuthorizationEndpointTest::cookieChangesWithTheSignIn()
{
    DemoWorld& world = *m_world;
    const BrowserPage page = world.get(world.authorizationUrl());
    const auto form = firstForm(page);
    const FormFields fields = form->hidden + FormFields{field("username", "alice"),
                                                        {QStringLiteral("password"),
                                                         world.provider.password(QStringLiteral("alice"))}};
    const BrowserPage signedIn = world.post(QStringLiteral("/sign-in"), fields);
    const QByteArray before = page.header("set-cookie");
    const QByteArray after = signedIn.header("set-cookie");
    QVERIFY(!before.isEmpty() && !after.isEmpty());
    QVERIFY(before != after);
    QCOMPARE(before.left(before.indexOf('=')), after.left(after.indexOf('=')));
}

void AuthorizationEndpointTest::requestEndsAfterTenMinutes()
{
    DemoWorld& world = *m_world;
    const auto form = firstForm(world.get(world.authorizationUrl()));
    world.clock->advance(std::chrono::minutes(10));
    QCOMPARE(world.post(QStringLiteral("/sign-in"), form->hidden).status, 400);
}

void AuthorizationEndpointTest::finishedRequestIsOver()
{
    DemoWorld& world = *m_world;
    const RobotVisit visit = world.visit();
    QCOMPARE(world.get(visit.hops.at(2)).status, 400); // the consent page again, from the history
}

void AuthorizationEndpointTest::promptNone_data()
{
    QTest::addColumn<bool>("signedIn");
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("error");
    QTest::newRow("no session") << false << QStringLiteral("openid") << QStringLiteral("login_required");
    QTest::newRow("session") << true << QStringLiteral("openid") << QString();
    QTest::newRow("session, offline access is left out")
        << true << QStringLiteral("openid offline_access") << QString();
    QTest::newRow("session, scope never allowed")
        << true << QStringLiteral("openid email") << QStringLiteral("consent_required");
}

void AuthorizationEndpointTest::promptNone()
{
    QFETCH(bool, signedIn);
    QFETCH(QString, scope);
    DemoWorld& world = *m_world;
    if (signedIn)
        world.visit({field("scope", "openid")});
    const BrowserPage page =
        world.get(world.authorizationUrl({field("prompt", "none"), {QStringLiteral("scope"), scope}}));
    QCOMPARE(page.status, 303);
    QTEST(parameter(page.location(), u"error"), "error");
    const QString code = parameter(page.location(), u"code");
    QCOMPARE(code.isEmpty(), !parameter(page.location(), u"error").isEmpty());
    if (!code.isEmpty())
        QCOMPARE(json(world.redeem(code)).value(u"scope").toString(), QStringLiteral("openid"));
}

void AuthorizationEndpointTest::secondVisitNeedsNoPassword()
{
    DemoWorld& world = *m_world;
    world.visit();
    const RobotVisit second = world.visit();
    QVERIFY(!second.sawSignIn);
    QVERIFY2(second.sawConsent, "offline_access is asked for each time");
    QVERIFY(!parameter(second.hops.last(), u"code").isEmpty());
    const RobotVisit third = world.visit({field("scope", "openid profile")});
    QVERIFY(!third.sawConsent);
}

void AuthorizationEndpointTest::signInIsAskedAgain_data()
{
    QTest::addColumn<FormFields>("changes");
    QTest::addColumn<bool>("asked");
    QTest::newRow("nothing special") << FormFields{} << false;
    QTest::newRow("prompt=login") << FormFields{field("prompt", "login")} << true;
    QTest::newRow("prompt=select_account") << FormFields{field("prompt", "select_account")} << true;
    QTest::newRow("max_age not reached") << FormFields{field("max_age", "101")} << false;
    QTest::newRow("max_age passed") << FormFields{field("max_age", "99")} << true;
    QTest::newRow("login_hint of the same") << FormFields{field("login_hint", "alice")} << false;
    QTest::newRow("login_hint of another") << FormFields{field("login_hint", "bob")} << true;
    QTest::newRow("login_hint of nobody") << FormFields{field("login_hint", "mallory")} << false;
}

void AuthorizationEndpointTest::signInIsAskedAgain()
{
    QFETCH(FormFields, changes);
    QFETCH(bool, asked);
    DemoWorld& world = *m_world;
    world.visit();
    world.clock->advance(Seconds(100));
    const RobotVisit visit = world.visit(changes);
    QCOMPARE(visit.sawSignIn, asked);
    QVERIFY(!parameter(visit.hops.last(), u"code").isEmpty());
}

void AuthorizationEndpointTest::hintedPersonOnly()
{
    DemoWorld& world = *m_world;
    const QString idToken = world.tokens().value(u"id_token").toString();
    const FormFields hint{{QStringLiteral("id_token_hint"), idToken}, field("prompt", "login")};
    RobotPlan plan;
    QVERIFY(!world.code(hint, plan).isEmpty());
    plan.user = QStringLiteral("bob");
    QCOMPARE(parameter(world.visit(hint, plan).hops.last(), u"error"), QStringLiteral("login_required"));
}

void AuthorizationEndpointTest::textFromOutsideIsEscaped() // A335
{
    demo::IdentityProviderOptions options;
    options.moreUsers = {hostileUser()};
    options.moreClients = {{QStringLiteral("odd"), QStringLiteral("<i>Odd</i>"), {}, {}}};
    const DemoWorld world(options);
    RobotPlan plan;
    plan.user = QStringLiteral("<img src=x>");
    plan.password = world.provider.password(plan.user);
    plan.decision = RobotDecision::CloseAtSignIn;
    const FormFields changes{field("client_id", "odd"), field("login_hint", "\"><script>2</script>")};
    const BrowserPage signIn = world.visit(changes, plan).last;
    plan.decision = RobotDecision::CloseAtConsent;
    const BrowserPage consent = world.visit(changes, plan).last;
    QVERIFY(consent.body.contains("&lt;script&gt;1&lt;/script&gt;"));
    for (const BrowserPage& page : {signIn, consent}) {
        QVERIFY(page.body.contains("&lt;i&gt;Odd&lt;/i&gt;"));
        for (const char* html : {"<script", "<img", "<i>", "<b>"})
            QVERIFY2(!page.body.contains(html), html);
    }
}

TESSERA_TEST(AuthorizationEndpointTest)
#include "authorization_endpoint_test.moc"

// A row of providers.json: what each capability becomes, what is refused (A326, A328), and that the rows
// built into the program say all that a person needs.
#include "core/providers/provider_catalogue.h"
#include "core/providers/provider_row.h"
#include "tests/support/test_program.h"

#include <QJsonArray>
#include <QTest>

using namespace tessera;

namespace {

QJsonObject good()
{
    return {{QStringLiteral("id"), QStringLiteral("acme")},
            {QStringLiteral("name"), QStringLiteral("Acme")},
            {QStringLiteral("monogram"), QStringLiteral("Ac")},
            {QStringLiteral("host_text"), QStringLiteral("id.acme.example")},
            {QStringLiteral("issuer"), QStringLiteral("https://id.acme.example/as")}};
}

QJsonObject with(const char* member, const QJsonValue& value)
{
    QJsonObject row = good();
    row.insert(QString::fromLatin1(member), value);
    return row;
}

QJsonObject object(const char* member, const QJsonValue& value)
{
    return {{QString::fromLatin1(member), value}};
}

ServerTraits traitsOf(const QJsonObject& row)
{
    const auto provider = readProviderRow(row);
    return provider ? provider->traits : ServerTraits();
}

const Provider& row(QStringView id)
{
    return *ProviderCatalogue::builtIn().find(id);
}

} // namespace

class ProviderRowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refused_data()
    {
        QTest::addColumn<QJsonObject>("row");
        QTest::addColumn<QString>("named");
        QTest::newRow("good") << good() << QString();
        QTest::newRow("A326 unknown member") << with("verify_tls", false) << "verify_tls";
        QTest::newRow("A326 unknown member inside")
            << with("redirect", object("hosts", QStringLiteral("127.0.0.1"))) << "redirect.hosts";
        QTest::newRow("redirect is text") << with("redirect", QStringLiteral("any")) << "redirect";
        QTest::newRow("no such host")
            << with("redirect", object("host", QStringLiteral("0.0.0.0"))) << "redirect.host";
        QTest::newRow("no such port")
            << with("redirect", object("port", QStringLiteral("8080"))) << "redirect.port";
        QTest::newRow("path without slash")
            << with("redirect", object("path", QStringLiteral("callback"))) << "redirect.path";
        QTest::newRow("no such authentication")
            << with("authentication", QStringLiteral("password")) << "authentication";
        QTest::newRow("A121 answers signed by none")
            << with("authorization_signed_response_alg", QStringLiteral("none"))
            << "authorization_signed_response_alg";
        QTest::newRow("no such revocation") << with("revocation", QStringLiteral("post")) << "revocation";
        QTest::newRow("no such scope answer")
            << with("scope_answer", QStringLiteral("semicolons")) << "scope_answer";
        for (const char* address :
             {"http://id.acme.example/apps", "javascript:alert(1)", "file:///etc/passwd", "https:///apps",
              "https://id.acme.example@evil.example/", "apps"})
            QTest::newRow(address) << with("review_url", QString::fromLatin1(address)) << "review_url";
        QTest::newRow("review page at the issuer")
            << with("review_url", QStringLiteral("{origin}/apps/{client_id}")) << "";
        const QString scopeForm = QStringLiteral("https://id.acme.example/auth/userinfo.email");
        QTest::newRow("a scope's other name") << with("scope_aliases", object("email", scopeForm)) << "";
        QTest::newRow("a wide scope under a narrow one's name")
            << with("scope_aliases", object("email", QStringLiteral("https://id.acme.example/auth/admin")))
            << "scope_aliases.email";
        QTest::newRow("another scope that only ends alike")
            << with("scope_aliases", object("mail", scopeForm)) << "scope_aliases.mail";
        QTest::newRow("its own name")
            << with("scope_aliases", object("email", QStringLiteral("email"))) << "scope_aliases.email";
        QTest::newRow("no name") << with("scope_aliases", object("", scopeForm)) << "scope_aliases.";
        QTest::newRow("two scopes under one name")
            << with("scope_aliases", QJsonObject{{QStringLiteral("email"), scopeForm},
                                                 {QStringLiteral("userinfo.email"), scopeForm}})
            << "scope_aliases.";
        QTest::newRow("scope_aliases is a list") << with("scope_aliases", QJsonArray{}) << "scope_aliases";
        QTest::newRow("extra is a list") << with("extra", QJsonArray{}) << "extra";
        QTest::newRow("extra holds a number") << with("extra", object("max_age", 7)) << "extra.max_age";
        QTest::newRow("refresh.rotates is text")
            << with("refresh", object("rotates", QStringLiteral("yes"))) << "refresh.";
        const auto ending = [](const QJsonObject& members) {
            return with("refresh", object("endings", QJsonArray{members}));
        };
        QTest::newRow("endings are an object")
            << with("refresh", object("endings", QJsonObject{})) << "refresh.endings";
        QTest::newRow("an ending is text")
            << with("refresh", object("endings", QJsonArray{QStringLiteral("soon")})) << "refresh.endings";
        QTest::newRow("an ending without text") << ending(object("after_days", 7)) << "refresh.endings.text";
        QTest::newRow("an ending after no days")
            << ending({{QStringLiteral("text"), QStringLiteral("x")}, {QStringLiteral("after_days"), 0}})
            << "refresh.endings.after_days";
        QTest::newRow("an ending after half a day")
            << ending({{QStringLiteral("text"), QStringLiteral("x")}, {QStringLiteral("after_days"), 0.5}})
            << "refresh.endings.after_days";
        QTest::newRow("an ending after an age") << ending({{QStringLiteral("text"), QStringLiteral("x")},
                                                           {QStringLiteral("after_minutes"), 99999}})
                                                << "refresh.endings.after_minutes";
        QTest::newRow("an ending counted from the moon")
            << ending({{QStringLiteral("text"), QStringLiteral("x")},
                       {QStringLiteral("since"), QStringLiteral("moon")}})
            << "refresh.endings.since";
        QTest::newRow("an ending with more")
            << ending(object("why", QStringLiteral("x"))) << "refresh.endings.why";
        QTest::newRow("quirks are text") << with("quirks", QStringLiteral("x")) << "quirks";
        QTest::newRow("quirk without text")
            << with("quirks", QJsonArray{object("at", QStringLiteral("client"))}) << "quirks.";
        QTest::newRow("quirk nowhere")
            << with("quirks", QJsonArray{QJsonObject{{QStringLiteral("at"), QStringLiteral("dawn")},
                                                     {QStringLiteral("text"), QStringLiteral("x")}}})
            << "quirks.at";
        QTest::newRow("A070 endpoint by http")
            << with("endpoints",
                    QJsonObject{{QStringLiteral("authorization_endpoint"),
                                 QStringLiteral("http://elsewhere.example/a")},
                                {QStringLiteral("token_endpoint"), QStringLiteral("{origin}/t")}})
            << "endpoints";
        QTest::newRow("A071 endpoint is a file")
            << with("endpoints",
                    QJsonObject{{QStringLiteral("authorization_endpoint"), QStringLiteral("{origin}/a")},
                                {QStringLiteral("token_endpoint"), QStringLiteral("file:///etc/passwd")}})
            << "endpoints";
        QTest::newRow("endpoint of no name")
            << with("endpoints", object("command", QStringLiteral("rm"))) << "endpoints.command";
        QTest::newRow("template without tenant")
            << with("issuer_template", QStringLiteral("https://id.acme.example/v2.0")) << "issuer_template";
    }
    void signedAnswerGoesToTheClient()
    {
        const auto read = readProviderRow(with("authorization_signed_response_alg", QStringLiteral("PS256")));
        QCOMPARE(read->registration().authorizationSignedResponseAlg, QStringLiteral("PS256"));
        QCOMPARE(readProviderRow(good())->registration().authorizationSignedResponseAlg, QString());
    }

    void refused()
    {
        QFETCH(QJsonObject, row);
        QFETCH(QString, named);
        const auto read = readProviderRow(row);
        QCOMPARE(read.has_value(), named.isEmpty());
        if (read)
            return;
        QCOMPARE(read.error().code, QStringLiteral("providers.member"));
        QVERIFY2(read.error().detail.contains(named), qPrintable(read.error().detail));
        QVERIFY(read.error().detail.contains(u"acme"));
    }

    void capabilities()
    {
        QVERIFY(traitsOf(with("scope_answer", QStringLiteral("commas"))).scopeAnswerWithCommas);
        QVERIFY(traitsOf(with("errors_with_status_200", true)).errorsComeWithStatus200);
        const QString longForm = QStringLiteral("https://id.acme.example/email");
        QCOMPARE(traitsOf(with("scope_aliases", object("email", longForm))).scopeAliases,
                 (ScopeAliases{{longForm, QStringLiteral("email")}}));
        QVERIFY(traitsOf(with("access_token_lasts", true)).accessTokenLasts);
        QVERIFY(traitsOf(with("refresh", object("ends_access_token", true))).refreshEndsAccessToken);
        QVERIFY(traitsOf(with("refresh", object("sends_redirect_uri", true))).refreshSendsRedirectUri);
        QVERIFY(traitsOf(with("device", object("without_secret", true))).deviceGrantWithoutSecret);
        QCOMPARE(traitsOf(with("revocation", QStringLiteral("delete-token"))).revocation,
                 RevocationMethod::DeleteToken);
        QCOMPARE(traitsOf(with("userinfo", object("subject", QStringLiteral("id")))).userInfo.subject,
                 QStringLiteral("id"));
        QCOMPARE(traitsOf(with("extra_without_refresh_token", object("prompt", QStringLiteral("consent"))))
                     .whenRefreshTokenIsMissing,
                 (FormFields{{QStringLiteral("prompt"), QStringLiteral("consent")}}));
        const ServerTraits plain = traitsOf(good());
        QVERIFY(!plain.scopeAnswerWithCommas && !plain.errorsComeWithStatus200 && !plain.accessTokenLasts);
        QVERIFY(!plain.refreshEndsAccessToken && !plain.refreshSendsRedirectUri);
        QCOMPARE(plain.revocation, RevocationMethod::Rfc7009);
    }

    void everyBuiltInRowHelpsThePerson()
    {
        for (const Provider& provider : ProviderCatalogue::builtIn().providers()) {
            const QByteArray id = provider.id.toUtf8();
            if (provider.isDemo || !provider.unavailable.isEmpty() || provider.id == u"openid" ||
                provider.id == u"oauth")
                continue;
            QVERIFY2(!provider.registerSteps.isEmpty() || !provider.quirksAt(Quirk::Place::Client).isEmpty(),
                     id.constData());
            QVERIFY2(provider.monogram.size() == 2, id.constData());
        }
        for (const char* id : {"google",    "github",        "github-app",     "gitlab",
                               "microsoft", "microsoft-any", "microsoft-work", "microsoft-personal",
                               "okta",      "auth0",         "keycloak",       "slack",
                               "discord",   "codeberg",      "forgejo",        "gitea",
                               "mastodon",  "apple",         "openid",         "oauth"})
            QVERIFY2(ProviderCatalogue::builtIn().find(QString::fromLatin1(id)), id);
    }

    void gitHubHasItsServerInTheRow()
    {
        ClientRegistration registration = row(u"github").registration();
        QCOMPARE(registration.issuer, QStringLiteral("https://github.com/login/oauth"));
        registration.clientId = QStringLiteral("Iv1/a b");
        const auto complete = row(u"github").withServer(registration);
        QVERIFY2(complete, complete ? "" : qPrintable(complete.error().detail));
        QVERIFY(complete->metadata);
        QCOMPARE(complete->metadata->tokenEndpoint,
                 QUrl(QStringLiteral("https://github.com/login/oauth/access_token")));
        QCOMPARE(complete->metadata->userinfoEndpoint, QUrl(QStringLiteral("https://api.github.com/user")));
        QCOMPARE(complete->metadata->revocationEndpoint.toEncoded(),
                 QByteArray("https://api.github.com/applications/Iv1%2Fa%20b/token"));
        QCOMPARE(complete->traits.userInfo.emailsEndpoint,
                 QUrl(QStringLiteral("https://api.github.com/user/emails")));
        QVERIFY(!complete->scope.contains(QStringLiteral("openid")));
    }

    void gitHubOnAnotherHost()
    {
        ClientRegistration registration = row(u"github").registration();
        registration.issuer = QStringLiteral("https://git.acme.example:8443/login/oauth");
        registration.clientId = QStringLiteral("x");
        const auto complete = row(u"github").withServer(registration);
        QVERIFY(complete);
        QCOMPARE(complete->metadata->authorizationEndpoint,
                 QUrl(QStringLiteral("https://git.acme.example:8443/login/oauth/authorize")));
        QCOMPARE(complete->metadata->userinfoEndpoint,
                 QUrl(QStringLiteral("https://git.acme.example:8443/api/v3/user")));
    }

    void whatDiscoveryLeavesOut()
    {
        const ServerTraits traits =
            row(u"gitlab").traitsFor({QStringLiteral("https://gitlab.com"), QStringLiteral("x")});
        QCOMPARE(traits.deviceAuthorizationEndpoint,
                 QUrl(QStringLiteral("https://gitlab.com/oauth/authorize_device")));
        QVERIFY(!row(u"gitlab").isGiven());
    }

    void appleSaysWhyNot()
    {
        const auto refused = row(u"apple").withServer(row(u"apple").registration());
        QCOMPARE(refused.error().code, QStringLiteral("providers.unavailable"));
        QVERIFY(refused.error().detail.contains(u"website"));
    }

    void redirectByRule()
    {
        QCOMPARE(row(u"codeberg").registration().redirectUri, QUrl(QStringLiteral("http://127.0.0.1/")));
        QVERIFY(!row(u"google").registration().redirectUri);
        QVERIFY(!row(u"okta").registration().redirectUri); // only the person knows the port
        QCOMPARE(row(u"slack").loopbackRule.host, LoopbackRule::Host::Localhost);
    }

    void reviewPage()
    {
        Provider own;
        own.reviewUrl = QStringLiteral("{origin}/apps");
        QCOMPARE(own.reviewUrlFor({QStringLiteral("https://id.acme.example/t"), {}}),
                 QUrl(QStringLiteral("https://id.acme.example/apps")));
        QVERIFY(own.reviewUrlFor({QStringLiteral("http://127.0.0.1:8787"), {}}).isEmpty()); // https only
        QCOMPARE(row(u"github").reviewUrlFor({row(u"github").issuer, QStringLiteral("abc")}),
                 QUrl(QStringLiteral("https://github.com/settings/connections/applications/abc")));
        QCOMPARE(row(u"gitlab").reviewUrlFor({QStringLiteral("https://git.acme.example/sub"), {}}),
                 QUrl(QStringLiteral("https://git.acme.example/sub/-/user_settings/applications")));
        for (const Provider& provider : ProviderCatalogue::builtIn().providers())
            QVERIFY2(provider.reviewUrl.isEmpty() ||
                         !provider
                              .reviewUrlFor({provider.issuer.isEmpty() ? QStringLiteral("https://x.example")
                                                                       : provider.issuer,
                                             QStringLiteral("c")})
                              .isEmpty(),
                     qPrintable(provider.id));
    }
};

TESSERA_TEST(ProviderRowTest)
#include "provider_row_test.moc"

// What an administrator can say, and how it is refused: A326.
#include "core/providers/administrator_configuration.h"

#include "core/net/limits.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kRow =
    "{\"id\":\"acme\",\"name\":\"Acme\",\"monogram\":\"Ac\",\"host_text\":\"id.acme.example\","
    "\"issuer\":\"https://id.acme.example\",\"client_id\":\"desktop\"}";

QByteArray document(const QByteArray& members)
{
    return "{\"version\":1" + (members.isEmpty() ? QByteArray() : "," + members) + "}";
}

QString codeOf(const QByteArray& text)
{
    const auto parsed = parseAdministratorConfiguration(text);
    return parsed ? QString() : parsed.error().code;
}

} // namespace

class AdministratorConfigurationTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads();
    void refuses_data();
    void refuses();
    void allowsIssuers_data();
    void allowsIssuers();
    void switchesOffHttp();
    void addsAndReplacesProviders();
    void needsTheProviderOfAClientId();
};

void AdministratorConfigurationTest::reads()
{
    const auto read = parseAdministratorConfiguration(
        document("\"providers\":[" + kRow +
                 "],\"client_ids\":{\"google\":\"company-client\"},"
                 "\"allowed_issuers\":[\"https://id.acme.example\",\"https://id.acme.example/t/*\"],"
                 "\"extra_ca\":[{\"file\":\"/etc/ssl/acme.pem\",\"hosts\":[\"id.acme.example\"]}],"
                 "\"switched_off\":[\"device\",\"paste\"]"));
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(read->providerRows.size(), 1);
    QCOMPARE(read->clientIds.value(QStringLiteral("google")), QStringLiteral("company-client"));
    QCOMPARE(read->allowedIssuers.size(), 2);
    QVERIFY(read->authorityFiles == QList<AuthorityFile>({{QStringLiteral("/etc/ssl/acme.pem"),
                                                           {QStringLiteral("id.acme.example")}}}));
    QVERIFY(read->isSwitchedOff(feature::kDevice));
    QVERIFY(!read->isSwitchedOff(feature::kDynamicRegistration));
}

void AdministratorConfigurationTest::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const QByteArray& text, const char* code = "") {
        QTest::newRow(name) << text << QString::fromLatin1(code);
    };
    const QByteArray issuers = "\"allowed_issuers\":";
    const QByteArray authorities = "\"extra_ca\":";
    row("the least there is", document({}));
    row("A326 line ends of Windows", "{\r\n\"version\": 1,\r\n\"switched_off\": []\r\n}\r\n");
    row("A326 byte order mark", "\xef\xbb\xbf" + document({}), "administrator.byte_order_mark");
    row("A326 UTF-16", QByteArray("{\0", 2), "json.syntax");
    row("A326 unknown member", document("\"allowed_isuers\":[]"), "administrator.member");
    row("A326 a member twice", document("\"switched_off\":[],\"switched_off\":[\"device\"]"),
        "json.duplicate_name");
    row("A326 deep", document("\"providers\":" + QByteArray(100, '[') + QByteArray(100, ']')), "json.depth");
    row("A326 large",
        document("\"switched_off\":[\"" + QByteArray(limits::kAdministratorFileBytes, 'x') + "\"]"),
        "json.too_large");
    row("A326 empty", "", "json.not_an_object");
    row("A326 no object", "[]", "json.not_an_object");
    row("no version", "{}", "administrator.version");
    row("another version", "{\"version\":2}", "administrator.version");
    row("version in words", "{\"version\":\"1\"}", "administrator.version");
    row("providers, no list", document("\"providers\":{}"), "administrator.member");
    row("providers, no rows", document("\"providers\":[1]"), "administrator.member");
    row("a row", document("\"providers\":[" + kRow + "]"));
    row("a row twice", document("\"providers\":[" + kRow + "," + kRow + "]"), "providers.duplicate");
    row("a row with a misspelt member", document("\"providers\":[{\"id\":\"a\",\"isuer\":\"\"}]"),
        "providers.member");
    row("client ids, no object", document("\"client_ids\":[]"), "administrator.member");
    row("a client id that is none", document("\"client_ids\":{\"google\":1}"), "administrator.member");
    row("an empty client id", document("\"client_ids\":{\"google\":\"\"}"), "administrator.member");
    row("an issuer", document(issuers + "[\"https://id.acme.example\"]"));
    row("no issuers", document(issuers + "[]"), "administrator.member");
    row("issuers, no list", document(issuers + "\"https://id.acme.example\""), "administrator.member");
    row("issuers without encryption", document(issuers + "[\"http://id.acme.example\"]"),
        "administrator.member");
    row("half a host", document(issuers + "[\"https://id.acme.example*\"]"), "administrator.member");
    row("all hosts", document(issuers + "[\"https://*\"]"), "administrator.member");
    row("a star in the host", document(issuers + "[\"https://*.acme.example/*\"]"), "administrator.member");
    row("an authority", document(authorities + "[{\"file\":\"/a.pem\",\"hosts\":[\"id.acme.example\"]}]"));
    row("an authority for all", document(authorities + "[{\"file\":\"/a.pem\"}]"), "administrator.member");
    row("an authority for no host", document(authorities + "[{\"file\":\"/a.pem\",\"hosts\":[]}]"),
        "administrator.member");
    row("A314 an authority for a wildcard",
        document(authorities + "[{\"file\":\"/a.pem\",\"hosts\":[\"*.acme.example\"]}]"),
        "administrator.member");
    row("an authority somewhere", document(authorities + "[{\"file\":\"a.pem\",\"hosts\":[\"a\"]}]"),
        "administrator.member");
    row("an authority with more",
        document(authorities + "[{\"file\":\"/a.pem\",\"hosts\":[\"a\"],\"verify\":false}]"),
        "administrator.member");
    row("authorities, no list", document(authorities + "{}"), "administrator.member");
    row("a feature", document("\"switched_off\":[\"dynamic-registration\"]"));
    row("a misspelt feature", document("\"switched_off\":[\"devices\"]"), "administrator.member");
    row("features, no list", document("\"switched_off\":\"device\""), "administrator.member");
    row("A329 a command", document("\"command\":\"sh\""), "administrator.member");
    row("A328 TLS not checked", document("\"verify_tls\":false"), "administrator.member");
}

void AdministratorConfigurationTest::refuses()
{
    QFETCH(QByteArray, text);
    QTEST(codeOf(text), "code");
}

void AdministratorConfigurationTest::allowsIssuers_data()
{
    QTest::addColumn<QString>("issuer");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, const char* issuer, bool allowed) {
        QTest::newRow(name) << QString::fromLatin1(issuer) << allowed;
    };
    row("the issuer", "https://id.acme.example", true);
    row("below the path", "https://id.acme.example/t/one", true);
    row("far below", "https://id.acme.example/t/one/two", true);
    row("a slash more", "https://id.acme.example/", false);
    row("another path", "https://id.acme.example/u/one", false);
    row("the path without what is below", "https://id.acme.example/t", false);
    row("the path's name, longer", "https://id.acme.example/tea/one", false);
    row("out of the path", "https://id.acme.example/t/../u", false);
    row("out of the path, written otherwise", "https://id.acme.example/t/%2e%2e/u", false);
    row("a longer host", "https://id.acme.example.evil.example", false);
    row("another port", "https://id.acme.example:8443", false);
    row("in capitals", "https://ID.acme.example", false);
    row("not encrypted", "http://id.acme.example", false);
    row("nothing", "", false);
}

void AdministratorConfigurationTest::allowsIssuers()
{
    QFETCH(QString, issuer);
    AdministratorConfiguration configuration;
    QVERIFY(configuration.allowsIssuer(issuer)); // without a list, all
    configuration.allowedIssuers = {QStringLiteral("https://id.acme.example"),
                                    QStringLiteral("https://id.acme.example/t/*")};
    const auto allowed = configuration.allowsIssuer(issuer);
    QTEST(allowed.has_value(), "allowed");
    if (!allowed)
        QCOMPARE(allowed.error().code, QStringLiteral("administrator.issuer"));
}

void AdministratorConfigurationTest::switchesOffHttp()
{
    AdministratorConfiguration configuration;
    configuration.switchedOff = {feature::kInsecureLoopbackIssuers.toString()};
    QVERIFY(configuration.allowsIssuer(QStringLiteral("https://id.acme.example")));
    QVERIFY(!configuration.allowsIssuer(QStringLiteral("http://127.0.0.1:8787")));
}

void AdministratorConfigurationTest::addsAndReplacesProviders()
{
    const auto builtIn = ProviderCatalogue::builtIn().providers();
    const auto none = catalogueWith({});
    QVERIFY2(none, none ? "" : qPrintable(none.error().detail));
    QCOMPARE(none->providers().size(), builtIn.size());

    const auto read = parseAdministratorConfiguration(
        document("\"providers\":[" + kRow + "," + QByteArray(kRow).replace("\"acme\"", "\"google\"") +
                 "],\"client_ids\":{\"gitlab\":\"company-client\"}"));
    QVERIFY(read);
    const auto catalogue = catalogueWith(*read);
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().detail));
    QCOMPARE(catalogue->providers().size(), builtIn.size() + 1);
    QCOMPARE(catalogue->providers().last().id, QStringLiteral("acme"));
    QCOMPARE(catalogue->find(u"google")->issuer, QStringLiteral("https://id.acme.example"));
    QCOMPARE(catalogue->find(u"gitlab")->clientId, QStringLiteral("company-client"));
    QCOMPARE(catalogue->find(u"gitlab")->issuer, ProviderCatalogue::builtIn().find(u"gitlab")->issuer);
}

void AdministratorConfigurationTest::needsTheProviderOfAClientId()
{
    AdministratorConfiguration configuration;
    configuration.clientIds.insert(QStringLiteral("gogle"), QStringLiteral("company-client"));
    const auto catalogue = catalogueWith(configuration);
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().code, QStringLiteral("administrator.member"));
    QVERIFY(catalogue.error().detail.contains(QStringLiteral("gogle")));
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::AdministratorConfigurationTest)
#include "administrator_configuration_test.moc"

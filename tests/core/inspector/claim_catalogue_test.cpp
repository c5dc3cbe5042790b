// resources/claims.json as it is built in, row by row, and the strictness of the reader.
#include "core/inspector/claim_catalogue.h"
#include "tests/core/inspector/jwt_report.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace tessera::test {
namespace {

QByteArray document(const QByteArray& claim, const char* header = "")
{
    return jsonText(QByteArray("{'version':1,'claims':[") + claim + "],'header':[" + header + "]}");
}

constexpr auto kRow =
    "{'name':'iss','title':'Issuer','type':'string','meaning':'Who made it.','reference':'RFC 7519'}";

} // namespace

class ClaimCatalogueTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyRow_data()
    {
        QTest::addColumn<qsizetype>("index");
        const QList<ClaimMeaning>& rows = ClaimCatalogue::builtIn().rows();
        QVERIFY(rows.size() > 250);
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const ClaimMeaning& row = rows[i];
            QTest::addRow("%d %s %s %s", static_cast<int>(i), qPrintable(issuerFamilyName(row.family)),
                          qPrintable(row.parent), qPrintable(row.name))
                << i;
        }
    }
    void everyRow()
    {
        QFETCH(qsizetype, index);
        const ClaimMeaning& row = ClaimCatalogue::builtIn().rows()[index];
        QVERIFY(!row.title.isEmpty() && row.title[0].isUpper() && !row.title.endsWith(u'.'));
        QVERIFY(row.meaning.endsWith(u'.') && row.meaning.size() > 10 && row.meaning.size() < 130);
        QVERIFY(row.meaning[0].isUpper() || row.meaning[0].isDigit() || row.meaning.startsWith(row.name) ||
                row.meaning.startsWith(u"app ") || row.meaning.startsWith(u"false"));
        QVERIFY(!row.meaning.contains(u'!') && !row.meaning.contains(u"please"));
        QVERIFY(!row.reference.isEmpty());
        const ClaimMeaning* found = row.place == ClaimMeaning::Header
                                        ? ClaimCatalogue::builtIn().header(row.name)
                                        : ClaimCatalogue::builtIn().claim(row.name, row.family, row.parent);
        QVERIFY(found == &row);
    }

    /// What the specifications register must not be forgotten.
    void registered_data()
    {
        QTest::addColumn<bool>("header");
        for (const char* name : {"iss",
                                 "sub",
                                 "aud",
                                 "exp",
                                 "nbf",
                                 "iat",
                                 "jti",
                                 "name",
                                 "given_name",
                                 "family_name",
                                 "middle_name",
                                 "nickname",
                                 "preferred_username",
                                 "profile",
                                 "picture",
                                 "website",
                                 "email",
                                 "email_verified",
                                 "gender",
                                 "birthdate",
                                 "zoneinfo",
                                 "locale",
                                 "phone_number",
                                 "phone_number_verified",
                                 "address",
                                 "updated_at",
                                 "azp",
                                 "nonce",
                                 "auth_time",
                                 "at_hash",
                                 "c_hash",
                                 "acr",
                                 "amr",
                                 "sub_jwk",
                                 "cnf",
                                 "events",
                                 "toe",
                                 "txn",
                                 "sid",
                                 "act",
                                 "scope",
                                 "client_id",
                                 "may_act",
                                 "roles",
                                 "groups",
                                 "entitlements",
                                 "htm",
                                 "htu",
                                 "ath",
                                 "token_introspection",
                                 "authorization_details",
                                 "vot",
                                 "vtm"})
            QTest::newRow(name) << false;
        for (const char* name :
             {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty",   "crit", "b64",
              "enc", "zip", "epk", "apu", "apv", "iv",  "tag", "p2s",      "p2c", "nonce", "url"})
            QTest::addRow("header %s", name) << true;
    }
    void registered()
    {
        QFETCH(bool, header);
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(u' ', -1);
        const ClaimCatalogue& catalogue = ClaimCatalogue::builtIn();
        const ClaimMeaning* row = header ? catalogue.header(name) : catalogue.claim(name);
        QVERIFY(row);
        QCOMPARE(row->family, IssuerFamily::None);
    }

    void familyDecides()
    {
        const ClaimCatalogue& catalogue = ClaimCatalogue::builtIn();
        QVERIFY(catalogue.claim(u"ref", IssuerFamily::GitHubActions)->reference.startsWith(u"GitHub"));
        QVERIFY(catalogue.claim(u"ref", IssuerFamily::GitLab)->reference.startsWith(u"GitLab"));
        QVERIFY(!catalogue.claim(u"ref")); // two families, nobody known
        QVERIFY(!catalogue.claim(u"ref", IssuerFamily::Google));
        QCOMPARE(catalogue.claim(u"wids")->family, IssuerFamily::Entra); // only Entra has it
        QVERIFY(!catalogue.claim(u"wids", IssuerFamily::Google));
        QCOMPARE(catalogue.claim(u"iss", IssuerFamily::Google)->family, IssuerFamily::None);
        QCOMPARE(catalogue.claim(u"preferred_username", IssuerFamily::Entra)->family, IssuerFamily::Entra);
        QVERIFY(catalogue.claim(u"uid", IssuerFamily::Kubernetes, u"kubernetes.io/pod"));
        QVERIFY(catalogue.claim(u"jkt", IssuerFamily::None, u"cnf"));
        QVERIFY(!catalogue.claim(u"jkt"));
        QVERIFY(!catalogue.claim(u"no such claim"));
        QVERIFY(!catalogue.header(u"iat"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code"); // empty: it is read
        const auto row = [](const char* name, const QByteArray& json, const char* code) {
            QTest::newRow(name) << json << QString::fromLatin1(code);
        };
        const QByteArray good(kRow);
        const auto with = [&](const char* from, const char* to) {
            return document(QByteArray(good).replace(from, to));
        };
        row("good", document(kRow), "");
        row("good in both lists", document(kRow, kRow), "");
        row("good twice for two families",
            document(good + ',' + QByteArray(good).replace("'title'", "'family':'google','title'")), "");
        row("twice", document(good + ',' + good), "claims.duplicate");
        row("no title", with("'title':'Issuer',", ""), "claims.member");
        row("empty meaning", with("Who made it.", ""), "claims.member");
        row("title is a number", with("'Issuer'", "1"), "claims.member");
        row("unknown type", with("'string'", "'text'"), "claims.member");
        row("unknown member", with("'title'", "'titel':'x','title'"), "claims.member");
        row("unknown family", with("'title'", "'family':'acme','title'"), "claims.member");
        row("unknown kind", with("'title'", "'kinds':['token'],'title'"), "claims.member");
        row("kinds is a string", with("'title'", "'kinds':'id_token','title'"), "claims.member");
        row("row is no object", document("1"), "claims.member");
        row("version 2", document(kRow).replace(":1,", ":2,"), "claims.member");
        row("further list", document(kRow).replace("{\"version\"", "{\"more\":[],\"version\""),
            "claims.member");
        row("not JSON", "x", "json.not_an_object");
        row("name twice", with("'title'", "'title':'x','title'"), "json.duplicate_name");
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        const auto catalogue = ClaimCatalogue::parse(json);
        QTEST(catalogue ? QString() : catalogue.error().code, "code");
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::ClaimCatalogueTest)
#include "claim_catalogue_test.moc"

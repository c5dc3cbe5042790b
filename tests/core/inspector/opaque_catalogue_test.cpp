// The built-in rows are sound, a bad row is refused by name, and each row knows its own tokens.
#include "core/inspector/opaque_catalogue.h"
#include "tests/core/inspector/inspector_test_support.h"
#include "tests/support/test_program.h"

#include <QSet>
#include <QTest>

namespace tessera::test {
namespace {

const QByteArray kGood =
    quoted("{'id':'x','title':'X token','issuer':'X','shapes':['xx_{hex:4}'],'can':'a','life':'b',"
           "'leaked':'c','reference':'https://x.example'}");

QByteArray document(const QByteArray& rows)
{
    return quoted("{'version':1,'tokens':[") + rows + "]}";
}

QByteArray row(const QByteArray& from, const QByteArray& to)
{
    return document(QByteArray(kGood).replace(quoted(from), quoted(to)));
}

} // namespace

class OpaqueCatalogueTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInRows()
    {
        const auto& rows = OpaqueCatalogue::builtIn().rows();
        QVERIFY(rows.size() > 60);
        QSet<QString> ids;
        for (const OpaqueToken& token : rows) {
            QVERIFY2(!ids.contains(token.id), qPrintable(token.id));
            ids.insert(token.id);
            QVERIFY2(!token.title.endsWith(u'.'), qPrintable(token.id));
            for (const QString& sentence : {token.can, token.life, token.leaked})
                QVERIFY2(sentence.endsWith(u'.'), qPrintable(token.id));
        }
    }

    void known_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("exact");
        const auto add = [](const QByteArray& token, const char* id, bool exact = true) {
            QTest::addRow("%s, %d letters", id, static_cast<int>(token.size()))
                << token << QString::fromLatin1(id) << exact;
        };
        const auto a = [](int count) { return QByteArray(count, 'a'); };
        const auto capital = [](int count) { return QByteArray(count, 'A'); };
        add("ghp_" + a(36), "github_pat_classic");
        add("ghp_" + a(35), "github_pat_classic", false);
        add("gho_" + a(36), "github_oauth");
        add("ghu_" + a(36), "github_user_to_server");
        add("ghs_" + a(36), "github_server_to_server");
        add("ghr_" + a(76), "github_refresh");
        add("github_pat_" + a(22) + "_" + a(59), "github_pat_fine");
        add("glpat-" + a(20), "gitlab_pat");
        add("glpat-" + a(27) + ".01." + a(9), "gitlab_pat");
        add("gldt-" + a(20), "gitlab_deploy");
        add("glrt-" + a(20), "gitlab_runner");
        add("gloas-" + a(64), "gitlab_oauth_secret");
        add("glcbt-64_" + a(20), "gitlab_job");
        add("ya29." + a(100), "google_access");
        add("1//0" + a(60), "google_refresh");
        add("AIza" + a(35), "google_api_key");
        add("GOCSPX-" + a(28), "google_client_secret");
        add("xoxb-1-2-" + a(24), "slack_bot");
        add("xoxp-1-2-" + a(24), "slack_user");
        add("xapp-1-A1-2-" + a(24), "slack_app");
        add("xoxe.xoxb-1-" + a(40), "slack_rotated");
        add("xoxe-1-" + a(40), "slack_refresh");
        add("npm_" + a(36), "npm");
        add("pypi-AgEIcHlwaS5vcmc" + a(80), "pypi");
        add("AKIA" + capital(16), "aws_access_key");
        add("ASIA" + capital(16), "aws_temporary_key");
        add("sk_live_" + a(24), "stripe_secret_live");
        add("pk_test_" + a(24), "stripe_publishable_test");
        add("whsec_" + a(32), "stripe_webhook");
        add("ATATT3" + a(180) + "=ABCDEF12", "atlassian");
        add("0.A" + a(200), "entra_refresh");
        add("1.A" + a(200), "entra_refresh");
        add("sk-proj-" + a(60), "openai_project");
        add("sk-" + a(48), "openai");
        add("sk-ant-api03-" + a(90), "anthropic");
        add("dckr_pat_" + a(27), "docker");
        add("dop_v1_" + a(64), "digitalocean_pat");
        add("hf_" + a(34), "huggingface");
        add("HRKU-" + a(60), "heroku");
        add("shpat_" + a(32), "shopify_admin");
        add("SK" + a(32), "twilio_key");
        add("SG." + a(22) + "." + a(43), "sendgrid");
        add("123456789:" + a(35), "telegram_bot");
        add("N" + a(23) + "." + a(6) + "." + a(27), "discord_bot");
        add("hvs." + a(90), "vault_service");
        add("hvb." + a(90), "vault_batch");
        add(a(14) + ".atlasv1." + a(67), "terraform");
        add("dapi" + a(32), "databricks");
        add("dapi" + a(32) + "-2", "databricks");
        add("lin_api_" + a(40), "linear");
        add("ntn_" + a(46), "notion");
        add("figd_" + a(40), "figma");
        add("PMAK-" + a(24) + "-" + a(34), "postman");
        add("NRAK-" + capital(27), "newrelic_user");
        add("glsa_" + a(32) + "_" + a(8), "grafana_service");
        add("glc_" + a(60), "grafana_cloud");
        add("sntryu_" + a(64), "sentry_user");
        add("sbp_" + a(40), "supabase");
    }
    void known()
    {
        QFETCH(QByteArray, token);
        const OpaqueMatch match = matchOpaqueToken(token);
        QVERIFY(match.row);
        QTEST(match.row->id, "id");
        QTEST(match.isExact, "exact");
    }

    void notKnown_data()
    {
        QTest::addColumn<QByteArray>("token");
        for (const char* token :
             {"", "opaque", "sk", "hf_short", "1//x", "SKY", "0.Ab", "one.two.three", "ghp"})
            QTest::newRow(token) << QByteArray(token);
    }
    void notKnown()
    {
        QFETCH(QByteArray, token);
        QVERIFY(!matchOpaqueToken(token).row);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("good") << document(kGood) << QString();
        QTest::newRow("A326 unknown member") << row("'can'", "'extra':'y','can'") << "token_prefixes.member";
        QTest::newRow("A326 duplicate member") << row("'can'", "'id':'y','can'") << "json.duplicate_name";
        QTest::newRow("A326 two of one id") << document(kGood + "," + kGood) << "token_prefixes.duplicate";
        QTest::newRow("A326 no title") << row("'title':'X token',", "") << "token_prefixes.member";
        QTest::newRow("A326 life is a number") << row("'life':'b'", "'life':7") << "token_prefixes.member";
        QTest::newRow("A326 no shapes") << row("['xx_{hex:4}']", "[]") << "token_prefixes.member";
        QTest::newRow("A326 unknown checksum")
            << row("'can'", "'checksum':'md5','can'") << "token_prefixes.member";
        QTest::newRow("A326 reference is http") << row("https:", "http:") << "token_prefixes.member";
        QTest::newRow("A326 unknown set") << row("{hex:4}", "{emoji:4}") << "token_prefixes.shape";
        QTest::newRow("A326 no length") << row("{hex:4}", "{hex}") << "token_prefixes.shape";
        QTest::newRow("A326 length of nothing") << row("{hex:4}", "{hex:0}") << "token_prefixes.shape";
        QTest::newRow("A326 most under least") << row("{hex:4}", "{hex:4-3}") << "token_prefixes.shape";
        QTest::newRow("A326 not closed") << row("{hex:4}", "{hex:4") << "token_prefixes.shape";
        QTest::newRow("A326 fits everything") << row("xx_{hex:4}", "{token:1-}") << "token_prefixes.shape";
        QTest::newRow("A326 newer version") << document(kGood).replace("1,", "2,") << "token_prefixes.member";
        QTest::newRow("A326 row is a number") << document("7") << "token_prefixes.member";
    }
    void refused()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, code);
        const auto parsed = OpaqueCatalogue::parse(json);
        QCOMPARE(parsed ? QString() : parsed.error().code, code);
    }

    void longestPrefixWins()
    {
        const auto catalogue =
            OpaqueCatalogue::parse(document(kGood + "," +
                                            QByteArray(kGood)
                                                .replace(quoted("'id':'x'"), quoted("'id':'longer'"))
                                                .replace("xx_{hex:4}", "xx_a{hex:3}")));
        QVERIFY(catalogue);
        QCOMPARE(catalogue->match("xx_aaaa").row->id, QStringLiteral("longer"));
        QCOMPARE(catalogue->match("xx_bbbb").row->id, QStringLiteral("x"));
        QVERIFY(!catalogue->match("xx_bbbbb").row); // a prefix of three letters says too little
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::OpaqueCatalogueTest)
#include "opaque_catalogue_test.moc"

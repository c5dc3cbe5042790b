// What a row may not ask for: A327, A328, A329.
#include "core/providers/administrator_weakening.h"

#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QTest>

namespace tessera::test {

class AdministratorWeakeningTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
};

void AdministratorWeakeningTest::judges_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<bool>("harmless");
    const auto row = [](const char* name, const char* members, bool harmless = false) {
        QTest::newRow(name) << QByteArray(members) << harmless;
    };
    row("an issuer", "\"issuer\":\"https://id.acme.example\"", true);
    row("an issuer on this computer", "\"issuer\":\"http://127.0.0.1:8787\"", true);
    row("extra", "\"extra\":{\"access_type\":\"offline\",\"prompt\":\"consent\"}", true);
    row("words about http", "\"quirks\":[\"http: is refused\",\"password\"]", true);
    row("A328 TLS not checked", "\"verify_tls\":false");
    row("A328 said yes", "\"verify_tls\":true");
    row("A328 in capitals", "\"Verify_TLS\":false");
    row("A328 deeper", "\"metadata\":{\"tls\":{\"insecure\":true}}");
    row("A328 in a list", "\"more\":[{\"skip_verify\":true}]");
    row("A328 plain PKCE", "\"extra\":{\"code_challenge_method\":\"plain\"}");
    row("A328 plain PKCE, elsewhere", "\"pkce_method\":\"plain\"");
    row("A328 implicit grant", "\"grant\":\"implicit\"");
    row("A328 password grant", "\"grants\":[\"password\"]");
    row("A328 tokens in the redirect", "\"extra\":{\"response_type\":\"token\"}");
    row("A328 a fixed state", "\"extra\":{\"state\":\"x\"}");
    row("A328 a redirect elsewhere", "\"redirect_uri\":\"https://evil.example/\"");
    row("A328 a client secret", "\"client_secret\":\"canary\"");
    row("another client in the request", "\"extra\":{\"client_id\":\"x\"}");
    row("not encrypted", "\"issuer\":\"http://id.acme.example\"");
    row("not encrypted, in capitals", "\"issuer\":\"HTTP://id.acme.example\"");
    row("A327 an endpoint not encrypted",
        "\"metadata\":{\"token_endpoint\":\"http://id.acme.example/token\"}");
    row("looks like this computer", "\"issuer\":\"http://127.0.0.1.evil.example\"");
    row("A329 a command", "\"command\":\"sh -c x\"");
    row("A329 a script", "\"script\":\"x.js\"");
    row("A329 a plugin", "\"plugin\":\"/tmp/x.so\"");
}

void AdministratorWeakeningTest::judges()
{
    QFETCH(QByteArray, members);
    const QJsonDocument row = QJsonDocument::fromJson("{\"id\":\"acme\"," + members + "}");
    QVERIFY(row.isObject());
    const auto judged = mustNotWeaken(row.object());
    QTEST(judged.has_value(), "harmless");
    if (!judged) {
        QCOMPARE(judged.error().code, QStringLiteral("administrator.weakens"));
        QVERIFY(!judged.error().detail.contains(QStringLiteral("canary")));
    }
}

} // namespace tessera::test

TESSERA_TEST(tessera::test::AdministratorWeakeningTest)
#include "administrator_weakening_test.moc"

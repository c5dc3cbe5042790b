// Where clients may be redirected to. (How they authenticate: token_endpoint_test.)
#include "app/demo_idp/clients.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera::demo;

class ClientsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void redirectUri_data();
    void redirectUri();
};

void ClientsTest::redirectUri_data()
{
    QTest::addColumn<QString>("uri");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* uri, bool allowed) {
        QTest::newRow(uri) << QString::fromUtf8(uri) << allowed;
    };
    row("http://127.0.0.1:49731/callback/8f", true);
    row("http://127.0.0.1:49731", true);
    row("http://127.0.0.1/", true);
    row("http://[::1]:49731/callback", true);
    row("https://127.0.0.1:49731/callback", false);
    row("http://localhost:49731/", false);
    row("http://127.0.0.1:8787/authorize", false); // the provider's own port
    row("http://127.0.0.2:49731/", false);
    row("http://2130706433:49731/", false);
    row("http://0x7f.1:49731/", false);
    row("http://127.0.0.1.evil.example/", false);
    row("http://127.0.0.1:1@evil.example/", false);
    row("http://user@127.0.0.1:1/", false);
    row("http://evil.example\\@127.0.0.1:1/", false);
    row("http://127.0.0.1:1/back?next=x", false);
    row("http://127.0.0.1:1/back?", false);
    row("http://127.0.0.1:1/back#x", false);
    row("http://127.0.0.1:99999/", false);
    row("http://127.0.0.1:1/b ack", false);
    row("http://127.0.0.1:1/\r\nX", false);
    row("http://[::1]evil.example/", false);
    row("HTTP://127.0.0.1:1/", false);
    row("//127.0.0.1:1/", false);
    row("javascript:alert(1)", false);
    row("", false);
}

void ClientsTest::redirectUri()
{
    QFETCH(QString, uri);
    QTEST(isRedirectUriAllowed(uri, 8787), "allowed");
}

TESSERA_TEST(ClientsTest)
#include "clients_test.moc"

// Docker's addresses of registries, and what it reads.
#include "core/net/limits.h"
#include "core/tools/docker_credential.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

class DockerCredentialTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void server_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("text"); // empty: refused
        const auto row = [](const char* name, const QByteArray& input, const char* text) {
            QTest::newRow(name) << input << QString::fromLatin1(text);
        };
        row("host", "registry.example.com\n", "https://registry.example.com");
        row("port", "registry.example.com:5000", "https://registry.example.com:5000");
        row("the hub", "https://index.docker.io/v1/", "https://index.docker.io/v1");
        row("this computer", "http://127.0.0.1:5000", "http://127.0.0.1:5000");
        row("A277 http elsewhere", "http://registry.example.com", "");
        row("A277 user", "https://registry.example.com@evil.example", "");
        row("A262 two lines", "registry.example.com\nevil.example", "");
        row("A262 NUL", QByteArray("registry.example.com\0.evil", 25), "");
        row("empty", "\n", "");
        row("too large", QByteArray(limits::kToolRequestBytes + 1, 'a'), "");
    }
    void server()
    {
        QFETCH(QByteArray, input);
        const auto place = parseDockerServer(input);
        QTEST(place ? place->text() : QString(), "text");
    }

    void written()
    {
        QCOMPARE(dockerAnswer("registry.example.com\n", QStringLiteral("oauth2"), SecretString::fromUtf8("t"))
                     .reveal(),
                 QByteArrayView(
                     "{\"Secret\":\"t\",\"ServerURL\":\"registry.example.com\",\"Username\":\"oauth2\"}"));
    }

    void listed()
    {
        const auto place = placeFromAddress(QStringLiteral("https://registry.example.com")).value();
        const QList<CredentialRule> rules{
            {QStringLiteral("git"), place, QStringLiteral("a"), QString()},
            {QStringLiteral("docker"), place, QStringLiteral("a"), QStringLiteral("me")}};
        QCOMPARE(dockerList(rules), QByteArray("{\"https://registry.example.com\":\"me\"}"));
        QCOMPARE(dockerList({}), QByteArray("{}"));
    }
};

TESSERA_TEST(DockerCredentialTest)
#include "docker_credential_test.moc"

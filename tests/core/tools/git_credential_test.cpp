// git's words, good and bad.
#include "core/net/limits.h"
#include "core/tools/git_credential.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace tessera;

namespace {

SecretString token()
{
    return SecretString::fromUtf8("secret-token");
}

} // namespace

class GitCredentialTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void read()
    {
        const auto request = parseGitCredential(
            "capability[]=authtype\ncapability[]=state\nprotocol=https\nhost=git.example.com:8443\n"
            "path=a/b=c.git\nusername=ana\npassword=p=w\nwwwauth[]=Basic realm=\"x\"\n"
            "wwwauth[]=Bearer\nfuture=1\nstate[]=other:1\n\nhost=ignored.example\n");
        QVERIFY(request);
        QCOMPARE(request->protocol, QStringLiteral("https"));
        QCOMPARE(request->host, QStringLiteral("git.example.com:8443"));
        QCOMPARE(request->path, QStringLiteral("a/b=c.git"));
        QCOMPARE(request->username, QStringLiteral("ana"));
        QVERIFY(request->password.equals("p=w"));
        QVERIFY(request->takesAuthtype);
        QCOMPARE(request->challenges, (QList<QByteArray>{"Basic realm=\"x\"", "Bearer"}));
    }

    void listsBeginAnew()
    {
        const auto request = parseGitCredential("protocol=https\nhost=a\ncapability[]=authtype\ncapability[]="
                                                "\nwwwauth[]=Bearer\nwwwauth[]=\nwwwauth[]=Basic\n");
        QVERIFY(!request->takesAuthtype);
        QCOMPARE(request->challenges, QList<QByteArray>{"Basic"});
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code"); // empty: good
        const auto row = [](const char* name, const QByteArray& text, const char* code = "tool.request") {
            QTest::newRow(name) << text << QString::fromLatin1(code);
        };
        const QByteArray good = "protocol=https\nhost=github.com\n";
        row("good", good, "");
        row("good without its last line feed", good.chopped(1), "");
        row("no host: a certificate", "protocol=cert\npath=key.pem\n", "");
        row("A262 carriage return in the host (CVE-2024-50338)",
            "protocol=https\nhost=github.com\rhost=evil.example\n");
        row("A262 carriage return at the end (CVE-2024-52006)", "protocol=https\r\nhost=github.com\r\n");
        row("A262 NUL", QByteArray("protocol=https\nhost=github.com\0.evil.example\n", 45));
        row("A262 escape", good + "username=\x1b[2J\n");
        row("A262 not UTF-8", good + "username=\xc3\x28\n");
        row("A262 two hosts", good + "host=evil.example\n");
        row("A262 two protocols", good + "protocol=http\n");
        row("the same host twice", good + "host=github.com\n", "");
        row("an address in one piece", good + "url=https://evil.example\n");
        row("no key", good + "=value\n");
        row("no equals sign", good + "host\n");
        row("no protocol", "host=github.com\n");
        row("empty", "");
        row("many lines", good + QByteArray("x=1\n").repeated(limits::kToolRequestLines - 2), "");
        row("too many lines", good + QByteArray("x=1\n").repeated(limits::kToolRequestLines - 1));
        const qsizetype rest = limits::kToolRequestBytes - good.size() - 10;
        row("large", good + "username=" + QByteArray(rest, 'x') + "\n", "");
        row("too large", good + "username=" + QByteArray(rest + 1, 'x') + "\n", "tool.too_large");
    }
    void refused()
    {
        QFETCH(QByteArray, text);
        const auto request = parseGitCredential(text);
        QTEST(request ? QString() : request.error().code, "code");
    }

    void secretsAreNotInErrors()
    {
        const auto request = parseGitCredential("protocol=https\npassword=hunter2\rx\n");
        QVERIFY(!request);
        QVERIFY(!request.error().detail.contains(QStringLiteral("hunter2")));
        QCOMPARE(request.error().detail, QStringLiteral("line 2: a control character"));
    }

    void scheme_data()
    {
        QTest::addColumn<QList<QByteArray>>("challenges");
        QTest::addColumn<bool>("takesAuthtype");
        QTest::addColumn<int>("scheme");
        using L = QList<QByteArray>;
        const auto row = [](const char* name, const L& challenges, bool takes, GitScheme scheme) {
            QTest::newRow(name) << challenges << takes << int(scheme);
        };
        row("git tells nothing", {}, false, GitScheme::Basic);
        row("it could, and tells nothing", {}, true, GitScheme::Basic);
        row("Basic", {"Basic realm=\"GitHub\""}, true, GitScheme::Basic);
        row("Bearer", {"Bearer realm=\"x\""}, true, GitScheme::Bearer);
        row("bearer in small letters", {"bearer"}, true, GitScheme::Bearer);
        row("Bearer that git cannot send", {"Bearer realm=\"x\""}, false, GitScheme::None);
        row("both", {"Basic realm=\"x\"", "Bearer"}, true, GitScheme::Bearer);
        row("both in one line", {"Bearer realm=\"x\", Basic realm=\"y\""}, false, GitScheme::Basic);
        row("Negotiate", {"Negotiate"}, true, GitScheme::None);
        row("cannot be read", {"Basic realm=\"open"}, true, GitScheme::Basic);
        row("one of two can be read", {"=;", "Negotiate"}, true, GitScheme::None);
        row("Bearer only inside a text", {"Basic realm=\"Bearer\""}, true, GitScheme::Basic);
    }
    void scheme()
    {
        QFETCH(QList<QByteArray>, challenges);
        QFETCH(bool, takesAuthtype);
        GitCredential request;
        request.challenges = challenges;
        request.takesAuthtype = takesAuthtype;
        QTEST(int(gitScheme(request)), "scheme");
    }

    void written()
    {
        GitAnswer answer{GitScheme::Basic, QStringLiteral("oauth2"), token(), fromUnixSeconds(1767323045)};
        QCOMPARE(serialise(answer)->reveal(),
                 QByteArrayView("username=oauth2\npassword=secret-token\npassword_expiry_utc=1767323045\n"));
        answer.expiresAt.reset();
        answer.scheme = GitScheme::Bearer;
        QCOMPARE(
            serialise(answer)->reveal(),
            QByteArrayView("capability[]=authtype\nauthtype=Bearer\ncredential=secret-token\nephemeral=1\n"));
    }

    void notWritten()
    {
        const auto code = [](const char* user, const char* secret) {
            const auto text =
                serialise({GitScheme::Basic, QString::fromUtf8(user), SecretString::fromUtf8(secret), {}});
            return text ? QString() : text.error().code;
        };
        QCOMPARE(code("a", "b"), QString());
        QCOMPARE(code("a\nhost=evil.example", "b"), QStringLiteral("tool.token"));
        QCOMPARE(code("a", "b\nquit=1"), QStringLiteral("tool.token"));
        QCOMPARE(code("a", "b\r"), QStringLiteral("tool.token"));
        QCOMPARE(code("a", ""), QStringLiteral("tool.token"));
    }
};

TESSERA_TEST(GitCredentialTest)
#include "git_credential_test.moc"

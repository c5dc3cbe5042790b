// The tools themselves ask `tessera`, which asks an agent of this test: git, curl, kubectl, a shell.
#include "core/net/loopback_http_server.h"
#include "core/tools/credential_rules.h"
#include "tests/app/cli/program.h"
#include "tests/app/cli/token_server.h"
#include "tests/core/agent/agent_world.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

const QString kTessera = QStringLiteral(TESSERA_BIN_DIR "/tessera");
const QByteArray kToken = "at-first";

class ToolWorld : public AgentWorld
{
public:
    ToolWorld()
    {
        clock->setWallClock(ManualClock::present());
        person->answer = ConsentAnswer::Once;
        source->expiresAt = clock->now() + Seconds(3600);
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime.path());
        environment.insert(QStringLiteral("HOME"), home.path());
        environment.insert(QStringLiteral("GIT_TERMINAL_PROMPT"), QStringLiteral("0"));
        environment.insert(QStringLiteral("GIT_CONFIG_NOSYSTEM"), QStringLiteral("1"));
        environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
        qputenv("XDG_RUNTIME_DIR", runtime.path().toUtf8());
        auto listener = AgentListener::make(agentPlace(config.path()));
        if (!listener)
            qFatal("cannot listen: %s", qPrintable(listener.error().detail));
        agent = std::make_unique<AgentServer>(desk, *std::move(listener));
    }

    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    std::unique_ptr<AgentServer> agent;

    Ran tessera(QStringList arguments, const QByteArray& input = {}) const
    {
        arguments << QStringLiteral("--config") << config.path();
        return runTool(kTessera, arguments, environment, input);
    }
    Ran run(const QString& program, const QStringList& arguments, const QByteArray& input = {}) const
    {
        return runTool(program, arguments, environment, input, home.path());
    }
    Ran shell(const QString& line) const
    {
        return run(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line});
    }
    QString command() const { return QStringLiteral("%1 --config %2").arg(kTessera, config.path()); }
    QString writeAuthority(const TestIdentity& identity) const
    {
        QFile file(home.filePath(QStringLiteral("ca.pem")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(identity.certificate.toPem());
        return file.fileName();
    }
};

QByteArray basic(const QByteArray& user)
{
    return "Basic " + (user + ':' + kToken).toBase64();
}

#define NEED(program)                                                                                        \
    if (QStandardPaths::findExecutable(QStringLiteral(program)).isEmpty())                                   \
    QSKIP(program " is not installed")

} // namespace

class ToolsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void gitClones()
    {
        NEED("git");
        ToolWorld world;
        const TestIdentity identity = makeTestIdentity();
        TokenServer server(identity, {basic("oauth2")}, "Basic realm=\"repositories\"");
        const Ran made = world.shell(QStringLiteral(
            "git init -q -b main work && cd work && echo hello >a && git add a && "
            "git -c user.name=A -c user.email=a@example.com commit -qm one && cd .. && "
            "git clone -q --bare work www/project.git && git -C www/project.git update-server-info"));
        QVERIFY2(made.status == 0, made.told().constData());
        server.folder = world.home.filePath(QStringLiteral("www"));
        QCOMPARE(world
                     .tessera({QStringLiteral("git-credential"), QStringLiteral("use"), server.origin(),
                               QStringLiteral("work")})
                     .status,
                 0);
        world.environment.insert(QStringLiteral("GIT_SSL_CAINFO"), world.writeAuthority(identity));
        const QStringList helper{QStringLiteral("-c"), QStringLiteral("credential.helper="),
                                 QStringLiteral("-c"),
                                 QStringLiteral("credential.helper=!%1 git-credential").arg(world.command())};
        const Ran cloned = world.run(QStringLiteral("git"),
                                     helper + QStringList{QStringLiteral("clone"), QStringLiteral("-q"),
                                                          server.origin() + QStringLiteral("/project.git"),
                                                          QStringLiteral("copy")});
        QVERIFY2(cloned.status == 0, cloned.told().constData());
        QFile file(world.home.filePath(QStringLiteral("copy/a")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("hello\n"));

        // A277: the same helper, another port: nothing is sent there.
        TokenServer other(identity, {basic("oauth2")}, "Basic realm=\"repositories\"");
        const Ran refused = world.run(QStringLiteral("git"),
                                      helper + QStringList{QStringLiteral("ls-remote"),
                                                           other.origin() + QStringLiteral("/project.git")});
        QVERIFY(refused.status != 0);
        QVERIFY(!other.authorizations.isEmpty());
        for (const QByteArray& sent : other.authorizations)
            QCOMPARE(sent, QByteArray());
    }

    void gitHelper_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("out");
        const auto row = [](const char* name, const char* words, const QByteArray& input, int status,
                            const QString& out) {
            QTest::newRow(name) << QString::fromLatin1(words).split(u' ') << input << status << out;
        };
        const QByteArray good = "protocol=https\nhost=git.example.com\n";
        const QString none;
        row("get", "get", good + "\n", 0, QStringLiteral("username=oauth2\npassword=at-first\n"));
        row("get in a folder", "get", good + "path=group/project.git\n\n", 0,
            QStringLiteral("username=oauth2\npassword=at-first\n"));
        row("Bearer", "get", good + "capability[]=authtype\nwwwauth[]=Bearer realm=\"x\"\n\n", 0,
            QStringLiteral("capability[]=authtype\nauthtype=Bearer\ncredential=at-first\nephemeral=1\n"));
        row("Bearer that git cannot send", "get", good + "wwwauth[]=Bearer\n\n", 0, none);
        row("A277 other host", "get", "protocol=https\nhost=git.example.com.evil.example\n\n", 0, none);
        row("A277 other port", "get", "protocol=https\nhost=git.example.com:444\n\n", 0, none);
        row("A277 http", "get", "protocol=http\nhost=git.example.com\n\n", 0, none);
        row("A277 user in the host", "get", "protocol=https\nhost=git.example.com@evil.example\n\n", 0, none);
        row("A262 carriage return", "get", "protocol=https\nhost=git.example.com\r\n\n", 1, none);
        row("certificate", "get", "protocol=cert\npath=a.pem\n\n", 0, none);
        row("store", "store", good + "username=a\npassword=b\n\n", 0, none);
        row("erase of a stranger's password", "erase", good + "username=a\npassword=b\n\n", 0, none);
        row("capability", "capability", {}, 0, QStringLiteral("version 0\ncapability authtype\n"));
        row("something newer", "approve-all", good, 0, none);
    }
    void gitHelper()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, input);
        QFETCH(QString, out);
        ToolWorld world;
        world.source->expiresAt.reset();
        QVERIFY(CredentialRules(world.config.path())
                    .set({QStringLiteral("git"),
                          placeFromAddress(QStringLiteral("https://git.example.com")).value(),
                          QStringLiteral("work-id"), QString()}));
        const Ran ran = world.tessera(QStringList{QStringLiteral("git-credential")} + words, input);
        QVERIFY2(ran.out == out, ran.told().constData());
        QTEST(ran.status, "status");
    }

    /// Refused, though it should be good: the next one is another.
    void eraseRenews()
    {
        ToolWorld world;
        QVERIFY(CredentialRules(world.config.path())
                    .set({QStringLiteral("git"),
                          placeFromAddress(QStringLiteral("https://git.example.com")).value(),
                          QStringLiteral("work-id"), QString()}));
        world.tessera({QStringLiteral("git-credential"), QStringLiteral("erase")},
                      "protocol=https\nhost=git.example.com\nusername=oauth2\npassword=at-first\n\n");
        QCOMPARE(world.source->asked.size(), 2);
        QVERIFY(world.source->asked.constLast() > Seconds(3590)); // more than the refused one has left
    }

    void execGivesTheToken()
    {
        ToolWorld world;
        const Ran plain = world.run(kTessera,
                                    {QStringLiteral("--config"), world.config.path(), QStringLiteral("exec"),
                                     QStringLiteral("work"), QStringLiteral("--"), QStringLiteral("sh"),
                                     QStringLiteral("-c"),
                                     QStringLiteral("echo \"$TESSERA_ACCESS_TOKEN $# $1\"; cat; exit 7"),
                                     QStringLiteral("-"), QStringLiteral("--json")},
                                    "input");
        QCOMPARE(plain.status, 7);
        QCOMPARE(plain.out, QStringLiteral("at-first 1 --json\ninput"));
        QVERIFY2(!plain.error.contains(QString::fromLatin1(kToken)), plain.told().constData());
    }

    /// A300: standard input, output and error, the listing's own, and nothing else; A301: not among the
    /// arguments.
    void execInheritsNothing()
    {
#ifndef Q_OS_LINUX
        QSKIP("reads /proc");
#endif
        ToolWorld world;
        const Ran ran = world.shell(
            QStringLiteral("%1 exec work --env T -- sh -c 'ls /proc/self/fd | wc -l; tr \"\\0\" \" \" "
                           "</proc/self/cmdline; test -n \"$T\"'")
                .arg(world.command()));
        QCOMPARE(ran.status, 0);
        QVERIFY2(ran.out.startsWith(QStringLiteral("4\n")), ran.told().constData());
        QVERIFY(!ran.out.contains(QString::fromLatin1(kToken)));
    }

    void execSaysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("code");
        QTest::newRow("no such program") << "exec work -- /no/such/program"
                                         << "usage.exec";
        QTest::newRow("bad name") << "exec work --env A=B -- true"
                                  << "usage.env";
        QTest::newRow("steering name") << "exec work --env LD_PRELOAD -- true"
                                       << "usage.env";
        QTest::newRow("no such account") << "exec nobody -- true"
                                         << "account.unknown";
    }
    void execSaysWhatIsWrong()
    {
        QFETCH(QString, words);
        QFETCH(QString, code);
        ToolWorld world;
        const Ran ran = world.shell(world.command() + u' ' + words);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.error.contains(code), ran.told().constData());
    }

    void curlReadsItFromStandardInput()
    {
        NEED("curl");
        ToolWorld world;
        const TestIdentity identity = makeTestIdentity();
        TokenServer server(identity, {"Bearer " + kToken}, "Bearer");
        server.files.insert("/me", "ana");
        const Ran ran =
            world.shell(QStringLiteral("%1 curl-config work | curl -sS --cacert %2 -K - %3/me")
                            .arg(world.command(), world.writeAuthority(identity), server.origin()));
        QVERIFY2(ran.out == QStringLiteral("ana"), ran.told().constData());
    }

    void kubectlTakesTheIdToken()
    {
        NEED("kubectl");
        ToolWorld world;
        const TestIdentity identity = makeTestIdentity();
        TokenServer server(identity, {"Bearer " + kToken}, "Bearer");
        server.contentType = "application/json";
        server.files.insert("/version", "{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.0\"}");
        QFile file(world.home.filePath(QStringLiteral("kubeconfig")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            QStringLiteral("apiVersion: v1\nkind: Config\ncurrent-context: c\n"
                           "clusters: [{name: c, cluster: {server: '%1', certificate-authority: '%2'}}]\n"
                           "contexts: [{name: c, context: {cluster: c, user: u}}]\n"
                           "users:\n- name: u\n  user:\n    exec:\n"
                           "      apiVersion: client.authentication.k8s.io/v1\n      command: %3\n"
                           "      args: ['--config', '%4', 'k8s-credential', 'work', '--server', '%1']\n"
                           "      interactiveMode: Never\n      provideClusterInfo: true\n")
                .arg(server.origin(), world.writeAuthority(identity), kTessera, world.config.path())
                .toUtf8());
        file.close();
        const Ran ran = world.run(QStringLiteral("kubectl"),
                                  {QStringLiteral("--kubeconfig"), file.fileName(), QStringLiteral("get"),
                                   QStringLiteral("--raw"), QStringLiteral("/version")});
        QVERIFY2(ran.status == 0 && ran.out.contains(QStringLiteral("v1.30.0")), ran.told().constData());
        QCOMPARE(server.authorizations.constLast(), "Bearer " + kToken);
    }

    void kubernetesVersions()
    {
        ToolWorld world;
        world.environment.insert(
            QStringLiteral("KUBERNETES_EXEC_INFO"),
            QStringLiteral(
                "{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\",\"kind\":\"ExecCredential\"}"));
        const Ran ran = world.tessera({QStringLiteral("k8s-credential"), QStringLiteral("work")});
        QCOMPARE(ran.json().value(u"apiVersion").toString(),
                 QStringLiteral("client.authentication.k8s.io/v1beta1"));
        QCOMPARE(ran.json().value(u"status").toObject().value(u"token").toString(),
                 QString::fromLatin1(kToken));
        // A277: for one cluster only, and kubectl does not say for which it is
        const Ran other = world.tessera({QStringLiteral("k8s-credential"), QStringLiteral("work"),
                                         QStringLiteral("--server"), QStringLiteral("https://k8s.example")});
        QCOMPARE(other.status, 1);
        QVERIFY(other.out.isEmpty());
    }

    void dockerHelper()
    {
        ToolWorld world;
        const QString link = world.home.filePath(QStringLiteral("docker-credential-tessera"));
        QVERIFY(QFile::link(kTessera, link));
        const QStringList config{QStringLiteral("--config"), world.config.path()};
        const auto docker = [&](const char* action, const QByteArray& input) {
            return world.run(link, QStringList{QString::fromLatin1(action)} + config, input);
        };
        const Ran none = docker("get", "registry.example.com");
        QCOMPARE(none.status, 1);
        QCOMPARE(none.out, QStringLiteral("credentials not found in native keychain\n"));
        QCOMPARE(
            world
                .run(link, QStringList{QStringLiteral("use"), QStringLiteral("https://registry.example.com"),
                                       QStringLiteral("work")} +
                               config)
                .status,
            0);
        const Ran got = docker("get", "registry.example.com\n");
        QVERIFY2(got.status == 0, got.told().constData());
        QCOMPARE(got.json().value(u"Secret").toString(), QString::fromLatin1(kToken));
        QCOMPARE(got.json().value(u"Username").toString(), QStringLiteral("oauth2"));
        QCOMPARE(got.json().value(u"ServerURL").toString(), QStringLiteral("registry.example.com"));
        QCOMPARE(docker("list", {}).out.trimmed(), QStringLiteral("{\"https://registry.example.com\":\"\"}"));
        QVERIFY(docker("store", "{\"ServerURL\":\"a\",\"Username\":\"b\",\"Secret\":\"c\"}").status != 0);
        QCOMPARE(docker("erase", "registry.example.com").status, 0);
        QCOMPARE(docker("get", "registry.example.com.evil.example").status, 1);
    }

    void mail()
    {
        ToolWorld world;
        const Ran ran = world.tessera({QStringLiteral("token"), QStringLiteral("work"),
                                       QStringLiteral("--sasl"), QStringLiteral("xoauth2"),
                                       QStringLiteral("--user"), QStringLiteral("ana@example.com")});
        QCOMPARE(QByteArray::fromBase64(ran.out.trimmed().toLatin1()),
                 QByteArray("user=ana@example.com\x01"
                            "auth=Bearer at-first\x01\x01"));
    }

    void awsGetsTheKeysOfTheRole()
    {
        ToolWorld world;
        QByteArray body;
        LoopbackHttpServer sts([&body](const LoopbackRequest& request) {
            body = request.body;
            LoopbackResponse response;
            response.contentType = "text/xml";
            const bool isGood = body.contains("WebIdentityToken=at-first");
            response.status = isGood ? 200 : 400;
            response.body =
                isGood
                    ? "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
                      "<AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>key</SecretAccessKey>"
                      "<SessionToken>session</SessionToken><Expiration>2026-01-02T03:04:05Z</Expiration>"
                      "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
                    : "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>no</Message></Error>"
                      "</ErrorResponse>";
            return response;
        });
        sts.setAllowedMethods({"POST"});
        QVERIFY(sts.listen(QHostAddress(QHostAddress::LocalHost)));
        const QStringList words{
            QStringLiteral("aws-credential"), QStringLiteral("work"),
            QStringLiteral("--role-arn"),     QStringLiteral("arn:aws:iam::123456789012:role/dev"),
            QStringLiteral("--sts-url"),      sts.origin() + u'/'};
        const Ran ran = world.tessera(words);
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().value(u"Version").toInt(), 1);
        QCOMPARE(ran.json().value(u"AccessKeyId").toString(), QStringLiteral("ASIA1"));
        QCOMPARE(ran.json().value(u"SecretAccessKey").toString(), QStringLiteral("key"));
        QCOMPARE(ran.json().value(u"SessionToken").toString(), QStringLiteral("session"));
        QCOMPARE(ran.json().value(u"Expiration").toString(), QStringLiteral("2026-01-02T03:04:05Z"));
        QVERIFY(body.contains("Action=AssumeRoleWithWebIdentity&Version=2011-06-15"));
        QVERIFY(body.contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdev"));
        world.source->token = SecretString::fromUtf8("other");
        const Ran refused = world.tessera(words);
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.error.contains(QStringLiteral("InvalidIdentityToken")), refused.told().constData());
        // Never in clear to another computer.
        const Ran far =
            world.tessera(QStringList(words.first(5)) << QStringLiteral("http://sts.example.com/"));
        QCOMPARE(far.status, 2);
    }

    void awsNeedsARole()
    {
        ToolWorld world;
        const Ran ran = world.tessera({QStringLiteral("aws-credential"), QStringLiteral("work")});
        QCOMPARE(ran.status, 2); // no role
        QVERIFY2(ran.error.contains(QStringLiteral("--role-arn")), ran.told().constData());
    }

    /// The programs of the manual, as they stand there.
    void manual_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("Python") << "python"
                                << "python3" << QStringList{QStringLiteral("-")};
        QTest::newRow("Node.js") << "javascript"
                                 << "node" << QStringList{QStringLiteral("-")};
        QTest::newRow("Go") << "go"
                            << "go" << QStringList{QStringLiteral("run"), QStringLiteral("snippet.go")};
    }
    void manual()
    {
        QFETCH(QString, language);
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        QFile text(QStringLiteral(TESSERA_SOURCE_DIR "/resources/manual/tools.md"));
        QVERIFY(text.open(QIODevice::ReadOnly));
        const QString code = QString::fromUtf8(text.readAll())
                                 .section(QStringLiteral("```%1\n").arg(language), 1, 1)
                                 .section(QStringLiteral("```"), 0, 0);
        QVERIFY(code.contains(QStringLiteral("tessera")));
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("the language is not installed");
        ToolWorld world;
        // "tessera" of the manual, for this test's accounts
        QFile wrapper(world.home.filePath(QStringLiteral("tessera")));
        QVERIFY(wrapper.open(QIODevice::WriteOnly));
        wrapper.write(QStringLiteral("#!/bin/sh\nexec %1 \"$@\"\n").arg(world.command()).toUtf8());
        wrapper.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        wrapper.close();
        QFile snippet(world.home.filePath(QStringLiteral("snippet.go")));
        QVERIFY(snippet.open(QIODevice::WriteOnly));
        snippet.write(code.toUtf8());
        snippet.close();
        world.environment.insert(QStringLiteral("PATH"),
                                 world.home.path() + u':' + world.environment.value(QStringLiteral("PATH")));
        const Ran ran = world.run(program, arguments, code.toUtf8());
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.out, QStringLiteral("at-first\n"));
    }

    void tokenFile()
    {
        ToolWorld world;
        const QString inside = world.runtime.filePath(QStringLiteral("token"));
        const QString outside = world.home.filePath(QStringLiteral("token"));
        const auto write = [&world](const QString& path) {
            return world.tessera({QStringLiteral("aws-credential"), QStringLiteral("work"),
                                  QStringLiteral("--web-identity-file"), path});
        };
        const Ran good = write(inside);
        QVERIFY2(good.status == 0, good.told().constData());
        QFile file(inside);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), kToken);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(good.error.contains(inside));
        QCOMPARE(write(outside).status, 2);
        QVERIFY(!QFile::exists(outside));
    }
};

TESSERA_TEST(ToolsTest)
#include "tools_test.moc"

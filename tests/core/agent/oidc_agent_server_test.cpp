// The socket for programs of oidc-agent: the same desk behind it, and oidc-token itself in front of it.
#include "core/agent/oidc_agent_server.h"
#include "tests/core/agent/agent_world.h"
#include "tests/core/agent/local_client.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace tessera;
using namespace tessera::test;

namespace {

class OidcWorld : public AgentWorld
{
public:
    OidcWorld()
    {
        person->answer = ConsentAnswer::Once;
        source->expiresAt = clock->now() + Seconds(3600);
    }
    AgentPlace oidcPlace() const { return oidcAgentPlace(place()); }
    std::unique_ptr<OidcAgentServer> oidcServer() const
    {
        auto listener = AgentListener::make(oidcPlace());
        if (!listener)
            qFatal("cannot listen: %s", qPrintable(listener.error().detail));
        return std::make_unique<OidcAgentServer>(desk, *std::move(listener), [](const Error& error) {
            return std::pair(error.code, QStringLiteral("advice"));
        });
    }
};

struct Told
{
    int status = -1;
    QString out;
    QString error;
};

/// Debian's own client, or nothing where it is not installed.
std::optional<Told> oidcToken(const QString& socket, const QStringList& arguments)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("oidc-token"));
    if (program.isEmpty())
        return std::nullopt;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("OIDC_SOCK"), socket);
    environment.remove(QStringLiteral("OIDC_REMOTE_SOCK"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!until([&process] { return process.state() == QProcess::NotRunning; }))
        process.kill();
    return Told{process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

#define NEED_OIDC_TOKEN(told)                                                                                \
    if (!(told))                                                                                             \
    QSKIP("oidc-token is not installed (oidc-agent-cli)")

class OidcAgentServerTest final : public QObject
{
    Q_OBJECT

    static QJsonObject ask(const OidcWorld& world, const QByteArray& bytes)
    {
        LocalClient client(world.oidcPlace().path());
        client.send(bytes);
        client.waitClosed();
        return QJsonDocument::fromJson(client.received()).object();
    }

private Q_SLOTS:
    void inClear()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        const QJsonObject answer = ask(world, quoted("{'request':'access_token','account':'work'}"));
        QCOMPARE(answer.value(u"status").toString(), QStringLiteral("success"));
        QCOMPARE(answer.value(u"access_token").toString(), QStringLiteral("at-first"));
        QCOMPARE(answer.value(u"expires_at").toInteger(), toUnixSeconds(*world.source->expiresAt));
        QCOMPARE(world.person->questions.size(), 1);
        QCOMPARE(world.logged(), QStringList{QStringLiteral("handed-out")});
    }

    void errorsInWords_data()
    {
        QTest::addColumn<QByteArray>("question");
        QTest::addColumn<QString>("code");
        QTest::newRow("unknown account")
            << quoted("{'request':'access_token','account':'nobody'}") << "account.unknown";
        QTest::newRow("A277 unknown issuer")
            << quoted("{'request':'access_token','issuer':'https://work.example.evil.example'}")
            << "account.unknown";
        QTest::newRow("scope that was not granted")
            << quoted("{'request':'access_token','account':'work','scope':'admin'}") << "agent.scope";
        QTest::newRow("A271") << quoted("{'request':'add','config':{}}") << "agent.oidc_request";
        QTest::newRow("nonsense") << QByteArray("hello agent") << "agent.request";
    }
    void errorsInWords()
    {
        QFETCH(QByteArray, question);
        const OidcWorld world;
        const auto server = world.oidcServer();
        const QJsonObject answer = ask(world, question);
        QCOMPARE(answer.value(u"status").toString(), QStringLiteral("failure"));
        QTEST(answer.value(u"error").toString(), "code");
        QVERIFY(!answer.contains(QStringLiteral("access_token")));
        QVERIFY(world.source->asked.isEmpty());
    }

    void deniedAndLocked()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        world.person->answer = ConsentAnswer::Deny;
        const QByteArray question = quoted("{'request':'access_token','account':'work'}");
        QCOMPARE(ask(world, question).value(u"error").toString(), QStringLiteral("agent.denied"));
        world.desk->lockNow();
        QCOMPARE(ask(world, question).value(u"error").toString(), QStringLiteral("agent.locked"));
        QVERIFY(world.source->asked.isEmpty());
    }

    /// A272: gone before the answer, and nobody is asked for it any more.
    void goneBeforeTheAnswer()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        world.person->answer.reset();
        {
            LocalClient client(world.oidcPlace().path());
            client.send(quoted("{'request':'access_token','account':'work'}"));
            QVERIFY(until([&world] { return world.person->open == 1; }));
        }
        QVERIFY(until([&world] { return world.person->withdrawn == 1; }));
        QVERIFY(world.source->asked.isEmpty());
    }

    void oidcTokenGetsATokenFromTessera()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        const auto told = oidcToken(world.oidcPlace().path(), {QStringLiteral("work")});
        NEED_OIDC_TOKEN(told);
        QCOMPARE(told->out.trimmed(), QStringLiteral("at-first"));
        QCOMPARE(told->status, 0);
        QVERIFY2(told->error.isEmpty(), qPrintable(told->error));
        const auto all = oidcToken(world.oidcPlace().path(),
                                   {QStringLiteral("-a"), QStringLiteral("https://work.example")});
        QCOMPARE(all->out.trimmed().split(u'\n'),
                 (QStringList{QStringLiteral("at-first"), QStringLiteral("https://id.acme.example"),
                              QString::number(toUnixSeconds(*world.source->expiresAt))}));
    }

    void oidcTokenAsksForMore()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        const auto told =
            oidcToken(world.oidcPlace().path(), {QStringLiteral("work"), QStringLiteral("--time=600"),
                                                 QStringLiteral("--scope=groups")});
        NEED_OIDC_TOKEN(told);
        QCOMPARE(told->out.trimmed(), QStringLiteral("at-first"));
        QCOMPARE(world.source->asked.constLast(), Seconds(600));
        oidcToken(world.oidcPlace().path(), {QStringLiteral("work"), QStringLiteral("--force-new")});
        QVERIFY(world.source->asked.constLast() > Seconds(86400)); // longer than any token lives
    }

    void oidcTokenShowsWhatIsWrong()
    {
        const OidcWorld world;
        const auto server = world.oidcServer();
        const auto told = oidcToken(world.oidcPlace().path(), {QStringLiteral("nobody")});
        NEED_OIDC_TOKEN(told);
        QVERIFY(told->status != 0);
        QVERIFY(told->out.isEmpty());
        QVERIFY2(told->error.contains(QStringLiteral("account.unknown")), qPrintable(told->error));
        QVERIFY2(told->error.contains(QStringLiteral("advice")), qPrintable(told->error));
    }
};

TESSERA_TEST(OidcAgentServerTest)
#include "oidc_agent_server_test.moc"

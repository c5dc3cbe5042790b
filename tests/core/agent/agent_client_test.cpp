// A258, A279: whom the client believes, and what it says when there is nobody.
#include "core/agent/agent_client.h"
#include "tests/core/agent/agent_world.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTest>

#include <future>
#include <sys/stat.h>
#include <unistd.h>

using namespace tessera;
using namespace tessera::test;

class AgentClientTest final : public QObject
{
    Q_OBJECT

    /// The client blocks; the agent's event loop turns here meanwhile.
    static Result<QJsonObject> ask(const AgentWorld& world, const AgentRequest& request, int* waits = nullptr)
    {
        auto answer = std::async(std::launch::async, [&]() -> Result<QJsonObject> {
            auto client = AgentClient::connect(world.place());
            if (!client)
                return failure(client.error());
            return client->ask(request, [waits] {
                if (waits)
                    ++*waits;
            });
        });
        if (!QTest::qWaitFor(
                [&answer] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; },
                10000))
            qFatal("the client does not end");
        return answer.get();
    }
    /// What a server that answers so makes of it.
    static Result<QJsonObject> askServerThatSays(const QByteArray& bytes, bool closes = true)
    {
        const AgentWorld world;
        const auto directory = PrivateDirectory::open(world.place().directory, true);
        QLocalServer server;
        server.listen(world.place().path());
        connect(&server, &QLocalServer::newConnection, &server, [&] {
            QLocalSocket* socket = server.nextPendingConnection();
            connect(socket, &QLocalSocket::readyRead, socket, [socket, bytes, closes] {
                socket->readAll();
                socket->write(bytes);
                if (closes)
                    socket->disconnectFromServer();
            });
        });
        return ask(world, AgentRequest());
    }

private Q_SLOTS:
    void asks()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        const auto server = world.server();
        int waits = 0;
        const auto answer = ask(world, world.wish(), &waits);
        QVERIFY2(answer, qPrintable(codeOf(answer)));
        QVERIFY(handedTokenFrom(*answer)->token == SecretString::fromUtf8("at-first"));
        QCOMPARE(waits, 1);
        world.person->answer = ConsentAnswer::Deny;
        QCOMPARE(codeOf(ask(world, world.wish())), QStringLiteral("agent.denied"));
    }

    /// Too many guests at the moment: it comes again until there is room.
    void comesAgain()
    {
        const AgentWorld world;
        const auto directory = PrivateDirectory::open(world.place().directory, true);
        QLocalServer server;
        QVERIFY(server.listen(world.place().path()));
        int visits = 0;
        connect(&server, &QLocalServer::newConnection, &server, [&] {
            QLocalSocket* socket = server.nextPendingConnection();
            const bool isFull = ++visits < 3;
            const QByteArray answer =
                isFull ? answerOf(Error{ErrorKind::Timeout, QStringLiteral("agent.busy"), {}, {}})
                       : answerOf(QJsonObject{{QStringLiteral("visit"), visits}});
            connect(socket, &QLocalSocket::readyRead, socket, [socket, answer] {
                socket->readAll();
                socket->write(*framed(answer));
                socket->disconnectFromServer();
            });
        });
        const auto answer = ask(world, AgentRequest());
        QVERIFY2(answer, qPrintable(codeOf(answer)));
        QCOMPARE(answer->value(u"visit").toInt(), 3);
        QCOMPARE(visits, 3);
    }

    void nobody()
    {
        const AgentWorld world;
        const auto client = AgentClient::connect(world.place());
        QCOMPARE(client.error().code, QStringLiteral("agent.not_running"));
        QCOMPARE(client.error().detail, world.place().path());
        QVERIFY(!QFile::exists(world.place().directory)); // asking makes nothing
    }

    void unsafeFolder()
    {
        const AgentWorld world;
        const auto server = world.server();
        QCOMPARE(chmod(qPrintable(world.place().directory), 0755), 0);
        const auto client = AgentClient::connect(world.place());
        QCOMPARE(client.error().code, QStringLiteral("agent.directory")); // A258
        QVERIFY(client.error().detail.contains(world.place().directory));
    }

    /// A258, A279: another user's process serves a socket in our folder. He bound it elsewhere and it was
    /// moved here.
    void foreignServer()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can become somebody else");
        const AgentWorld world;
        QVERIFY(PrivateDirectory::open(world.place().directory, true));
        const QTemporaryDir elsewhere(QStringLiteral("/tmp/agent-XXXXXX"));
        QCOMPARE(chmod(qPrintable(elsewhere.path()), 0777), 0);
        const QString path = elsewhere.filePath(QStringLiteral("s"));
        QProcess process;
        process.setChildProcessModifier([] {
            if (setgid(65534) != 0 || setuid(65534) != 0)
                _exit(126);
        });
        process.start(
            QStringLiteral("/usr/bin/python3"),
            {QStringLiteral("-c"),
             QStringLiteral("import socket,sys\ns=socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\n"
                            "s.listen(5)\nprint('ready',flush=True)\ns.accept()\nsys.stdin.read()"),
             path});
        QVERIFY(process.waitForReadyRead(10000));
        QVERIFY(QDir().rename(path, world.place().path()));
        const auto client = AgentClient::connect(world.place());
        QVERIFY(!client);
        QCOMPARE(client.error().code, QStringLiteral("agent.foreign_server"));
        QVERIFY(client.error().detail.contains(world.place().path()));
        QVERIFY(client.error().detail.contains(QStringLiteral("user 65534")));
        process.kill();
        process.waitForFinished();
    }

    /// A279: the variable points into somebody else's folder.
    void foreignRuntimeFolder()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can give a folder away");
        QTemporaryDir theirs;
        QVERIFY(QDir(theirs.path()).mkdir(QStringLiteral("tessera")));
        QCOMPARE(chown(qPrintable(theirs.filePath(QStringLiteral("tessera"))), 65534, 65534), 0);
        QCOMPARE(chown(qPrintable(theirs.path()), 65534, 65534), 0);
        qputenv("XDG_RUNTIME_DIR", theirs.path().toLocal8Bit());
        const auto client = AgentClient::connect(agentPlace());
        qunsetenv("XDG_RUNTIME_DIR");
        QCOMPARE(client.error().code, QStringLiteral("agent.directory"));
        QVERIFY(client.error().detail.contains(theirs.path()));
    }

    void badServers_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("says nothing") << QByteArray() << QStringLiteral("agent.gone");
        QTest::newRow("stops in the middle")
            << framed("{\"version\":1,\"ok\":{}}")->chopped(3) << QStringLiteral("agent.gone");
        QTest::newRow("A261 1 GB") << QByteArray("\x40\0\0\0", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A276 other version")
            << *framed("{\"version\":2,\"ok\":{}}") << QStringLiteral("agent.version");
        QTest::newRow("something else") << *framed("220 mail ready") << QStringLiteral("json.not_an_object");
    }
    void badServers()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        QCOMPARE(codeOf(askServerThatSays(bytes)), code);
    }
};

TESSERA_TEST(AgentClientTest)
#include "agent_client_test.moc"

// The agent at its socket, and clients that do everything wrong.
#include "core/net/limits.h"
#include "tests/core/agent/agent_world.h"
#include "tests/core/agent/local_client.h"
#include "tests/core/agent/quoted.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tessera;
using namespace tessera::test;

class AgentServerTest final : public QObject
{
    Q_OBJECT

    static QByteArray wish() { return quoted("{'version':1,'ask':'access_token','account':'work'}"); }

    /// Connects as somebody else, sends, and prints what comes: "" where it is just closed.
    static QByteArray askAs(uint user, const QString& path)
    {
        QProcess process;
        process.setChildProcessModifier([user] {
            if (setgid(user) != 0 || setuid(user) != 0)
                _exit(126);
        });
        const QString script = QStringLiteral("import socket,sys\n"
                                              "s=socket.socket(socket.AF_UNIX)\n"
                                              "s.settimeout(5)\n"
                                              "s.connect(sys.argv[1])\n"
                                              "m=b'{\"version\":1,\"ask\":\"hello\"}'\n"
                                              "try:\n"
                                              "  s.sendall(len(m).to_bytes(4,'big')+m)\n"
                                              "  sys.stdout.write(repr(s.recv(1000)))\n"
                                              "except (BrokenPipeError,ConnectionResetError):\n"
                                              "  sys.stdout.write(\"b''\")\n");
        process.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), script, path});
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 10000))
            process.kill();
        return process.readAllStandardOutput() + process.readAllStandardError();
    }

private Q_SLOTS:
    void asked()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        const auto server = world.server();
        LocalClient client(world.place().path());
        client.sendMessage(wish());
        QCOMPARE(client.answer().value(u"waiting").toBool(), true);
        QCOMPARE(client.answer().value(u"ok").toObject().value(u"token").toString(),
                 QStringLiteral("at-first"));
        client.sendMessage(quoted("{'version':1,'ask':'hello'}")); // and again over the same connection
        QVERIFY(client.answer().contains(QStringLiteral("ok")));
    }

    /// Who asked is told by the socket: this process, whatever a message says.
    void peerIsTheKernels()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path());
        client.sendMessage(wish());
        QVERIFY(client.waitWaiting());
        QVERIFY(until([&] { return world.person->open == 1; }));
        const PeerIdentity& peer = world.person->questions[0].peer;
        QCOMPARE(peer.process.pid, QCoreApplication::applicationPid());
        QCOMPARE(peer.uid, ownUser());
        QCOMPARE(peer.process.program.path, QCoreApplication::applicationFilePath());
    }

    /// A272 at the socket.
    void goneBeforeConsent()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path());
        client.sendMessage(wish());
        QVERIFY(until([&] { return world.person->open == 1; }));
        client.leave();
        QVERIFY(until([&] { return world.person->withdrawn == 1; }));
        QVERIFY(world.source->asked.isEmpty());
        QVERIFY(until([&] { return server->connections() == 0; }));
    }

    /// A273: gone while the answer is made; writing to it does not end the agent.
    void goneBeforeAnswer()
    {
        AgentWorld world;
        world.person->answer = ConsentAnswer::Once;
        const auto server = world.server();
        auto client = std::make_unique<LocalClient>(world.place().path());
        world.source->onFresh = [&client] { client.reset(); };
        client->sendMessage(wish());
        QVERIFY(until([&] { return !client && server->connections() == 0; }));
        LocalClient next(world.place().path());
        next.sendMessage(quoted("{'version':1,'ask':'hello'}"));
        QVERIFY(next.answer().contains(QStringLiteral("ok")));
    }

    void badMessages_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("code");
        QTest::newRow("A261 1 GB") << QByteArray("\x40\0\0\0", 4) << QStringLiteral("agent.too_large");
        QTest::newRow("A261 2^32-1") << QByteArray("\xff\xff\xff\xff", 4)
                                     << QStringLiteral("agent.too_large");
        QTest::newRow("A261 0") << QByteArray("\0\0\0\0", 4) << QStringLiteral("agent.empty");
        QTest::newRow("A262 not JSON") << *framed("GET / HTTP/1.1") << QStringLiteral("json.not_an_object");
        QTest::newRow("A276 version 7")
            << *framed(quoted("{'version':7,'ask':'hello'}")) << QStringLiteral("agent.version");
        QTest::newRow("A271 refresh token")
            << *framed(quoted("{'version':1,'ask':'refresh_token'}")) << QStringLiteral("agent.request");
        QTest::newRow("two at once") << *framed(quoted("{'version':1,'ask':'hello'}")) + *framed("{}")
                                     << QStringLiteral("agent.request");
    }
    /// Told why, then closed; the agent lives on.
    void badMessages()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, code);
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path());
        client.send(bytes);
        QCOMPARE(client.answerCode(), code);
        QVERIFY(client.waitClosed());
        QVERIFY(until([&] { return server->connections() == 0; }));
        QVERIFY(world.person->questions.isEmpty());
    }

    void inBytes()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path());
        for (const char byte : *framed(quoted("{'version':1,'ask':'hello'}"))) {
            client.send(QByteArray(1, byte));
            QCoreApplication::processEvents();
        }
        QVERIFY(client.answer().contains(QStringLiteral("ok")));
    }

    /// A261: one who never comes to an end is cut off.
    void noEnd()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient silent(world.place().path());
        LocalClient slow(world.place().path());
        slow.send(QByteArray("\0\0\0\x7f{", 5));
        QVERIFY(until([&] { return server->connections() == 2; }));
        QVERIFY(silent.waitClosed(15000));
        QVERIFY(slow.waitClosed(15000));
    }

    void secondQuestionBeforeTheAnswer()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path());
        client.sendMessage(wish());
        QVERIFY(until([&] { return world.person->open == 1; }));
        client.sendMessage(wish());
        QVERIFY(client.waitClosed());
        QVERIFY(until([&] { return world.person->withdrawn == 1; }));
    }

    /// A260: more than a few of one process are told that there is too much to do, and are served later.
    void flood()
    {
        AgentWorld world;
        const auto server = world.server();
        std::vector<std::unique_ptr<LocalClient>> clients;
        for (int i = 0; i < limits::kAgentConnectionsOfOne + 20; ++i) {
            clients.push_back(std::make_unique<LocalClient>(world.place().path()));
            QCoreApplication::processEvents();
        }
        QVERIFY(until([&] { return server->connections() == limits::kAgentConnectionsOfOne; }));
        QCOMPARE(clients.back()->answerCode(), QStringLiteral("agent.busy"));
        clients.clear();
        QVERIFY(until([&] { return server->connections() == 0; }));
        LocalClient next(world.place().path());
        next.sendMessage(quoted("{'version':1,'ask':'hello'}"));
        QVERIFY(next.answer().contains(QStringLiteral("ok")));
    }

    /// A260: the event loop turns between a few of them, however many wait.
    void floodLeavesTimeForOthers()
    {
        AgentWorld world;
        const auto server = world.server();
        QProcess flood;
        const QString script = QStringLiteral("import socket,sys\n"
                                              "for i in range(5000):\n"
                                              "  s=socket.socket(socket.AF_UNIX)\n"
                                              "  try: s.connect(sys.argv[1])\n"
                                              "  except OSError: pass\n"
                                              "  s.close()\n");
        flood.start(QStringLiteral("/usr/bin/python3"), {QStringLiteral("-c"), script, world.place().path()});
        int turns = 0;
        QTimer beat;
        connect(&beat, &QTimer::timeout, this, [&turns] { ++turns; });
        beat.start(1);
        QVERIFY(QTest::qWaitFor([&flood] { return flood.state() == QProcess::NotRunning; }, 60000));
        QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
        QVERIFY(until([&] { return server->connections() == 0; }));
    }

    /// A274: no descriptors left; when there are some again, it goes on.
    void outOfDescriptors()
    {
        AgentWorld world;
        const auto server = world.server();
        LocalClient client(world.place().path()); // in the backlog
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        const int highest = dup(0);
        close(highest);
        rlimit none = before;
        none.rlim_cur = rlim_t(highest);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &none), 0);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no descriptors left")));
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
        QCOMPARE(server->connections(), 0);
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &before), 0);
        client.sendMessage(quoted("{'version':1,'ask':'hello'}"));
        QVERIFY(client.answer().contains(QStringLiteral("ok")));
    }

    void stops()
    {
        AgentWorld world;
        const auto server = world.server();
        bool stopped = false;
        connect(server.get(), &AgentServer::stopped, this, [&stopped] { stopped = true; });
        LocalClient client(world.place().path());
        client.sendMessage(quoted("{'version':1,'ask':'stop'}"));
        QVERIFY(client.answer().contains(QStringLiteral("ok")));
        QVERIFY(until([&stopped] { return stopped; }));
    }

    /// A253: another user, even where he gets at the socket, is not heard.
    void otherUser()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can become somebody else");
        AgentWorld world;
        const auto server = world.server();
        for (const QString& path : {world.runtime.path(), world.place().directory, world.place().path()})
            QCOMPARE(chmod(qPrintable(path), 0777), 0);
        QCOMPARE(askAs(65534, world.place().path()), QByteArray("b''"));
        QVERIFY(askAs(0, world.place().path()).contains("\"ok\""));
        const auto lines = world.desk->log.last(1);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"event").toString(), QStringLiteral("refused"));
        QCOMPARE(lines[0].value(u"user").toInt(), 65534);
    }

    /// A254: root is somebody else, too. The client connects as root, then this process is not root any more.
    void root()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can be root");
        AgentWorld world;
        const auto server = world.server();
        for (const QString& path : {world.runtime.path(), world.config.path()})
            QCOMPARE(chown(qPrintable(path), 65534, 65534), 0);
        LocalClient client(world.place().path());
        QCOMPARE(seteuid(65534), 0);
        const bool closed = client.waitClosed();
        const auto lines = world.desk->log.last(1);
        QCOMPARE(seteuid(0), 0);
        QVERIFY(closed);
        QCOMPARE(client.received(), QByteArray());
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"why").toString(), QStringLiteral("agent.foreign_user"));
        QCOMPARE(lines[0].value(u"user").toInt(), 0);
    }

    void otherUserCannotEvenEnter()
    {
        if (geteuid() != 0)
            return qInfo("not run: only root can become somebody else");
        AgentWorld world;
        const auto server = world.server();
        QCOMPARE(chmod(qPrintable(world.runtime.path()), 0755), 0);
        QVERIFY(askAs(65534, world.place().path()).contains("PermissionError")); // the folder is 0700
    }
};

TESSERA_TEST(AgentServerTest)
#include "agent_server_test.moc"

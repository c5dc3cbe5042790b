// `tessera agent` as a person and as systemd start it: real processes, a real keychain, a provider's twin.
#include "core/agent/agent_place.h"
#include "tests/app/cli/program.h"
#include "tests/providers/google_twin.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace tessera;
using namespace tessera::test;

class AgentProcess final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<GoogleTwin> m_google;

    static QString program() { return QStringLiteral(TESSERA_BIN_DIR "/tessera"); }
    QString socketPath() const { return agentPlace(m_config->path()).path(); }

    Ran run(QStringList words) const
    {
        return runTessera(words << QStringLiteral("--config") << m_config->path());
    }
    Ran agent(const char* words) const
    {
        return run(QStringLiteral("agent ").append(QLatin1String(words)).split(u' '));
    }
    /// At a terminal, as far as the kernel can tell. What A267 says of such a thing is true: any program can.
    Ran atATerminal(const QString& words) const
    {
        return atATerminal(words, QStringLiteral(" --config ") + m_config->path());
    }
    Ran atATerminal(const QString& words, const QString& place) const
    {
        QProcess process;
        process.start(QStringLiteral("script"),
                      {QStringLiteral("--quiet"), QStringLiteral("--return"), QStringLiteral("--command"),
                       QStringLiteral("%1 %2%3").arg(program(), words, place), QStringLiteral("/dev/null")});
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30000))
            process.kill();
        Ran ran;
        ran.status = process.exitCode();
        ran.out = QString::fromUtf8(process.readAllStandardOutput());
        return ran;
    }
    void signIn(const QStringList& place = {}) const
    {
        QFile secret(m_config->filePath(QStringLiteral("secret.txt")));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(GoogleTwin::clientSecret().toUtf8() + '\n');
        secret.close();
        const QStringList words{QStringLiteral("sign-in"),
                                QStringLiteral("google"),
                                QStringLiteral("--issuer"),
                                m_google->issuer(),
                                QStringLiteral("--client-id"),
                                GoogleTwin::clientId(),
                                QStringLiteral("--client-secret-file"),
                                secret.fileName(),
                                QStringLiteral("--account"),
                                QStringLiteral("mine"),
                                QStringLiteral("--json")};
        const Ran ran = place.isEmpty() ? run(words) : runTessera(words + place);
        QVERIFY2(ran.status == 0, ran.told().constData());
    }
    QString codeOf(const Ran& ran) const
    {
        return ran.json().value(u"error").toObject().value(u"code").toString();
    }
    Ran token() const
    {
        return run({QStringLiteral("token"), QStringLiteral("mine"), QStringLiteral("--json")});
    }
    qint64 processOfAgent() const { return agent("status --json").json().value(u"process").toInteger(); }
    void start() const
    {
        const Ran ran = agent("start --json");
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.json().value(u"path").toString(), socketPath());
    }

private Q_SLOTS:
    /// Whoever runs this at a terminal: its programs have none, unless they are given one.
    void initTestCase()
    {
        const int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC);
        if (terminal >= 0) {
            ioctl(terminal, TIOCNOTTY);
            close(terminal);
        }
    }
    void init()
    {
        m_config = std::make_unique<QTemporaryDir>();
        m_google = std::make_unique<GoogleTwin>(std::make_shared<SystemClock>());
    }
    void cleanup() { agent("stop"); }

    void day()
    {
        signIn();
        start();
        const Ran status = agent("status --json");
        QCOMPARE(status.status, 0);
        QCOMPARE(status.json().value(u"accounts").toInt(), 1);
        QCOMPARE(status.json().value(u"locked").toBool(), false);

        // Nobody has allowed this test's program anything, and there is no window.
        Ran asked = token();
        QCOMPARE(codeOf(asked), QStringLiteral("agent.consent_needed"));
        QCOMPARE(asked.status, 1);
        const QString allow =
            QStringLiteral("agent allow %1 mine").arg(QCoreApplication::applicationFilePath());
        QVERIFY2(asked.error.contains(QStringLiteral("tessera ") + allow), asked.told().constData());
        QCOMPARE(codeOf(run((allow + QStringLiteral(" --json")).split(u' '))),
                 QStringLiteral("agent.not_a_person"));
        const Ran allowed = atATerminal(allow);
        QVERIFY2(allowed.status == 0, allowed.told().constData());

        asked = token();
        QVERIFY2(asked.status == 0, asked.told().constData());
        const QString access = asked.json().value(u"access_token").toString();
        QVERIFY(access.startsWith(QStringLiteral("ya29.")));
        QVERIFY(asked.json().contains(QStringLiteral("expires_at")));
        const int renewals = m_google->tokenRequests();
        QCOMPARE(token().json().value(u"access_token").toString(), access);
        QCOMPARE(m_google->tokenRequests(), renewals); // kept by the agent, for all

        const QJsonArray approvals = agent("approvals --json").json().value(u"approvals").toArray();
        QCOMPARE(approvals.size(), 2);
        QCOMPARE(agent("revoke all").status, 0);
        QCOMPARE(codeOf(token()), QStringLiteral("agent.consent_needed"));

        const Ran log = agent("log --json");
        QVERIFY(log.out.contains(QStringLiteral("handed-out")));
        QVERIFY(log.out.contains(QCoreApplication::applicationFilePath()));
        QVERIFY(!log.out.contains(access));
        QVERIFY(!QFile::exists(m_config->filePath(QStringLiteral("agent-log.jsonl.1"))));

        QCOMPARE(agent("lock").status, 0);
        QCOMPARE(codeOf(token()), QStringLiteral("agent.locked"));
        QCOMPARE(codeOf(agent("unlock --json")), QStringLiteral("agent.not_a_person"));
        QCOMPARE(atATerminal(QStringLiteral("agent unlock")).status, 0);
        QCOMPARE(codeOf(token()), QStringLiteral("agent.consent_needed"));

        QCOMPARE(agent("stop").status, 0);
        QVERIFY(QTest::qWaitFor([this] { return !QFile::exists(socketPath()); }, 5000));
        const Ran gone = agent("status");
        QCOMPARE(gone.status, 2);
        QVERIFY2(gone.error.contains(socketPath()), gone.told().constData());
        asked = token(); // alone again
        QVERIFY2(asked.status == 0, asked.told().constData());
    }

    /// The short way to a token, which loads no Qt: it gives what the whole command line gives, and what it
    /// does not understand is told by the whole command line, once.
    void quickly()
    {
        const QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
        const auto restore = qScopeGuard([] { qunsetenv("XDG_CONFIG_HOME"); });
        const QString usual = home.path() + QStringLiteral("/tessera");
        const auto inUsual = [&usual](const QString& words) {
            return words.split(u' ') + QStringList{QStringLiteral("--config"), usual};
        };
        signIn(inUsual({}).mid(1));
        QVERIFY2(runTessera(inUsual(QStringLiteral("agent start"))).status == 0, "start");
        const auto stop = qScopeGuard([&] { runTessera(inUsual(QStringLiteral("agent stop"))); });

        const auto quick = [](const QString& words) { return runTessera(words.split(u' ')); };
        const Ran needed = quick(QStringLiteral("token mine"));
        QCOMPARE(needed.status, 1);
        QVERIFY2(needed.error.contains(QStringLiteral("(agent.consent_needed)")), needed.told().constData());
        const QString log = runTessera(inUsual(QStringLiteral("agent log --json"))).out;
        QCOMPARE(log.count(QStringLiteral("agent.consent_needed")), 1);

        const QString allow = QStringLiteral("agent allow %1 mine --config %2");
        QCOMPARE(atATerminal(allow.arg(QCoreApplication::applicationFilePath(), usual), {}).status, 0);
        const QString access =
            runTessera(inUsual(QStringLiteral("token mine --json"))).json().value(u"access_token").toString();
        QVERIFY(!access.isEmpty());
        QCOMPARE(quick(QStringLiteral("token mine")).out, access + u'\n');
        QCOMPARE(quick(QStringLiteral("token mine --header")).out,
                 QStringLiteral("Authorization: Bearer ") + access + u'\n');

        // The program alone, without the library that holds the rest of it.
        const QString alone = home.filePath(QStringLiteral("tessera-alone"));
        QVERIFY(QFile::copy(program(), alone));
        QCOMPARE(atATerminal(allow.arg(alone, usual), {}).status, 0);
        const auto environment = QProcessEnvironment::systemEnvironment();
        Ran ran = runTool(alone, {QStringLiteral("token"), QStringLiteral("mine")}, environment);
        QVERIFY2(ran.status == 0, ran.told().constData());
        QCOMPARE(ran.out, access + u'\n');
        ran = runTool(alone, {QStringLiteral("accounts")}, environment);
        QCOMPARE(ran.status, 1);
        QVERIFY2(ran.error.contains(QStringLiteral("libtessera-cli.so")), ran.told().constData());

        QCOMPARE(runTessera(inUsual(QStringLiteral("agent lock"))).status, 0);
        QVERIFY(quick(QStringLiteral("token mine")).error.contains(QStringLiteral("(agent.locked)")));
    }

    /// A216, A217: eight programs, each with a hundred callers, want a token while there is none. One request
    /// reaches the provider; whoever finds no room at the agent comes again and goes away with the same
    /// token.
    void eightProgramsHundredCallersOneRequest()
    {
        constexpr int kPrograms = 8;
        signIn();
        start();
        const QString allow = QStringLiteral("agent allow %1 mine").arg(QStringLiteral(AGENT_CALLERS));
        QCOMPARE(atATerminal(allow).status, 0);
        const QString process =
            QStringLiteral("/proc/%1").arg(agent("status --json").json().value(u"process").toInt());
        QVERIFY2(QFile::exists(process), qPrintable(process));
        QCOMPARE(agent("stop").status, 0);
        // Its socket goes first; a renewal that is under way is finished.
        QVERIFY(QTest::qWaitFor([&process] { return !QFile::exists(process); }, 20000));

        const int before = m_google->tokenRequests();
        m_google->answerLater(Seconds(3)); // all 800 come before the first has its token
        start();
        std::vector<std::unique_ptr<QProcess>> programs;
        for (int i = 0; i < kPrograms; ++i) {
            programs.push_back(std::make_unique<QProcess>());
            programs.back()->start(QStringLiteral(AGENT_CALLERS),
                                   {m_config->path(), QStringLiteral("mine"), QStringLiteral("100")});
        }
        for (const auto& running : programs) {
            QVERIFY(QTest::qWaitFor([&running] { return running->state() == QProcess::NotRunning; }, 60000));
            QCOMPARE(running->readAllStandardOutput(), QByteArray("ok 1"));
        }
        QCOMPARE(m_google->tokenRequests() - before, 1);
    }

    /// A278: signed out by another process while the agent has its tokens.
    void signedOut()
    {
        signIn();
        start();
        QCOMPARE(
            atATerminal(QStringLiteral("agent allow %1 mine").arg(QCoreApplication::applicationFilePath()))
                .status,
            0);
        QCOMPARE(token().status, 0);
        const Ran out = run({QStringLiteral("sign-out"), QStringLiteral("mine"), QStringLiteral("--json")});
        QVERIFY2(out.status == 0, out.told().constData());
        QCOMPARE(codeOf(token()), QStringLiteral("account.unknown"));
        signIn();
        QCOMPARE(token().status, 0); // the same account again: it was allowed for always
    }

    void idToken()
    {
        signIn();
        start();
        const QStringList words{QStringLiteral("id-token"), QStringLiteral("mine"), QStringLiteral("--json")};
        QCOMPARE(codeOf(run(words)), QStringLiteral("agent.consent_needed"));
        QCOMPARE(
            atATerminal(
                QStringLiteral("agent allow %1 mine --id-token").arg(QCoreApplication::applicationFilePath()))
                .status,
            0);
        const Ran got = run(words);
        QVERIFY2(got.status == 0, got.told().constData());
        QCOMPARE(got.json().value(u"id_token").toString().count(u'.'), 2);
        QCOMPARE(codeOf(token()), QStringLiteral("agent.consent_needed")); // A268: another kind
        QCOMPARE(codeOf(run(words + QStringList{QStringLiteral("--audience"), QStringLiteral("x")})),
                 QStringLiteral("agent.audience"));
    }

    void accounts()
    {
        signIn();
        const Ran alone = run({QStringLiteral("accounts"), QStringLiteral("--json")});
        start();
        const Ran agents = run({QStringLiteral("accounts"), QStringLiteral("--json")});
        QCOMPARE(agents.json().value(u"accounts").toArray().size(), 1);
        const auto id = [](const Ran& ran) {
            return ran.json().value(u"accounts").toArray().at(0).toObject().value(u"id").toString();
        };
        QCOMPARE(id(agents), id(alone));
    }

    void twoAgents()
    {
        start();
        const Ran second = agent("start --json");
        QCOMPARE(second.status, 2);
        QCOMPARE(codeOf(second), QStringLiteral("agent.running"));
        QVERIFY2(second.error.contains(socketPath()), second.told().constData());
    }

    /// A257: killed, it leaves its socket; the next one takes its place.
    void stale()
    {
        start();
        QCOMPARE(kill(pid_t(processOfAgent()), SIGKILL), 0);
        QVERIFY(QTest::qWaitFor([this] { return agent("status").status == 2; }, 10000));
        QVERIFY(QFile::exists(socketPath()));
        start();
        QCOMPARE(agent("status").status, 0);
    }

    void endsOnSignal()
    {
        start();
        QCOMPARE(kill(pid_t(processOfAgent()), SIGTERM), 0);
        QVERIFY(QTest::qWaitFor([this] { return !QFile::exists(socketPath()); }, 10000));
    }

    /// A233: told to end while the answer to a renewal is on its way, it gives nothing any more and keeps it.
    void endsAfterARenewal()
    {
        signIn();
        const auto hasRenewed = [this] {
            const QDir journal(m_config->filePath(QStringLiteral("journal")));
            for (const QFileInfo& history : journal.entryInfoList(QDir::Files)) {
                QFile file(history.filePath());
                if (file.open(QIODevice::ReadOnly) && file.readAll().contains("\"renewed\""))
                    return true;
            }
            return false;
        };
        m_google->answerLater(
            Milliseconds(400)); // several: keys are asked for, too; the agent waits 5 s in all
        const int before = m_google->tokenRequests();
        start();
        const auto process = pid_t(processOfAgent());
        QVERIFY(QTest::qWaitFor([&] { return m_google->tokenRequests() > before; }, 20000));
        QVERIFY(!hasRenewed());
        QCOMPARE(kill(process, SIGTERM), 0);
        QVERIFY(QTest::qWaitFor([this] { return !QFile::exists(socketPath()); }, 2500));
        QVERIFY(QTest::qWaitFor(hasRenewed, 10000));
    }

    void passwordLock()
    {
        start();
        const auto withPassword = [this](const char* action, const char* password) {
            return runTessera({QStringLiteral("agent"), QString::fromLatin1(action),
                               QStringLiteral("--password-file"), QStringLiteral("-"),
                               QStringLiteral("--json"), QStringLiteral("--config"), m_config->path()},
                              password);
        };
        QCOMPARE(withPassword("lock", "right\n").status, 0);
        QCOMPARE(codeOf(withPassword("unlock", "wrong\n")), QStringLiteral("agent.wrong_password"));
        QCOMPARE(codeOf(withPassword("unlock", "right\n")), QStringLiteral("agent.too_many_tries"));
        QVERIFY(QTest::qWaitFor([&] { return withPassword("unlock", "right\n").status == 0; }, 10000));
    }

    /// A255: said with the path.
    void unsafeFolder()
    {
        start();
        agent("stop");
        const QString folder = agentPlace(m_config->path()).directory;
        QCOMPARE(chmod(qPrintable(folder), 0755), 0);
        const Ran refused = agent("start --json");
        QCOMPARE(refused.status, 2);
        QCOMPARE(codeOf(refused), QStringLiteral("agent.directory"));
        QVERIFY2(refused.error.contains(folder) && refused.error.contains(QStringLiteral("0755")),
                 refused.told().constData());
        // A279: a command does not trust it either, says so, and works alone.
        const Ran alone = run({QStringLiteral("accounts"), QStringLiteral("--json")});
        QCOMPARE(alone.status, 0);
        QVERIFY2(alone.error.contains(folder), alone.told().constData());
        QCOMPARE(chmod(qPrintable(folder), 0700), 0);
    }

    /// A259, A280: a path, and nothing else.
    void listensAtAPathOnly()
    {
        start();
        const QString proc = QStringLiteral("/proc/%1/").arg(processOfAgent());
        QStringList own;
        for (const QFileInfo& descriptor :
             QDir(proc + QStringLiteral("fd"))
                 .entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
            const QString target = QFile::symLinkTarget(descriptor.filePath());
            const auto at = target.indexOf(QStringLiteral("socket:["));
            if (at >= 0)
                own.append(target.mid(at + 8).chopped(1));
        }
        QVERIFY(!own.isEmpty());
        for (const char* table : {"net/tcp", "net/tcp6", "net/udp", "net/udp6"}) {
            QFile file(proc + QLatin1String(table));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QByteArray& line : file.readAll().split('\n'))
                QVERIFY2(!own.contains(QString::fromLatin1(line.simplified().split(' ').value(9))),
                         line.constData());
        }
        QFile local(proc + QStringLiteral("net/unix"));
        QVERIFY(local.open(QIODevice::ReadOnly));
        for (const QByteArray& line : local.readAll().split('\n'))
            if (own.contains(QString::fromLatin1(line.simplified().split(' ').value(6))))
                QVERIFY2(!line.contains(" @") || !line.contains(" 00010000 "), line.constData()); // listening
    }

    /// As systemd does it: the socket is there first and comes as descriptor 3.
    void activated()
    {
        const AgentPlace place = agentPlace(m_config->path());
        QDir().mkpath(place.directory);
        QCOMPARE(chmod(qPrintable(place.directory), 0700), 0);
        QProcess systemd;
        systemd.start(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral("-c"),
                       QStringLiteral("import os,socket,sys\n"
                                      "s=socket.socket(socket.AF_UNIX)\n"
                                      "s.bind(sys.argv[1])\n"
                                      "s.listen(5)\n"
                                      "os.dup2(s.fileno(),3)\n"
                                      "os.environ['LISTEN_PID']=str(os.getpid())\n"
                                      "os.environ['LISTEN_FDS']='1'\n"
                                      "os.execv(sys.argv[2],sys.argv[2:])\n"),
                       place.path(), program(), QStringLiteral("agent"), QStringLiteral("start"),
                       QStringLiteral("--foreground"), QStringLiteral("--json"), QStringLiteral("--config"),
                       m_config->path()});
        QVERIFY(QTest::qWaitFor([&systemd] { return systemd.canReadLine(); }, 20000));
        const QJsonObject told = QJsonDocument::fromJson(systemd.readLine()).object();
        QCOMPARE(told.value(u"path").toString(), place.path());
        QCOMPARE(processOfAgent(), systemd.processId());
        QCOMPARE(codeOf(agent("start --json")), QStringLiteral("agent.running")); // A257: it is systemd's
        QCOMPARE(agent("stop").status, 0);
        QVERIFY(QTest::qWaitFor([&systemd] { return systemd.state() == QProcess::NotRunning; }, 10000));
        QCOMPARE(systemd.exitCode(), 0);
        QVERIFY(QFile::exists(place.path())); // not ours to remove
    }

    void activatedWithNonsense_data()
    {
        QTest::addColumn<QString>("descriptor");
        QTest::addColumn<QString>("count");
        QTest::addColumn<QString>("cause");
        QTest::newRow("a file") << QStringLiteral("os.open('/dev/null',0)") << QStringLiteral("1")
                                << QStringLiteral("no socket");
        QTest::newRow("A280 TCP") << QStringLiteral("tcp().fileno()") << QStringLiteral("1")
                                  << QStringLiteral("no local socket");
        QTest::newRow("A259 abstract")
            << QStringLiteral("abstract().fileno()") << QStringLiteral("1") << QStringLiteral("no path");
        QTest::newRow("two") << QStringLiteral("os.open('/dev/null',0)") << QStringLiteral("2")
                             << QStringLiteral("not 2");
        QTest::newRow("closed") << QStringLiteral("None") << QStringLiteral("1") << QString();
    }
    void activatedWithNonsense()
    {
        QFETCH(QString, descriptor);
        QFETCH(QString, count);
        QFETCH(QString, cause);
        QProcess systemd;
        systemd.start(QStringLiteral("/usr/bin/python3"),
                      {QStringLiteral("-c"),
                       QStringLiteral("import os,socket,sys\n"
                                      "keep=[]\n"
                                      "def made(s,a):\n"
                                      "  s.bind(a); s.listen(5); keep.append(s); return s\n"
                                      "def tcp(): return made(socket.socket(),('127.0.0.1',0))\n"
                                      "def abstract(): return "
                                      "made(socket.socket(socket.AF_UNIX),'\\0tessera-test-%d'%os.getpid())\n"
                                      "d=%1\n"
                                      "os.dup2(d,3) if d is not None else os.closerange(3,9)\n"
                                      "os.environ['LISTEN_PID']=str(os.getpid())\n"
                                      "os.environ['LISTEN_FDS']='%2'\n"
                                      "os.execv(sys.argv[1],sys.argv[1:])\n")
                           .arg(descriptor, count),
                       program(), QStringLiteral("agent"), QStringLiteral("start"),
                       QStringLiteral("--foreground"), QStringLiteral("--json"), QStringLiteral("--config"),
                       m_config->path()});
        QVERIFY(QTest::qWaitFor([&systemd] { return systemd.state() == QProcess::NotRunning; }, 20000));
        QCOMPARE(systemd.exitCode(), 2);
        const QByteArray told = systemd.readAllStandardOutput() + systemd.readAllStandardError();
        QVERIFY2(told.contains("agent.activation") && told.contains(cause.toUtf8()), told.constData());
    }

    void usage_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words : {"dance", "allow", "allow /bin/sh", "revoke", "revoke a b", "status more",
                                  "log --lines 0", "allow /bin/sh mine --for ever",
                                  "allow no-such-program mine", "start --foreground --lock-after -1"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }
    void usage()
    {
        QFETCH(QString, words);
        const Ran ran = agent(words.toLatin1().constData());
        QVERIFY2(ran.status == 2, ran.told().constData());
        QVERIFY(!ran.error.isEmpty());
    }
};

QTEST_GUILESS_MAIN(AgentProcess)
#include "agent_process_test.moc"

// tessera-desktop as a process: its agent's sockets, what the command line does beside it, how it ends.
#include "core/agent/agent_place.h"
#include "core/agent/agent_settings.h"
#include "core/agent/oidc_agent_server.h"
#include "tests/app/cli/program.h"
#include "tests/core/agent/local_client.h"
#include "tests/providers/google_twin.h"
#include "tests/support/fake_saver.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tessera;
using namespace tessera::test;

class DesktopProcess final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_config;
    std::unique_ptr<QProcess> m_desktop;

    AgentPlace place() const { return agentPlace(m_config->path()); }
    void start()
    {
        m_desktop = std::make_unique<QProcess>();
        m_desktop->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_desktop->start(QStringLiteral(TESSERA_BIN_DIR "/tessera-desktop"),
                         {QStringLiteral("-platform"), QStringLiteral("offscreen"),
                          QStringLiteral("--no-demo"), QStringLiteral("--config"), m_config->path()});
        QVERIFY(QTest::qWaitFor([this] { return QFile::exists(place().path()); }, 30000));
    }
    bool isRunning() const { return m_desktop->state() == QProcess::Running; }
    bool ends(int milliseconds) const
    {
        return QTest::qWaitFor([this] { return m_desktop->state() == QProcess::NotRunning; }, milliseconds);
    }
    Ran run(const QString& words) const
    {
        return runTessera(words.split(u' ') << QStringLiteral("--config") << m_config->path());
    }
    QJsonObject status() const { return run(QStringLiteral("agent status --json")).json(); }

private Q_SLOTS:
    void init() { m_config = std::make_unique<QTemporaryDir>(); }
    void cleanup()
    {
        if (m_desktop && isRunning()) {
            m_desktop->kill();
            m_desktop->waitForFinished();
        }
    }

    void servesOidcAgent()
    {
        start();
        const QString path = oidcAgentPlace(place()).path();
        QVERIFY(QTest::qWaitFor([&path] { return QFile::exists(path); }, 5000));
        LocalClient client(path);
        QVERIFY(client.isConnected());
        client.send("{\"request\":\"access_token\",\"account\":\"nobody\"}");
        QVERIFY(client.waitClosed());
        const QJsonObject answer = QJsonDocument::fromJson(client.received()).object();
        QCOMPARE(answer.value(u"status").toString(), QStringLiteral("failure"));
        // The sentence a person reads, as the command line's agent says it.
        QVERIFY2(answer.value(u"error").toString().contains(QStringLiteral("account")),
                 client.received().constData());
        QVERIFY(!answer.value(u"info").toString().isEmpty());
    }

    void locksWithTheScreenWhenSet()
    {
        FakeSaver saver;
        QVERIFY(saver.appear());
        QVERIFY(setLocksWithScreen(m_config->path(), nullptr, true));
        start();
        QCOMPARE(status().value(u"lock_with_screen").toBool(), true);
        QCOMPARE(status().value(u"locked").toBool(), false);
        QVERIFY(saver.setActive(true));
        QVERIFY(QTest::qWaitFor([this] { return status().value(u"locked").toBool(); }, 10000));
    }

    void doesNotOtherwise()
    {
        FakeSaver saver;
        QVERIFY(saver.appear());
        start();
        QCOMPARE(status().value(u"lock_with_screen").toBool(), false);
        QVERIFY(saver.setActive(true));
        QTest::qWait(500);
        QVERIFY(!status().value(u"locked").toBool());
    }

    /// Signed in and out in a terminal while the window is open.
    void noticesTheCommandLine()
    {
        GoogleTwin google(std::make_shared<SystemClock>());
        start();
        QCOMPARE(status().value(u"accounts").toInt(), 0);
        QFile secret(m_config->filePath(QStringLiteral("secret.txt")));
        QVERIFY(secret.open(QIODevice::WriteOnly));
        secret.write(GoogleTwin::clientSecret().toUtf8() + '\n');
        secret.close();
        const Ran in = run(QStringLiteral("sign-in google --issuer %1 --client-id %2 --client-secret-file %3 "
                                          "--account mine --json")
                               .arg(google.issuer(), GoogleTwin::clientId(), secret.fileName()));
        QVERIFY2(in.status == 0, in.told().constData());
        QVERIFY(QTest::qWaitFor([this] { return status().value(u"accounts").toInt() == 1; }, 10000));
        const Ran out = run(QStringLiteral("sign-out mine --json"));
        QVERIFY2(out.status == 0, out.told().constData());
        QVERIFY(QTest::qWaitFor([this] { return status().value(u"accounts").toInt() == 0; }, 10000));
    }

    /// As the end of a session does it: in order, so nothing of it stays behind.
    void endsInOrder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
    }
    void endsInOrder()
    {
        QFETCH(int, signal);
        start();
        QCOMPARE(::kill(pid_t(m_desktop->processId()), signal), 0);
        QVERIFY(ends(10000));
        QCOMPARE(m_desktop->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_desktop->exitCode(), 0);
        QVERIFY(!QFile::exists(place().path()));
        QVERIFY(!QFile::exists(oidcAgentPlace(place()).path()));
    }
};

QTEST_GUILESS_MAIN(DesktopProcess)
#include "desktop_process_test.moc"

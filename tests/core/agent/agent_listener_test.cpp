// A257, A259: what stands in the way, who listens already, what systemd hands over.
#include "core/agent/agent_client.h"
#include "core/agent/agent_listener.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tessera;

class AgentListenerTest final : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_runtime;

    AgentPlace place() const
    {
        return {m_runtime->filePath(QStringLiteral("tessera")), QStringLiteral("agent.sock")};
    }
    /// A socket that somebody bound and left.
    void leaveSocket() const
    {
        const auto directory = PrivateDirectory::open(place().directory, true);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, qPrintable(place().path()), sizeof address.sun_path);
        if (bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            qFatal("bind");
        close(socket);
    }
    static ino_t inode(const QString& path)
    {
        struct stat status = {};
        return lstat(qPrintable(path), &status) == 0 ? status.st_ino : 0;
    }

private Q_SLOTS:
    void init() { m_runtime = std::make_unique<QTemporaryDir>(); }

    void listens()
    {
        {
            const auto listener = AgentListener::make(place());
            QVERIFY(listener);
            QCOMPARE(listener->path(), place().path());
            struct stat status = {};
            QCOMPARE(lstat(qPrintable(place().path()), &status), 0);
            QVERIFY(S_ISSOCK(status.st_mode));
            QCOMPARE(uint(status.st_mode & 0777), 0600U);
            QVERIFY(AgentClient::connect(place()));
        }
        QVERIFY(!QFile::exists(place().path()));
        QCOMPARE(AgentClient::connect(place()).error().code, QStringLiteral("agent.not_running"));
    }

    void staleIsReplaced()
    {
        leaveSocket();
        const ino_t before = inode(place().path());
        QVERIFY(before != 0);
        QCOMPARE(AgentClient::connect(place()).error().code, QStringLiteral("agent.not_running"));
        QVERIFY(AgentListener::make(place())); // A257
    }

    void liveIsNot()
    {
        const auto first = AgentListener::make(place());
        QVERIFY(first);
        const ino_t before = inode(place().path());
        const auto second = AgentListener::make(place());
        QVERIFY(!second);
        QCOMPARE(second.error().code, QStringLiteral("agent.running"));
        QVERIFY(second.error().detail.contains(place().path()));
        QCOMPARE(inode(place().path()), before); // A257: and it is left alone
        QVERIFY(AgentClient::connect(place()));
    }

    /// Somebody of ours who does not take our lock, like systemd.
    void liveWithoutLock()
    {
        QVERIFY(PrivateDirectory::open(place().directory, true));
        QLocalServer other;
        QVERIFY(other.listen(place().path()));
        QCOMPARE(AgentListener::make(place()).error().code, QStringLiteral("agent.running"));
    }

    void foreign_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("cause");
        QTest::newRow("A255 plain file") << QStringLiteral("file") << QStringLiteral("it is no socket");
        QTest::newRow("A255 symbolic link") << QStringLiteral("link") << QStringLiteral("it is no socket");
        QTest::newRow("A257 other user's")
            << QStringLiteral("chown") << QStringLiteral("it belongs to user 65534");
        QTest::newRow("A255 lock is a link") << QStringLiteral("lock") << QString();
    }
    void foreign()
    {
        QFETCH(QString, what);
        QFETCH(QString, cause);
        QVERIFY(PrivateDirectory::open(place().directory, true));
        QString at = place().path();
        if (what == QLatin1String("file")) {
            QFile file(at);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        } else if (what == QLatin1String("link")) {
            QVERIFY(QFile::link(QStringLiteral("/etc/passwd"), at));
        } else if (what == QLatin1String("lock")) {
            at = place().directory + u'/' + place().lockName();
            QVERIFY(QFile::link(m_runtime->filePath(QStringLiteral("elsewhere")), at));
        } else {
            if (geteuid() != 0)
                return qInfo("not run: only root can give a socket away");
            leaveSocket();
            QCOMPARE(chown(qPrintable(at), 65534, 65534), 0);
        }
        const ino_t before = inode(at);
        const auto listener = AgentListener::make(place());
        QVERIFY(!listener);
        QCOMPARE(listener.error().code, QStringLiteral("agent.foreign_socket"));
        QVERIFY2(listener.error().detail.contains(at), qPrintable(listener.error().detail));
        QVERIFY2(listener.error().detail.contains(cause), qPrintable(listener.error().detail));
        QCOMPARE(inode(at), before);
        QVERIFY(!QFile::exists(m_runtime->filePath(QStringLiteral("elsewhere"))));
    }

    /// A258 from the other side: what took our place is not removed when we end.
    void replacedSocketIsLeft()
    {
        ino_t other = 0;
        {
            const auto listener = AgentListener::make(place());
            QVERIFY(listener);
            QVERIFY(QFile::rename(place().path(), place().path() + QStringLiteral(".old")));
            leaveSocket();
            other = inode(place().path());
        }
        QVERIFY(other != 0);
        QCOMPARE(inode(place().path()), other);
    }

    void longPath()
    {
        const QString deep = m_runtime->filePath(QString(200, u'd'));
        QVERIFY(QDir().mkdir(deep));
        const AgentPlace far{deep + QStringLiteral("/tessera"), QStringLiteral("agent.sock")};
        const auto listener = AgentListener::make(far);
        QVERIFY2(listener, listener ? "" : qPrintable(listener.error().detail));
        QVERIFY(AgentClient::connect(far));
    }

    void notActivated()
    {
        qputenv("LISTEN_PID", "1");
        qputenv("LISTEN_FDS", "1");
        const auto nothing = AgentListener::activated();
        QVERIFY(nothing && !nothing->has_value());
        qunsetenv("LISTEN_PID");
        qunsetenv("LISTEN_FDS");
    }
};

TESSERA_TEST(AgentListenerTest)
#include "agent_listener_test.moc"

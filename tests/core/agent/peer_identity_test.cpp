// Who asks, from the kernel's knowledge (A264, A265).
#include "core/agent/peer_identity.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace tessera;

class PeerIdentityTest final : public QObject
{
    Q_OBJECT
    QTemporaryDir m_directory;

    /// /bin/sleep under a name of our choice.
    QString sleeperCalled(const QString& name)
    {
        const QString path = m_directory.filePath(name);
        if (!QFile::copy(QStringLiteral("/bin/sleep"), path))
            qFatal("/bin/sleep cannot be copied");
        return path;
    }

private Q_SLOTS:
    void ofASocket()
    {
        int ends[2];
        QCOMPARE(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
        const auto peer = peerCredentials(ends[0]);
        QVERIFY(peer);
        QCOMPARE(peer->pid, QCoreApplication::applicationPid());
        QCOMPARE(peer->uid, qint64(geteuid()));
        close(ends[0]);
        close(ends[1]);
        QCOMPARE(peerCredentials(-1).error().code, QStringLiteral("agent.peer"));
    }

    void ofThisProcess()
    {
        const auto self = peerIdentity({ownUser(), QCoreApplication::applicationPid()});
        QVERIFY(self);
        QCOMPARE(self->process.program.path, QFile::symLinkTarget(QStringLiteral("/proc/self/exe")));
        QVERIFY(self->process.pathIsTrue);
        QVERIFY(self->process.startTime > 0);
        QVERIFY(self->startedBy);
        QCOMPARE(self->startedBy->pid, qint64(getppid()));
        QVERIFY(isSameProcess(self->process));
        QCOMPARE(programFile(self->process.program.path).value(), self->process.program);
    }

    /// A name with brackets and spaces does not shift what stands after it.
    void oddNames()
    {
        QProcess process;
        process.start(sleeperCalled(QStringLiteral("a) R 1 2 (b")), {QStringLiteral("60")});
        QVERIFY(process.waitForStarted());
        const auto identity = processIdentity(process.processId());
        QVERIFY(identity);
        QCOMPARE(identity->parent, QCoreApplication::applicationPid());
        QVERIFY(identity->program.path.endsWith(QStringLiteral("a) R 1 2 (b")));
        process.kill();
        process.waitForFinished();
    }

    void gone()
    {
        QProcess process;
        process.start(QStringLiteral("/bin/sleep"), {QStringLiteral("60")});
        QVERIFY(process.waitForStarted());
        const auto before = processIdentity(process.processId());
        QVERIFY(before && isSameProcess(*before));
        process.kill();
        process.waitForFinished();
        QVERIFY(!isSameProcess(*before)); // A265
        QCOMPARE(processIdentity(before->pid).error().code, QStringLiteral("agent.peer"));
        QVERIFY(processIdentity(before->pid).error().detail.contains(QString::number(before->pid)));
    }

    /// A265: the number is somebody else's now; it is told by the start time.
    void numberUsedAgain()
    {
        auto self = processIdentity(QCoreApplication::applicationPid()).value();
        --self.startTime;
        QVERIFY(!isSameProcess(self));
    }

    /// A267: another program in the same process (exec), or another file under the same path.
    void otherProgram()
    {
        auto self = processIdentity(QCoreApplication::applicationPid()).value();
        ++self.program.inode;
        QVERIFY(!isSameProcess(self));
    }

    void replacedWhileItRuns()
    {
        const QString path = sleeperCalled(QStringLiteral("replaced"));
        QProcess process;
        process.start(path, {QStringLiteral("60")});
        QVERIFY(process.waitForStarted());
        QVERIFY(processIdentity(process.processId())->pathIsTrue);
        QVERIFY(QFile::remove(path));
        QVERIFY(!processIdentity(process.processId())->pathIsTrue);
        QVERIFY(QFile::copy(QStringLiteral("/bin/true"), path));
        QVERIFY(!processIdentity(process.processId())->pathIsTrue);
        process.kill();
        process.waitForFinished();
    }

    void unknownProcess()
    {
        QCOMPARE(peerIdentity({ownUser(), 0}).error().code, QStringLiteral("agent.peer"));
        QCOMPARE(programFile(m_directory.path()).error().code, QStringLiteral("agent.program"));
        QVERIFY(programFile(QStringLiteral("/no/such")).error().detail.contains(QStringLiteral("/no/such")));
    }
};

TESSERA_TEST(PeerIdentityTest)
#include "peer_identity_test.moc"

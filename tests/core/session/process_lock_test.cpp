// The lock among programs: a child process holds it and is killed (A217, A218).
#include "core/session/account_lock.h"
#include "core/session/process_lock.h"
#include "tests/support/await.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tessera;
using test::await;

namespace {

const QString kId = QStringLiteral("0123456789abcdefghijkl");

/// Another program that has the lock, made by hand so that nothing of ours is believed.
class Holder
{
public:
    explicit Holder(const QString& path)
    {
        int ends[2];
        if (::pipe(ends) != 0)
            qFatal("pipe");
        const QByteArray name = QFile::encodeName(path);
        m_pid = ::fork();
        if (m_pid == 0) {
            const int fd = ::open(name.constData(), O_RDWR | O_CREAT, 0600);
            const char held = ::flock(fd, LOCK_EX) == 0 ? '+' : '-';
            [[maybe_unused]] const auto written = ::write(ends[1], &held, 1);
            for (;;)
                ::pause();
        }
        char held = 0;
        m_isHeld = ::read(ends[0], &held, 1) == 1 && held == '+';
        ::close(ends[0]);
        ::close(ends[1]);
    }
    ~Holder() { kill(); }
    bool isHeld() const { return m_isHeld; }
    void kill()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGKILL);
        ::waitpid(std::exchange(m_pid, 0), nullptr, 0);
    }

private:
    pid_t m_pid = 0;
    bool m_isHeld = false;
};

} // namespace

class ProcessLockTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    QString path() const { return m_directory.filePath(kId + QStringLiteral(".lock")); }
    /// True: got it; false: busy.
    bool isFree() const
    {
        const auto taken = ProcessLock::tryTake(m_directory.path(), kId);
        return taken && *taken;
    }

private Q_SLOTS:
    void A217_oneAtATime()
    {
        auto first = ProcessLock::tryTake(m_directory.path(), kId);
        QVERIFY(first && *first);
        QVERIFY(!isFree()); // each opening of the file counts for itself, as between programs
        const auto other = ProcessLock::tryTake(m_directory.path(), QStringLiteral("another"));
        QVERIFY(other && *other);
        first->reset();
        QVERIFY(isFree());
    }

    void A218_holderIsKilled()
    {
        Holder holder(path());
        QVERIFY(holder.isHeld());
        QVERIFY(!isFree());
        // A file that is old does not make the lock free.
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime(QDate(1970, 1, 2), QTime(0, 0)), QFileDevice::FileModificationTime));
        QVERIFY(!isFree());
        holder.kill();
        QVERIFY(isFree());
    }

    void A218_waiterGoesOnWhenTheHolderDies()
    {
        Holder holder(path());
        QVERIFY(holder.isHeld());
        const auto locks = makeAccountLocks(m_directory.path());
        auto waiting = lockAccount(locks, kId, {});
        QTimer::singleShot(50, this, [&holder] { holder.kill(); });
        QVERIFY(await(std::move(waiting)));
    }

    void waitingCanBeStopped()
    {
        Holder holder(path());
        const auto locks = makeAccountLocks(m_directory.path());
        std::stop_source stop;
        auto waiting = lockAccount(locks, kId, stop.get_token());
        QTimer::singleShot(30, this, [&stop] { stop.request_stop(); });
        QCOMPARE(await(std::move(waiting)).error().kind, ErrorKind::Cancelled);
        // And whoever comes next in this program gets its turn.
        holder.kill();
        QVERIFY(await(lockAccount(locks, kId, {})));
    }

    /// A program started meanwhile does not inherit it.
    void A218_closedOnExec()
    {
        auto lock = ProcessLock::tryTake(m_directory.path(), kId);
        QVERIFY(lock && *lock);
        const pid_t pid = ::fork();
        if (pid == 0) {
            ::execlp("sleep", "sleep", "60", nullptr);
            ::_exit(1);
        }
        lock->reset();
        QVERIFY(isFree());
        ::kill(pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
    }

    void generationIsLeftForTheNext()
    {
        {
            const auto lock = *ProcessLock::tryTake(m_directory.path(), kId);
            lock->leaveGeneration(QStringLiteral("first-one"));
            lock->leaveGeneration(QStringLiteral("second"));
        }
        QCOMPARE((*ProcessLock::tryTake(m_directory.path(), kId))->generation(), QStringLiteral("second"));
        QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    /// Removed while another waits to open it: two programs never hold two files of one name.
    void removedFileIsNoLock()
    {
        const auto first = *ProcessLock::tryTake(m_directory.path(), kId);
        first->removeFile();
        QVERIFY(!QFile::exists(path()));
        const auto second = *ProcessLock::tryTake(m_directory.path(), kId);
        QVERIFY(second);
        QVERIFY(!isFree());
    }

    void A234_folderCannotBeMade()
    {
        QFile file(m_directory.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QString below = file.fileName() + QStringLiteral("/locks");
        QCOMPARE(ProcessLock::tryTake(below, kId).error().code, QStringLiteral("lock.unavailable"));
        // Renewals go on, and nobody claims to know what other programs did.
        const auto lock = await(lockAccount(makeAccountLocks(below), kId, {}));
        QVERIFY(lock);
        QVERIFY(!(*lock)->isNewest(QStringLiteral("x")));
    }

    void linkIsNotFollowed()
    {
        const QString target = m_directory.filePath(QStringLiteral("target"));
        QVERIFY(QFile::link(target, m_directory.filePath(QStringLiteral("linked.lock"))));
        QCOMPARE(ProcessLock::tryTake(m_directory.path(), QStringLiteral("linked")).error().code,
                 QStringLiteral("lock.unavailable"));
        QVERIFY(!QFile::exists(target));
    }

    /// Its own program takes part with what it has already.
    void sharedWithinOneProgram()
    {
        const auto locks = makeAccountLocks(m_directory.path());
        auto lock = await(lockAccount(locks, kId, {}));
        QVERIFY(lock);
        auto kept = (*lock)->amongProcesses();
        QVERIFY(kept);
        QCOMPARE(*await(lockAmongProcesses(locks, kId, {})), kept);
        lock->reset();
        QVERIFY(!isFree()); // as long as anybody here keeps it
        QVERIFY(await(lockAccount(locks, kId, {})));
        kept.reset();
        QVERIFY(isFree());
    }

    void cleanup() { QDir(m_directory.path()).removeRecursively(), QDir().mkpath(m_directory.path()); }
};

TESSERA_TEST(ProcessLockTest)
#include "process_lock_test.moc"

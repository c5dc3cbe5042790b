// Nobody but root looks into a program that holds tokens, and nothing of it is written when it crashes (A297,
// A302); TLS keys are not written either (A306). Who runs the test as root becomes somebody else for it.
#include "app/common/hardening.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <functional>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tessera;

namespace {

constexpr uid_t kNobody = 65534;

/// Of a process that is not root, and may be looked into like any other.
void becomeAnybody()
{
    if (::geteuid() == 0) {
        (void)!::setresgid(kNobody, kNobody, kNobody);
        (void)!::setresuid(kNobody, kNobody, kNobody);
    }
    ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // becoming somebody else switched it off
}

int exitCodeOf(const std::function<int()>& body)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(body());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// What a debugger of the same person is told, 0 or errno: first by ptrace, then by /proc/PID/mem.
enum class Way { Trace, File };
int attachTo(pid_t process, Way way)
{
    if (way == Way::Trace)
        return ::ptrace(PTRACE_SEIZE, process, nullptr, nullptr) == 0 ? 0 : errno;
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/mem", int(process));
    return ::open(path, O_RDONLY | O_CLOEXEC) >= 0 ? 0 : errno;
}

/// The one who looks is the parent, as a debugger that started the program would be: nothing is more allowed.
int lookFrom(Way way, bool hardened)
{
    return exitCodeOf([way, hardened] {
        becomeAnybody();
        int ready[2];
        if (::pipe(ready) != 0)
            return 250;
        const pid_t victim = ::fork();
        if (victim == 0) {
            if (hardened)
                hardenProcess();
            (void)!::write(ready[1], "r", 1);
            for (;;)
                ::pause();
        }
        char byte = 0;
        (void)!::read(ready[0], &byte, 1);
        const int told = attachTo(victim, way);
        ::kill(victim, SIGKILL);
        return told;
    });
}

QByteArray coreLimitOf(qint64 process)
{
    QFile limits(QStringLiteral("/proc/%1/limits").arg(process));
    if (!limits.open(QIODevice::ReadOnly))
        return "unreadable";
    for (QByteArray line = limits.readLine(); !line.isEmpty(); line = limits.readLine())
        if (line.startsWith("Max core file size"))
            return line.mid(18).simplified();
    return {};
}

} // namespace

class HardeningTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void A297_nobodyAttaches_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("ptrace, as gcore does") << int(Way::Trace);
        QTest::newRow("/proc/PID/mem") << int(Way::File);
    }
    void A297_nobodyAttaches()
    {
        QFETCH(int, way);
        QCOMPARE(lookFrom(Way(way), false), 0); // any other program of the same person
        const int told = lookFrom(Way(way), true);
        QVERIFY2(told == EPERM || told == EACCES, std::strerror(told));
    }

    void A297_noCoreDump()
    {
        QCOMPARE(exitCodeOf([] {
                     hardenProcess();
                     rlimit limit{1, 1};
                     ::getrlimit(RLIMIT_CORE, &limit);
                     return limit.rlim_cur == 0 && limit.rlim_max == 0 &&
                                    ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0
                                ? 0
                                : 1;
                 }),
                 0);
    }

    void A306_noKeyLog()
    {
        QCOMPARE(exitCodeOf([] {
                     qputenv("SSLKEYLOGFILE", "/tmp/keys");
                     hardenProcess();
                     return qEnvironmentVariableIsSet("SSLKEYLOGFILE") ? 1 : 0;
                 }),
                 0);
    }

    /// The programs themselves, while they wait for a text and for a person.
    void A302_programs_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("tessera") << QStringLiteral("tessera")
                                 << QStringList{QStringLiteral("inspect"), QStringLiteral("-")};
        QTest::newRow("tessera-desktop")
            << QStringLiteral("tessera-desktop")
            << QStringList{QStringLiteral("-platform"), QStringLiteral("offscreen"),
                           QStringLiteral("--no-demo"), QStringLiteral("--config")};
    }
    void A302_programs()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        QTemporaryDir folder;
        if (arguments.last() == QStringLiteral("--config"))
            arguments.append(folder.path());
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral(TESSERA_BIN_DIR "/") + program, arguments);
        QVERIFY(process.waitForStarted());
        if (program == QStringLiteral("tessera"))
            process.write("canary-that-crashes\n");
        QTRY_COMPARE(coreLimitOf(process.processId()), QByteArray("0 0 bytes"));
        ::kill(pid_t(process.processId()), SIGSEGV);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QVERIFY(QDir(folder.path()).entryList({QStringLiteral("*core*")}, QDir::Files).isEmpty());
        // No handler of ours, Qt's or the system's says more than that it ended.
        QVERIFY(!process.readAllStandardError().contains("canary"));
    }
};

QTEST_GUILESS_MAIN(HardeningTest)
#include "hardening_test.moc"

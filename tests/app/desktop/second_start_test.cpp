// tessera-desktop started again: the first one stays the only one, whatever is started beside it, killed
// before it, or left behind; with --tray and no tray it opens its window and says so.
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

class SecondStartTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<std::unique_ptr<QProcess>> m_started;

    QProcess* start(const QStringList& more = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder->filePath(QStringLiteral("run")));
        environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"));
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment);
        process->start(QStringLiteral(TESSERA_BIN_DIR "/tessera-desktop"),
                       QStringList{QStringLiteral("--no-demo"), QStringLiteral("--config"),
                                   m_folder->filePath(QStringLiteral("config"))} +
                           more);
        m_started.push_back(std::move(process));
        return m_started.back().get();
    }
    QStringList doors() const
    {
        return QDir(m_folder->filePath(QStringLiteral("run/tessera")))
            .entryList({QStringLiteral("window-*.sock")}, QDir::System);
    }
    static bool ends(QProcess* process)
    {
        return QTest::qWaitFor([process] { return process->state() == QProcess::NotRunning; }, 20000);
    }
    bool isOpen() const
    {
        return QTest::qWaitFor([this] { return !doors().isEmpty(); }, 20000);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("run")));
        QFile::setPermissions(m_folder->filePath(QStringLiteral("run")),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void cleanup()
    {
        for (const auto& process : m_started)
            process->terminate();
        for (const auto& process : m_started)
            if (!process->waitForFinished(10000))
                process->kill();
        m_started.clear();
    }

    void theFirstStays()
    {
        QProcess* first = start();
        QVERIFY(isOpen());
        QFile file(m_folder->filePath(QStringLiteral("token.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        for (const QStringList& more :
             {QStringList(), QStringList{QStringLiteral("--tray")}, QStringList{file.fileName()}}) {
            QProcess* second = start(more);
            QVERIFY(ends(second));
            QCOMPARE(second->exitCode(), 0);
            QVERIFY2(second->readAllStandardError().isEmpty(), "the second says nothing");
        }
        QCOMPARE(first->state(), QProcess::Running);
        first->terminate();
        QVERIFY(ends(first));
        QCOMPARE(first->exitCode(), 0);
        QVERIFY(doors().isEmpty());
    }

    void manyAtOnce()
    {
        constexpr int kStarts = 5;
        for (int i = 0; i < kStarts; ++i)
            start();
        const auto running = [this] {
            return std::count_if(m_started.begin(), m_started.end(), [](const auto& process) {
                return process->state() != QProcess::NotRunning;
            });
        };
        QVERIFY(QTest::qWaitFor([&running] { return running() == 1; }, 40000));
        QTest::qWait(300);
        QCOMPARE(running(), 1);
        for (const auto& process : m_started)
            if (process->state() == QProcess::NotRunning)
                QCOMPARE(process->exitCode(), 0);
    }

    void openedByTheCommandLine()
    {
        QProcess tool;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder->filePath(QStringLiteral("run")));
        tool.setProcessEnvironment(environment);
        QProcess* first = start();
        QVERIFY(isOpen());
        const auto open = [&](const QStringList& more) {
            tool.start(QStringLiteral(TESSERA_BIN_DIR "/tessera"),
                       QStringList{QStringLiteral("open"), QStringLiteral("--config"),
                                   m_folder->filePath(QStringLiteral("config"))} +
                           more);
            return ends(&tool) ? tool.exitCode() : -1;
        };
        QCOMPARE(open({}), 0);
        QVERIFY(tool.readAllStandardError().contains("is in front"));
        QCOMPARE(open({QStringLiteral("/nowhere/token.txt")}), 2);
        QCOMPARE(first->state(), QProcess::Running);
    }

    void killedBefore()
    {
        QProcess* first = start();
        QVERIFY(isOpen());
        first->kill();
        QVERIFY(ends(first));
        QVERIFY(!doors().isEmpty()); // left behind
        QProcess* next = start();
        QVERIFY(!QTest::qWaitFor([next] { return next->state() == QProcess::NotRunning; }, 2000));
    }

    void otherFolderOtherWindow()
    {
        QProcess* first = start();
        QVERIFY(isOpen());
        QProcess* other = start({QStringLiteral("--config"), m_folder->filePath(QStringLiteral("other"))});
        QVERIFY(QTest::qWaitFor([this] { return doors().size() == 2; }, 20000));
        QCOMPARE(first->state(), QProcess::Running);
        QCOMPARE(other->state(), QProcess::Running);
    }

    void noTray()
    {
        QProcess* process = start({QStringLiteral("--tray")});
        QByteArray said;
        QVERIFY(QTest::qWaitFor(
            [&] {
                said += process->readAllStandardError();
                return said.contains("there is no tray here, so the window is opened");
            },
            20000));
        QCOMPARE(process->state(), QProcess::Running);
    }

    /// Somebody who can write there could put anything in the socket's place: it works without.
    void folderOfOthers()
    {
        const QString folder = m_folder->filePath(QStringLiteral("run/tessera"));
        QVERIFY(QDir().mkpath(folder));
        QFile::setPermissions(folder, QFile::Permissions(0x7777));
        QProcess* process = start();
        QVERIFY(!QTest::qWaitFor([process] { return process->state() == QProcess::NotRunning; }, 2000));
        QVERIFY(doors().isEmpty());
    }
};

TESSERA_TEST(SecondStartTest)
#include "second_start_test.moc"

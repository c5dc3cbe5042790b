// One window: the second start is heard, of two at once one is first, what a dead one left is no hindrance,
// and nobody else is believed.
#include "core/agent/window_door.h"

#include "tests/core/agent/local_client.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QFile>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrent/QtConcurrentRun>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tessera;
using namespace tessera::test;

class WindowDoorTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_runtime;

    AgentPlace place() const
    {
        return windowPlace({m_runtime->filePath(QStringLiteral("tessera")), QStringLiteral("agent.sock")});
    }
    static WindowWish wish()
    {
        return {true, QStringLiteral("/tmp/token.txt"), QStringLiteral("token-1_TIME2")};
    }
    /// Asks from another thread, as another program would, while the door's event loop goes on.
    Result<void> ask(const WindowWish& wish, Milliseconds limit = Seconds(5)) const
    {
        auto asked =
            QtConcurrent::run([place = place(), wish, limit] { return askWindow(place, wish, limit); });
        while (!asked.isFinished())
            QTest::qWait(5);
        return asked.result();
    }

private Q_SLOTS:
    void init() { m_runtime = std::make_unique<QTemporaryDir>(); }

    void placeIsBesideTheAgents()
    {
        QCOMPARE(place().socket, QStringLiteral("window.sock"));
        QCOMPARE(windowPlace({QStringLiteral("/run"), QStringLiteral("agent-0123.sock")}).socket,
                 QStringLiteral("window-0123.sock"));
    }

    void theSecondIsHeard()
    {
        const auto door = openOrAsk(place(), {});
        QVERIFY(door && *door);
        QSignalSpy asked(door->get(), &WindowDoor::asked);
        QVERIFY(ask(wish()));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.constFirst().constFirst().value<WindowWish>(), wish());
        QVERIFY(ask({false, {}, {}}));
        QCOMPARE(asked.size(), 2);
        QCOMPARE((*door)->connections(), 0);
        struct stat status = {};
        QCOMPARE(lstat(qPrintable(place().path()), &status), 0);
        QCOMPARE(uint(status.st_mode & 0777), 0600U);
    }

    void nobodyThere()
    {
        QCOMPARE(askWindow(place(), wish()).error().code, QStringLiteral("window.none")); // not even a folder
        { // one that has ended
            const auto door = openOrAsk(place(), {});
            QVERIFY(door && *door);
        }
        QVERIFY(!QFile::exists(place().path()));
        QCOMPARE(askWindow(place(), wish()).error().code, QStringLiteral("window.none"));
    }

    void staleSocket()
    {
        const auto directory = PrivateDirectory::open(place().directory, true);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, qPrintable(place().path()), sizeof address.sun_path);
        QCOMPARE(bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        close(socket);
        QCOMPARE(askWindow(place(), wish()).error().code, QStringLiteral("window.none"));
        const auto door = openOrAsk(place(), wish());
        QVERIFY(door && *door);
        QVERIFY(ask(wish()));
    }

    /// Many at once, each in a thread: one is first, all others are heard by it.
    void race()
    {
        constexpr int kStarts = 8;
        QList<QFuture<int>> starts;
        std::vector<std::unique_ptr<WindowDoor>> doors;
        for (int i = 0; i < kStarts; ++i)
            starts.append(QtConcurrent::run([&, place = place()] {
                // The door belongs to the thread with the event loop: only the listening is raced for.
                auto listener = AgentListener::make(place);
                if (listener) {
                    QMetaObject::invokeMethod(
                        this, [&] { doors.push_back(std::make_unique<WindowDoor>(*std::move(listener))); },
                        Qt::BlockingQueuedConnection);
                    return 1;
                }
                const auto asked = openOrAsk(place, {});
                return asked && !*asked ? 0 : -1;
            }));
        int first = 0;
        int told = 0;
        for (auto& start : starts) {
            while (!start.isFinished())
                QTest::qWait(5);
            first += start.result() == 1 ? 1 : 0;
            told += start.result() == 0 ? 1 : 0;
        }
        QCOMPARE(first, 1);
        QCOMPARE(told, kStarts - 1);
    }

    void silentWindow()
    {
        const auto listener = AgentListener::make(place()); // listens, and nobody answers
        QVERIFY(listener);
        QElapsedTimer time;
        time.start();
        const auto asked = askWindow(place(), wish(), Milliseconds(200));
        QCOMPARE(asked.error().code, QStringLiteral("window.no_answer"));
        QVERIFY(asked.error().detail.contains(QString::number(getpid())));
        QVERIFY(time.elapsed() < 3000);
    }

    void folderThatOthersMayWrite()
    {
        QVERIFY(PrivateDirectory::open(place().directory, true));
        chmod(qPrintable(place().directory), 0777);
        QCOMPARE(askWindow(place(), wish()).error().code, QStringLiteral("agent.directory"));
        QCOMPARE(openOrAsk(place(), wish()).error().code, QStringLiteral("agent.directory"));
    }

    void badWishes_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("no json") << QByteArray("show");
        QTest::newRow("version") << QByteArray(
            "{\"version\":2,\"show\":true,\"file\":\"\",\"activation\":\"\"}");
        QTest::newRow("show") << QByteArray("{\"version\":1,\"show\":1,\"file\":\"\",\"activation\":\"\"}");
        QTest::newRow("relative") << QByteArray(
            "{\"version\":1,\"show\":true,\"file\":\"a\",\"activation\":\"\"}");
        QTest::newRow("no file") << QByteArray("{\"version\":1,\"show\":true,\"activation\":\"\"}");
        QTest::newRow("activation") << QByteArray(
            "{\"version\":1,\"show\":true,\"file\":\"\",\"activation\":\"a\\nb\"}");
        QTest::newRow("long path") << QByteArray(
                                          "{\"version\":1,\"show\":true,\"activation\":\"\",\"file\":\"/") +
                                          QByteArray(4096, 'a') + "\"}";
    }

    void badWishes()
    {
        QFETCH(QByteArray, message);
        QVERIFY(!parseWindowWish(message));
        const auto door = openOrAsk(place(), {});
        QVERIFY(door && *door);
        QSignalSpy asked(door->get(), &WindowDoor::asked);
        LocalClient client(place().path());
        QVERIFY(client.isConnected());
        client.sendMessage(message);
        QVERIFY(client.waitClosed());
        QVERIFY(client.received().isEmpty());
        QVERIFY(asked.isEmpty());
    }

    void thereAndBack()
    {
        const auto read = parseWindowWish(serialise(wish()));
        QVERIFY(read);
        QCOMPARE(*read, wish());
    }
};

TESSERA_TEST(WindowDoorTest)
#include "window_door_test.moc"

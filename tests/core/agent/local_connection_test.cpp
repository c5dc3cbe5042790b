// Bytes in and out of a socket: in pieces, to the last one, and no longer than somebody is there.
#include "core/agent/local_connection.h"

#include "core/agent/local_socket.h"
#include "tests/support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

#include <unistd.h>

namespace tessera::test {
namespace {

/// Gives back what it gets; "bye" is answered and then all is over.
class Echo final : public LocalConnection
{
public:
    explicit Echo(OwnedDescriptor socket) : LocalConnection(std::move(socket), {1, 42}, nullptr) {}
    ~Echo() override { abandon(); }

    void say(const QByteArray& bytes) { send(bytes); }
    std::stop_token token() const { return stopToken(); }

protected:
    void take(QByteArrayView bytes) override
    {
        if (bytes == "bye")
            return sendLast(bytes.toByteArray());
        send(bytes.toByteArray());
    }
};

/// An echo and the other end of its socket.
struct Pair
{
    Pair()
    {
        std::array<int, 2> ends{};
        if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
            qFatal("no socket pair");
        setNonBlocking(ends[0]);
        setNonBlocking(ends[1]);
        other = OwnedDescriptor(ends[0]);
        echo = std::make_unique<Echo>(OwnedDescriptor(ends[1]));
    }

    QByteArray readAll() const
    {
        QByteArray all;
        std::array<char, 4096> bytes{};
        for (;;) {
            const ssize_t count = ::read(other.get(), bytes.data(), bytes.size());
            if (count <= 0)
                return all;
            all.append(bytes.data(), count);
        }
    }
    void write(QByteArrayView bytes) const
    {
        QCOMPARE(::write(other.get(), bytes.data(), size_t(bytes.size())), ssize_t(bytes.size()));
    }

    OwnedDescriptor other;
    std::unique_ptr<Echo> echo;
};

} // namespace

class LocalConnectionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thereAndBack()
    {
        const Pair pair;
        QCOMPARE(pair.echo->process(), 42);
        pair.write("hello");
        QByteArray got;
        QTRY_COMPARE(got += pair.readAll(), QByteArray("hello"));
    }

    void theLastWordIsHeard()
    {
        const Pair pair;
        QSignalSpy closed(pair.echo.get(), &LocalConnection::closed);
        const std::stop_token token = pair.echo->token();
        pair.write("bye");
        QVERIFY(closed.wait());
        QCOMPARE(pair.readAll(), QByteArray("bye"));
        QVERIFY(token.stop_requested());
        QCOMPARE(closed.size(), 1);
    }

    /// More than the system takes at once: the rest goes when there is room.
    void inPieces()
    {
        const Pair pair;
        const QByteArray much(4000000, 'x');
        pair.echo->say(much);
        QByteArray got;
        QTRY_COMPARE((got += pair.readAll()).size(), much.size());
        QCOMPARE(got, much);
    }

    /// A272, A273: gone before, and in the middle of, an answer.
    void nobodyIsThere()
    {
        Pair silent;
        QSignalSpy closed(silent.echo.get(), &LocalConnection::closed);
        silent.other = {};
        QVERIFY(closed.wait());
        QVERIFY(silent.echo->token().stop_requested());

        Pair deaf;
        QSignalSpy over(deaf.echo.get(), &LocalConnection::closed);
        deaf.echo->say(QByteArray(4000000, 'x'));
        deaf.other = {};
        QVERIFY(over.size() == 1 || over.wait());
    }
};

} // namespace tessera::test

TESSERA_TEST(tessera::test::LocalConnectionTest)
#include "local_connection_test.moc"

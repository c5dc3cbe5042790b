#include "core/agent/window_door.h"

#include "core/agent/local_socket.h"
#include "core/base/strict_json.h"

#include <QDir>
#include <QJsonDocument>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#include <thread>

#include <poll.h>
#endif

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr qsizetype kPathCharacters = 4096;
constexpr qsizetype kActivationCharacters = 256;
const QByteArray kHeard = QByteArrayLiteral("{\"heard\":true}");

bool isPath(const QString& text)
{
    return text.isEmpty() ||
           (QDir::isAbsolutePath(text) && text.size() <= kPathCharacters && !text.contains(QChar(0)));
}

/// It goes into our environment.
bool isToken(const QString& text)
{
    for (const QChar c : text)
        if (!c.isPrint())
            return false;
    return text.size() <= kActivationCharacters;
}

tl::unexpected<Error> bad(const QString& member)
{
    return failure(ErrorKind::Malformed, u"window.request", member);
}

} // namespace

QByteArray serialise(const WindowWish& wish)
{
    const QJsonObject object{{QStringLiteral("version"), kVersion},
                             {QStringLiteral("show"), wish.show},
                             {QStringLiteral("file"), wish.file},
                             {QStringLiteral("activation"), wish.activation}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<WindowWish> parseWindowWish(QByteArrayView message)
{
    const auto object = parseJsonObject(message);
    if (!object)
        return failure(object.error());
    if (object->value(u"version").toInt() != kVersion)
        return bad(QStringLiteral("version"));
    if (!object->value(u"show").isBool())
        return bad(QStringLiteral("show"));
    WindowWish wish{object->value(u"show").toBool(), object->value(u"file").toString(),
                    object->value(u"activation").toString()};
    if (!object->value(u"file").isString() || !isPath(wish.file))
        return bad(QStringLiteral("file"));
    if (!object->value(u"activation").isString() || !isToken(wish.activation))
        return bad(QStringLiteral("activation"));
    return wish;
}

AgentPlace windowPlace(const AgentPlace& agent)
{
    AgentPlace place = agent;
    place.socket.replace(0, QStringLiteral("agent").size(), QStringLiteral("window"));
    return place;
}

// ---- the first window

WindowDoor::WindowDoor(AgentListener listener, QObject* parent)
    : LocalServer(nullptr, std::move(listener), parent)
{
}

LocalConnection* WindowDoor::serve(OwnedDescriptor socket, PeerCredentials peer)
{
    auto* visitor = new WindowVisitor(std::move(socket), peer, this);
    connect(visitor, &WindowVisitor::asked, this, &WindowDoor::asked);
    return visitor;
}

WindowVisitor::WindowVisitor(OwnedDescriptor socket, PeerCredentials peer, QObject* parent)
    : LocalConnection(std::move(socket), peer, parent)
{
}

WindowVisitor::~WindowVisitor()
{
    abandon();
}

void WindowVisitor::take(QByteArrayView bytes)
{
    if (isClosing())
        return close();
    m_reader.append(bytes);
    const auto message = m_reader.next();
    if (message && !*message)
        return; // not all of it is there yet
    const auto wish = message ? parseWindowWish(**message) : Result<WindowWish>(failure(message.error()));
    if (!wish || !m_reader.isEmpty())
        return close();
    if (const auto answer = framed(kHeard))
        sendLast(*answer);
    Q_EMIT asked(*wish);
}

// ---- a later start

#ifdef Q_OS_UNIX
namespace {

tl::unexpected<Error> silent(const AgentPlace& place, qint64 process)
{
    return failure(ErrorKind::Timeout, u"window.no_answer",
                   QStringLiteral("%1, process %2").arg(place.path()).arg(process));
}

Result<void> waitForAnswer(int socket, const AgentPlace& place, qint64 process, Milliseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    FrameReader reader;
    while (true) {
        const auto left = std::chrono::duration_cast<Milliseconds>(end - std::chrono::steady_clock::now());
        pollfd ready{socket, POLLIN, 0};
        if (left.count() <= 0 || poll(&ready, 1, int(left.count())) <= 0)
            return silent(place, process);
        std::array<char, 256> bytes; // NOLINT: filled by recv
        const ssize_t count = recv(socket, bytes.data(), bytes.size(), 0);
        if (count <= 0)
            return silent(place, process);
        reader.append(QByteArrayView(bytes.data(), count));
        const auto message = reader.next();
        if (!message)
            return failure(message.error());
        if (*message)
            return {};
    }
}

bool isNobodyThere(const Error& error)
{
    return error.code == u"window.none";
}

} // namespace

Result<void> askWindow(const AgentPlace& place, const WindowWish& wish, Milliseconds limit)
{
    const auto none = [&place] { return failure(ErrorKind::Configuration, u"window.none", place.path()); };
    const auto directory = PrivateDirectory::open(place.directory, false);
    if (!directory)
        return directory.error().code == u"agent.no_directory" ? Result<void>(none())
                                                               : failure(directory.error());
    const OwnedDescriptor socket = localSocket();
    setSendTime(socket.get(), limit);
    const int cause = connectTo(socket.get(), directory->pathOf(place.socket));
    if (cause == ENOENT || cause == ECONNREFUSED)
        return none();
    if (cause != 0)
        return silent(place, 0);
    const auto server = peerCredentials(socket.get());
    if (!server)
        return failure(server.error());
    if (server->uid != ownUser())
        return failure(ErrorKind::Untrusted, u"agent.foreign_server",
                       QStringLiteral("%1 is served by user %2").arg(place.path()).arg(server->uid));
    const auto frame = framed(serialise(wish));
    if (!frame)
        return failure(frame.error());
    // One frame of this size goes out whole, or the other end has stopped reading.
    if (::send(socket.get(), frame->constData(), size_t(frame->size()), kNoSignal) != frame->size())
        return silent(place, server->pid);
    return waitForAnswer(socket.get(), place, server->pid, limit);
}

Result<std::unique_ptr<WindowDoor>> openOrAsk(const AgentPlace& place, const WindowWish& wish)
{
    constexpr Milliseconds kPause{20};
    const auto end = std::chrono::steady_clock::now() + Seconds(5);
    while (true) {
        auto listener = AgentListener::make(place);
        if (listener)
            return std::make_unique<WindowDoor>(*std::move(listener));
        if (listener.error().code != u"agent.running")
            return failure(listener.error());
        const auto asked = askWindow(place, wish);
        if (asked)
            return std::unique_ptr<WindowDoor>();
        // It has the lock and listens in a moment, or it has just ended and gives the lock back.
        if (!isNobodyThere(asked.error()) || std::chrono::steady_clock::now() > end)
            return failure(asked.error());
        std::this_thread::sleep_for(kPause);
    }
}

#else

Result<void> askWindow(const AgentPlace& place, const WindowWish&, Milliseconds)
{
    return failure(ErrorKind::Configuration, u"agent.unsupported", place.path());
}

Result<std::unique_ptr<WindowDoor>> openOrAsk(const AgentPlace& place, const WindowWish&)
{
    return failure(ErrorKind::Configuration, u"agent.unsupported", place.path());
}

#endif

} // namespace tessera

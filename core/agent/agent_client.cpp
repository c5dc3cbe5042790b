#include "core/agent/agent_client.h"

#include "core/agent/local_socket.h"
#include "core/agent/peer_identity.h"
#include "core/net/limits.h"

#include <QRandomGenerator>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>
#endif

namespace tessera {

using namespace std::chrono_literals;

#ifdef Q_OS_UNIX
namespace {

/// To connect, and to send a question.
constexpr Milliseconds kSendTime = 5s;
/// A renewal goes over the network and may be tried again.
constexpr Milliseconds kAnswerTime = 2min;
/// Questions may wait behind each other.
constexpr Milliseconds kPersonTime = limits::kAgentQuestionTime * (limits::kAgentQuestions + 2);
/// How long to come again where there was no room, and how long in between.
constexpr Milliseconds kBusyTime = 30s;
constexpr Milliseconds kFirstPause = 20ms;
constexpr Milliseconds kLongestPause = 500ms;

bool isTurnedAway(const Result<QJsonObject>& answer)
{
    return !answer && answer.error().kind == ErrorKind::Timeout &&
           answer.error().code == QLatin1String("agent.busy");
}

/// False: a signal came.
bool sleepFor(Milliseconds time)
{
    return poll(nullptr, 0, int(time.count())) == 0;
}

Error notRunning(const QString& path)
{
    return Error{ErrorKind::Configuration, QStringLiteral("agent.not_running"), path, {}};
}

Error connectFailure(const QString& path, int cause)
{
    if (cause == ENOENT || cause == ECONNREFUSED)
        return notRunning(path);
    if (cause == EAGAIN || cause == EWOULDBLOCK || cause == ETIMEDOUT)
        return Error{ErrorKind::Timeout, QStringLiteral("agent.busy"), path, {}};
    return Error{
        ErrorKind::Configuration,
        QStringLiteral("agent.directory"),
        QStringLiteral("%1 cannot be connected to: %2").arg(path, QString::fromLocal8Bit(strerror(cause))),
        {}};
}

} // namespace

Result<AgentClient> AgentClient::connect(const AgentPlace& place)
{
    const auto directory = PrivateDirectory::open(place.directory, false);
    if (!directory) {
        // Nobody has ever started one here.
        if (directory.error().code == QLatin1String("agent.no_directory"))
            return failure(notRunning(place.path()));
        return failure(directory.error());
    }
    OwnedDescriptor socket = localSocket();
    setSendTime(socket.get(), kSendTime);
    if (const int cause = connectTo(socket.get(), directory->pathOf(place.socket)); cause != 0)
        return failure(connectFailure(place.path(), cause));
    return believed(place, std::move(socket));
}

Result<AgentClient> AgentClient::believed(const AgentPlace& place, OwnedDescriptor socket)
{
    const auto server = peerCredentials(socket.get());
    if (!server)
        return failure(server.error());
    if (server->uid != ownUser())
        return failure(ErrorKind::Untrusted, u"agent.foreign_server",
                       QStringLiteral("%1 is served by user %2").arg(place.path()).arg(server->uid));
    return AgentClient(std::move(socket), place, server->pid);
}

Result<AgentClient> AgentClient::resume(const AgentPlace& place, OwnedDescriptor socket, QByteArray received)
{
    auto client = believed(place, std::move(socket));
    if (client)
        client->m_received = std::move(received);
    return client;
}

Result<void> AgentClient::send(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t sent = ::send(m_socket.get(), bytes.data(), size_t(bytes.size()), kNoSignal);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return failure(ErrorKind::Timeout, u"agent.no_answer", m_place.path());
        // It closed before it had heard all: what it has said so far tells why.
        if (sent <= 0)
            return {};
        bytes = bytes.sliced(sent);
    }
    return {};
}

Result<QByteArray> AgentClient::receive(FrameReader& reader, Milliseconds most)
{
    while (true) {
        auto message = reader.next();
        if (!message)
            return failure(message.error());
        if (*message)
            return **std::move(message);
        pollfd ready{m_socket.get(), POLLIN, 0};
        const int found = poll(&ready, 1, int(most.count()));
        if (found < 0)
            return failure(ErrorKind::Cancelled, u"cancelled");
        if (found == 0)
            return failure(ErrorKind::Timeout, u"agent.no_answer", m_place.path());
        std::array<char, 4096> bytes; // NOLINT: filled by recv
        const ssize_t count = recv(m_socket.get(), bytes.data(), bytes.size(), 0);
        if (count <= 0)
            return failure(ErrorKind::Offline, u"agent.gone", m_place.path());
        reader.append(QByteArrayView(bytes.data(), count));
    }
}

Result<QJsonObject> AgentClient::ask(const AgentRequest& request, const std::function<void()>& onWaiting)
{
    const auto end = std::chrono::steady_clock::now() + kBusyTime;
    Milliseconds most = kFirstPause;
    while (true) {
        auto answer = askOnce(request, onWaiting);
        if (!isTurnedAway(answer) || std::chrono::steady_clock::now() > end)
            return answer;
        // Not all of them at the same moment.
        const Milliseconds pause(
            QRandomGenerator::global()->bounded(int(most.count() / 2), int(most.count())));
        if (!sleepFor(pause))
            return failure(ErrorKind::Cancelled, u"cancelled");
        most = std::min(2 * most, kLongestPause);
        auto again = connect(m_place);
        if (!again)
            return failure(again.error());
        *this = *std::move(again);
    }
}

Result<void> AgentClient::sendQuestion(const AgentRequest& request)
{
    QByteArray message = serialise(request);
    auto frame = framed(message);
    wipe(message);
    if (!frame)
        return failure(frame.error());
    const auto sent = send(*frame);
    wipe(*frame);
    return sent;
}

Result<QJsonObject> AgentClient::askOnce(const AgentRequest& request, const std::function<void()>& onWaiting)
{
    FrameReader reader;
    if (m_received) {
        reader.append(*m_received);
        wipe(*m_received);
        m_received.reset();
    } else if (const auto sent = sendQuestion(request); !sent) {
        return failure(sent.error());
    }
    Milliseconds most = kAnswerTime;
    while (true) {
        auto received = receive(reader, most);
        if (!received)
            return failure(received.error());
        auto answer = parseAgentAnswer(*received);
        wipe(*received);
        if (!answer)
            return failure(answer.error());
        if (!answer->waiting)
            return std::move(answer->members);
        most = kPersonTime;
        if (onWaiting)
            onWaiting();
    }
}

#else

Result<AgentClient> AgentClient::connect(const AgentPlace& place)
{
    return failure(ErrorKind::Configuration, u"agent.not_running", place.path());
}

Result<AgentClient> AgentClient::resume(const AgentPlace& place, OwnedDescriptor, QByteArray)
{
    return failure(ErrorKind::Configuration, u"agent.not_running", place.path());
}

Result<QJsonObject> AgentClient::ask(const AgentRequest& request, const std::function<void()>& onWaiting)
{
    return askOnce(request, onWaiting);
}

Result<QJsonObject> AgentClient::askOnce(const AgentRequest&, const std::function<void()>&)
{
    return failure(ErrorKind::Offline, u"agent.gone", m_place.path());
}

#endif

} // namespace tessera

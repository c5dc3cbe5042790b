#include "core/agent/agent_listener.h"

#include "core/agent/local_socket.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace tessera {

#ifdef Q_OS_UNIX
namespace {

constexpr int kBacklog = 128;
constexpr int kFirstPassed = 3; // sd_listen_fds(3)

tl::unexpected<Error> refusal(QStringView code, const QString& path, const QString& cause = {})
{
    return failure(ErrorKind::Configuration, code,
                   cause.isEmpty() ? path : QStringLiteral("%1: %2").arg(path, cause));
}

QString causeText(int cause)
{
    return QString::fromLocal8Bit(strerror(cause));
}

/// Held as long as the agent lives: of two that start at once one gets it.
Result<OwnedDescriptor> takeLock(const PrivateDirectory& directory, const AgentPlace& place)
{
    OwnedDescriptor lock(openat(directory.descriptor(), QFile::encodeName(place.lockName()).constData(),
                                O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!lock.isOpen())
        return refusal(u"agent.foreign_socket", place.directory + u'/' + place.lockName(), causeText(errno));
    if (flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return refusal(u"agent.running", place.path());
    return lock;
}

/// Only a socket of ours that nobody answers at is removed, and only if it is still the one that was tried.
Result<void> removeStale(const PrivateDirectory& directory, const AgentPlace& place)
{
    const QByteArray name = QFile::encodeName(place.socket);
    struct stat before = {};
    if (fstatat(directory.descriptor(), name.constData(), &before, AT_SYMLINK_NOFOLLOW) != 0)
        return {};
    if (!S_ISSOCK(before.st_mode))
        return refusal(u"agent.foreign_socket", place.path(), QStringLiteral("it is no socket"));
    if (before.st_uid != geteuid())
        return refusal(u"agent.foreign_socket", place.path(),
                       QStringLiteral("it belongs to user %1").arg(before.st_uid));
    const OwnedDescriptor trial = localSocket();
    setNonBlocking(trial.get());
    const int cause = connectTo(trial.get(), directory.pathOf(place.socket));
    if (cause != ECONNREFUSED && cause != ENOENT)
        return refusal(u"agent.running", place.path());
    struct stat after = {};
    if (fstatat(directory.descriptor(), name.constData(), &after, AT_SYMLINK_NOFOLLOW) != 0)
        return {};
    if (after.st_ino != before.st_ino || after.st_dev != before.st_dev)
        return refusal(u"agent.foreign_socket", place.path(), QStringLiteral("it was replaced meanwhile"));
    if (unlinkat(directory.descriptor(), name.constData(), 0) != 0)
        return refusal(u"agent.foreign_socket", place.path(), causeText(errno));
    return {};
}

/// What systemd passed is a listening local stream socket, or it is not used.
std::optional<QString> wrongWithPassed(int descriptor)
{
    struct stat status = {};
    if (fstat(descriptor, &status) != 0)
        return causeText(errno);
    if (!S_ISSOCK(status.st_mode))
        return QStringLiteral("it is no socket");
    const auto option = [descriptor](int name) {
        int value = 0;
        socklen_t size = sizeof value;
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : 0;
    };
    sockaddr_un address{};
    socklen_t size = sizeof address;
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
        address.sun_family != AF_UNIX)
        return QStringLiteral("it is no local socket");
    // Anybody on the machine reaches one without a path (A259).
    if (size <= offsetof(sockaddr_un, sun_path) || address.sun_path[0] == '\0')
        return QStringLiteral("it has no path");
    if (option(SO_TYPE) != SOCK_STREAM || option(SO_ACCEPTCONN) == 0)
        return QStringLiteral("it does not listen");
    return std::nullopt;
}

QString boundPath(int descriptor)
{
    sockaddr_un address{};
    socklen_t size = sizeof address - 1; // leaves an end to the text
    getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    return QFile::decodeName(address.sun_path);
}

} // namespace

Result<AgentListener> AgentListener::make(const AgentPlace& place)
{
    auto directory = PrivateDirectory::open(place.directory, true);
    if (!directory)
        return failure(directory.error());
    auto lock = takeLock(*directory, place);
    if (!lock)
        return failure(lock.error());
    if (const auto removed = removeStale(*directory, place); !removed)
        return failure(removed.error());

    AgentListener listener;
    listener.m_socket = localSocket();
    const int socket = listener.m_socket.get();
    fchmod(socket, 0600); // Linux gives the file these rights; the folder keeps others out anyway
    int cause = bindTo(socket, directory->pathOf(place.socket));
    if (cause == 0 && listen(socket, kBacklog) != 0)
        cause = errno;
    struct stat status = {};
    const QByteArray name = QFile::encodeName(place.socket);
    if (cause == 0 && fstatat(directory->descriptor(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        cause = errno;
    if (cause != 0)
        return refusal(u"agent.no_listen", place.path(), causeText(cause));
    setNonBlocking(socket);
    listener.m_lock = *std::move(lock);
    listener.m_directory = *std::move(directory);
    listener.m_name = place.socket;
    listener.m_path = place.path();
    listener.m_inode = status.st_ino;
    return listener;
}

Result<std::optional<AgentListener>> AgentListener::activated()
{
    if (qEnvironmentVariable("LISTEN_PID").toLongLong() != getpid())
        return std::optional<AgentListener>();
    const int passed = qEnvironmentVariableIntValue("LISTEN_FDS");
    // Not for what we start.
    for (const char* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"})
        qunsetenv(name);
    if (passed != 1)
        return refusal(u"agent.activation", QStringLiteral("one socket is wanted, not %1").arg(passed));
    if (const auto wrong = wrongWithPassed(kFirstPassed))
        return refusal(u"agent.activation", *wrong);
    AgentListener listener;
    listener.m_socket = OwnedDescriptor(kFirstPassed);
    prepareSocket(kFirstPassed);
    setNonBlocking(kFirstPassed);
    listener.m_path = boundPath(kFirstPassed);
    return std::optional<AgentListener>(std::move(listener));
}

AgentListener::~AgentListener()
{
    if (!m_socket.isOpen() || !m_directory)
        return; // moved from, or systemd's
    struct stat status = {};
    const QByteArray name = QFile::encodeName(m_name);
    if (fstatat(m_directory->descriptor(), name.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        status.st_ino == m_inode)
        unlinkat(m_directory->descriptor(), name.constData(), 0);
}

#else

Result<AgentListener> AgentListener::make(const AgentPlace& place)
{
    return failure(ErrorKind::Configuration, u"agent.unsupported", place.path());
}

Result<std::optional<AgentListener>> AgentListener::activated()
{
    return std::optional<AgentListener>();
}

AgentListener::~AgentListener() = default;

#endif

} // namespace tessera

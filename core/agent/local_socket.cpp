#include "core/agent/local_socket.h"

#ifdef Q_OS_UNIX

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/time.h>
#include <sys/un.h>

namespace tessera {
namespace {

/// False: the path does not fit into an address.
bool fill(sockaddr_un& address, const QByteArray& path)
{
    if (path.isEmpty() || size_t(path.size()) >= sizeof address.sun_path)
        return false;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()) + 1);
    return true;
}

template <class Call>
int withAddress(int socket, const QByteArray& path, Call call)
{
    sockaddr_un address{};
    if (!fill(address, path))
        return ENAMETOOLONG;
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    return call(socket, generic, socklen_t(sizeof address)) == 0 ? 0 : errno;
}

} // namespace

OwnedDescriptor localSocket()
{
    OwnedDescriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    if (socket.isOpen())
        prepareSocket(socket.get());
    return socket;
}

int connectTo(int socket, const QByteArray& path)
{
    return withAddress(socket, path, ::connect);
}

int bindTo(int socket, const QByteArray& path)
{
    return withAddress(socket, path, ::bind);
}

void setSendTime(int socket, Milliseconds most)
{
    const timeval time{most.count() / 1000, int(most.count() % 1000 * 1000)};
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

void setNonBlocking(int socket)
{
    fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK);
}

void prepareSocket(int socket)
{
    fcntl(socket, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
    const int on = 1;
    setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

} // namespace tessera

#endif

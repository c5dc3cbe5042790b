// The few system calls of a local socket that both ends need.
#pragma once

#include "core/agent/private_directory.h"
#include "core/base/clock.h"

#include <QByteArray>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tessera {

#if defined(MSG_NOSIGNAL)
inline constexpr int kNoSignal = MSG_NOSIGNAL; ///< writing to one who is gone is an error, not our end (A273)
#else
inline constexpr int kNoSignal = 0; ///< SO_NOSIGPIPE is set instead
#endif

/// A stream socket that children do not inherit.
OwnedDescriptor localSocket();
/// 0, or errno: of this call and not of a later one.
int connectTo(int socket, const QByteArray& path);
int bindTo(int socket, const QByteArray& path);
void setSendTime(int socket, Milliseconds most);
void setNonBlocking(int socket);
/// What a socket that came from accept() must be told, too.
void prepareSocket(int socket);

} // namespace tessera

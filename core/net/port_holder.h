// Who listens on a port: for the message "port 8787 is held by node (process 7120)". Linux only, from /proc;
// elsewhere, and where the holder belongs to another user, empty.
#pragma once

#include <QHostAddress>
#include <QString>

namespace tessera {

/// "node (process 7120)"
QString portHolder(const QHostAddress& address, quint16 port);

} // namespace tessera

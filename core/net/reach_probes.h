// Small looks at the network that send nothing: can this computer reach itself, does somebody listen there,
// has a name an address. For the checks before a sign-in and for `tessera doctor`.
#pragma once

#include "core/base/result.h"

#include <QCoro/QCoroTask>
#include <QHostAddress>

#include <stop_token>

namespace tessera {

/// Listens on a free port of that loopback address and connects to it. Errors (Configuration): listener.* ·
/// net.loopback (listening works, connecting does not: a firewall or a security program) · Cancelled.
QCoro::Task<Result<void>> reachesItself(QHostAddress address, std::stop_token stop);

/// A TCP connection, closed at once, never through a proxy. Errors: Offline net.host_not_found,
/// net.connection_refused, net.unreachable · Timeout net.timeout · Cancelled.
QCoro::Task<Result<void>> somebodyListens(QString host, quint16 port, std::stop_token stop);

/// The addresses of a name. Errors: Offline net.host_not_found · Timeout net.timeout · Cancelled.
QCoro::Task<Result<QList<QHostAddress>>> lookUp(QString host, std::stop_token stop);

} // namespace tessera

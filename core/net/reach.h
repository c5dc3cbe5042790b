// Where an address leads: RFC 6890 and its updates, as far as they lead away from the public internet.
#pragma once

#include <QHostAddress>
#include <QUrl>

namespace tessera {

enum class Reach { Public, PrivateNetwork, LinkLocal, ThisComputer };

Reach reachOf(QHostAddress address);
/// By its literal; no DNS. A name is Public, except localhost.
Reach reachOf(const QUrl& url);
/// "localhost" and what stands below it (RFC 6761 section 6.3).
bool isLocalhostName(const QString& host);

} // namespace tessera

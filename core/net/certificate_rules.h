// What we ask of a certificate beyond the system's rules: that it names the host itself, not in its common
// name (RFC 9525 section 6.3, which Qt 6.4 still takes for a name), and that its keys are no weaker than RSA
// 2048.
#pragma once

#include <QList>
#include <QSslCertificate>
#include <QString>

#include <optional>

namespace tessera {

/// Why this chain, leaf first, will not do for the host (an address or a name in its ASCII form); nothing: it
/// will.
std::optional<QString> certificateFault(const QList<QSslCertificate>& chain, const QString& host);

} // namespace tessera

#include "core/base/error.h"

namespace tessera {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return QStringLiteral("Cancelled");
    case ErrorKind::Offline:
        return QStringLiteral("Offline");
    case ErrorKind::Timeout:
        return QStringLiteral("Timeout");
    case ErrorKind::Denied:
        return QStringLiteral("Denied");
    case ErrorKind::Malformed:
        return QStringLiteral("Malformed");
    case ErrorKind::Untrusted:
        return QStringLiteral("Untrusted");
    case ErrorKind::Keychain:
        return QStringLiteral("Keychain");
    case ErrorKind::Configuration:
        return QStringLiteral("Configuration");
    }
    Q_UNREACHABLE();
}

QDebug operator<<(QDebug debug, const Error& error)
{
    const QDebugStateSaver saver(debug);
    debug.nospace().noquote() << errorKindName(error.kind) << ' ' << error.code;
    if (!error.endpoint.isEmpty())
        debug << " at " << error.endpoint;
    if (!error.detail.isEmpty())
        debug << " (" << error.detail << ')';
    return debug;
}

} // namespace tessera

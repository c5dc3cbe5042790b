#include "core/keychain/libsecret_session.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QLibrary>
#endif

namespace tessera {

bool letGoOfLibsecretSession()
{
#ifdef Q_OS_LINUX
    using Disconnect = void (*)();
    static const auto disconnect = reinterpret_cast<Disconnect>(
        QLibrary::resolve(QStringLiteral("secret-1"), 0, "secret_service_disconnect"));
    if (!disconnect)
        return false;
    disconnect();
    return true;
#else
    return false;
#endif
}

} // namespace tessera

#include "core/keychain/gdbus_exit_on_close.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <QLibrary>
#endif

namespace tessera {

void surviveLossOfSessionBus()
{
#ifdef Q_OS_LINUX
    using BusGet = void* (*)(int, void*, void**);
    using SetExitOnClose = void (*)(void*, int);
    constexpr int kSessionBus = 2; // G_BUS_TYPE_SESSION
    static bool done = false;
    if (std::exchange(done, true))
        return;
    // The connection is kept on purpose: it is the one libsecret will be given.
    const auto busGet =
        reinterpret_cast<BusGet>(QLibrary::resolve(QStringLiteral("gio-2.0"), 0, "g_bus_get_sync"));
    const auto setExitOnClose = reinterpret_cast<SetExitOnClose>(
        QLibrary::resolve(QStringLiteral("gio-2.0"), 0, "g_dbus_connection_set_exit_on_close"));
    if (!busGet || !setExitOnClose)
        return;
    if (void* connection = busGet(kSessionBus, nullptr, nullptr))
        setExitOnClose(connection, 0);
#endif
}

} // namespace tessera

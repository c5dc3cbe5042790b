#include "ui/notifications/notifier.h"

#include "ui/notifications/tray_notifier.h"

#ifdef TESSERA_HAS_DBUS
#include "core/keychain/keychain_probe.h"
#include "ui/notifications/freedesktop_notifier.h"
#endif

namespace tessera {

std::unique_ptr<Notifier> makeNotifier(QSystemTrayIcon* tray)
{
#ifdef TESSERA_HAS_DBUS
    if (hasSessionBus())
        return std::make_unique<FreedesktopNotifier>(QDBusConnection::sessionBus());
#endif
    return std::make_unique<TrayNotifier>(tray);
}

} // namespace tessera

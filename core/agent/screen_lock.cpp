#include "core/agent/screen_lock.h"

#ifdef TESSERA_HAS_DBUS
#include <QDBusConnection>
#endif

namespace tessera {

ScreenLock::ScreenLock(QObject* parent) : QObject(parent)
{
#ifdef TESSERA_HAS_DBUS
    // One interface of the specification, and what desktops had before it or have beside it.
    QDBusConnection bus = QDBusConnection::sessionBus();
    for (const char* name : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver",
                             "org.cinnamon.ScreenSaver", "org.xfce.ScreenSaver"})
        m_listening = bus.connect(QString(), QString(), QLatin1String(name), QStringLiteral("ActiveChanged"),
                                  this, SLOT(activeChanged(bool))) ||
                      m_listening;
#endif
}

void ScreenLock::activeChanged(bool active)
{
    if (active)
        Q_EMIT locked();
}

} // namespace tessera

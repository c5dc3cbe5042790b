// A screen saver on the session's message bus, as GNOME has one: tells that it is active, and answers who
// asks.
#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>

namespace tessera::test {

class FakeSaver final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.gnome.ScreenSaver")
public:
    /// Comes to the bus that $DBUS_SESSION_BUS_ADDRESS names, and leaves it at its end.
    FakeSaver() : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, kConnection)) {}
    ~FakeSaver() override { QDBusConnection::disconnectFromBus(kConnection); }
    FakeSaver(const FakeSaver&) = delete;
    FakeSaver& operator=(const FakeSaver&) = delete;

    bool appear()
    {
        return m_bus.registerObject(kPath, this, QDBusConnection::ExportScriptableSlots) &&
               m_bus.registerService(kName);
    }
    bool setActive(bool active)
    {
        m_isActive = active;
        QDBusMessage signal = QDBusMessage::createSignal(kPath, kName, QStringLiteral("ActiveChanged"));
        signal << active;
        return m_bus.send(signal);
    }

public Q_SLOTS:
    Q_SCRIPTABLE bool GetActive() const { return m_isActive; }

private:
    inline static const QString kConnection = QStringLiteral("fake-saver");
    inline static const QString kName = QStringLiteral("org.gnome.ScreenSaver");
    inline static const QString kPath = QStringLiteral("/org/gnome/ScreenSaver");

    QDBusConnection m_bus;
    bool m_isActive = false;
};

} // namespace tessera::test

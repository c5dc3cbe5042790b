#include "tests/ui/notifications/fake_notification_service.h"

namespace tessera::test {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr uint kClosedByCall = 3;

} // namespace

FakeNotificationService::FakeNotificationService(const QDBusConnection& bus) : m_bus(bus)
{
    m_isUp = m_bus.registerObject(kPath, this,
                                  QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals) &&
             m_bus.registerService(kService);
}

FakeNotificationService::~FakeNotificationService()
{
    m_bus.unregisterService(kService);
    m_bus.unregisterObject(kPath);
}

void FakeNotificationService::click(uint id, const QString& action)
{
    Q_EMIT ActionInvoked(id, action);
}

uint FakeNotificationService::Notify(const QString&, uint replaces, const QString&, const QString& summary,
                                     const QString& body, const QStringList& actions,
                                     const QVariantMap& hints, int)
{
    const uint id = replaces != 0 ? replaces : ++m_last;
    shown.append({id, replaces, summary, body, actions, hints});
    if (onNotify)
        onNotify();
    return id;
}

void FakeNotificationService::CloseNotification(uint id)
{
    closed.append(id);
    Q_EMIT NotificationClosed(id, kClosedByCall);
}

} // namespace tessera::test

// The desktop's notification service on a bus of the test's own: keeps what it is told, and clicks when the
// test says so.
#pragma once

#include "tests/support/private_bus.h"

#include <QDBusConnection>
#include <QObject>
#include <QVariantMap>

#include <functional>

namespace tessera::test {

struct ShownNotification
{
    uint id = 0;
    uint replaces = 0;
    QString title;
    QString body;
    QStringList actions;
    QVariantMap hints;
};

class FakeNotificationService final : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    explicit FakeNotificationService(const QDBusConnection& bus);
    ~FakeNotificationService() override;

    bool isUp() const { return m_isUp; }
    QStringList capabilities{QStringLiteral("actions"), QStringLiteral("body")};
    QList<ShownNotification> shown; ///< every one ever, in the order they came
    QList<uint> closed;             ///< by CloseNotification
    std::function<void()> onNotify; ///< after it was shown, before its number is told

    void click(uint id, const QString& action = QStringLiteral("default"));

public Q_SLOTS:
    // The interface, by these names. NOLINTBEGIN(readability-identifier-naming)
    QStringList GetCapabilities() const { return capabilities; }
    uint Notify(const QString& program, uint replaces, const QString& icon, const QString& summary,
                const QString& body, const QStringList& actions, const QVariantMap& hints, int timeout);
    void CloseNotification(uint id);

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);
    // NOLINTEND(readability-identifier-naming)

private:
    QDBusConnection m_bus;
    uint m_last = 40;
    bool m_isUp = false;
};

} // namespace tessera::test

// Notifications over D-Bus (Desktop Notifications Specification 1.2, org.freedesktop.Notifications). Nothing
// here waits for the bus, and one without such a service costs one error that nobody looks at.
#pragma once

#include "ui/notifications/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QHash>

#include <functional>
#include <optional>

namespace tessera {

class FreedesktopNotifier final : public Notifier
{
    Q_OBJECT
public:
    explicit FreedesktopNotifier(const QDBusConnection& bus);

    void notify(const QString& key, const Notice& notice) override;
    void withdraw(const QString& key) override;

private Q_SLOTS:
    // By these names and types the bus finds them; the message says who sent it.
    void actionInvoked(uint id, const QString& action, const QDBusMessage& message);
    void notificationClosed(uint id, uint reason, const QDBusMessage& message);
    void activationToken(uint id, const QString& token, const QDBusMessage& message);

private:
    struct Shown
    {
        int call = 0;    ///< the last for this key: an older answer is for what was replaced meanwhile
        uint id = 0;     ///< 0: the service has not answered yet
        QString service; ///< its own name on the bus: another service counts anew, and knows other markup
    };

    void listen();
    void ask(const QDBusMessage& question, std::function<void(const QDBusMessage&)> then);
    bool isLast(const QString& key, int call) const;
    void send(const QString& key, int call, const Notice& notice, const QDBusMessage& capabilities);
    void takeAnswer(const QString& key, int call, const QDBusMessage& answer);
    void close(const QString& service, uint id);
    std::optional<QString> keyOf(uint id, const QDBusMessage& message) const;

    QDBusConnection m_bus;
    bool m_listening = false;
    QHash<QString, Shown> m_shown;
    int m_calls = 0;
};

} // namespace tessera

#include "core/keychain/keychain_watch.h"

#include "core/keychain/keychain_probe.h"

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QTimer>

#include <chrono>
#endif

namespace tessera {

#ifdef Q_OS_LINUX

namespace {

using namespace std::chrono_literals;

const QString kService = QStringLiteral("org.freedesktop.secrets");

/// One that unlocks says so several times.
constexpr auto kHandful = 50ms;

struct Watch
{
    QTimer handful;
    QDBusServiceWatcher comesAndGoes{kService, QDBusConnection::sessionBus(),
                                     QDBusServiceWatcher::WatchForOwnerChange};
};

} // namespace

std::shared_ptr<void> watchKeychain(std::function<void()> changed)
{
    if (!hasSessionBus())
        return nullptr;
    const auto watch = std::make_shared<Watch>();
    watch->handful.setSingleShot(true);
    watch->handful.setInterval(kHandful);
    QObject::connect(&watch->handful, &QTimer::timeout, &watch->handful, std::move(changed));
    QObject::connect(&watch->comesAndGoes, &QDBusServiceWatcher::serviceOwnerChanged, &watch->handful,
                     [timer = &watch->handful] { timer->start(); });
    // The timer's own slot: a signal of the bus wants a slot with a name.
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(kService, QStringLiteral("/org/freedesktop/secrets"),
                QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("CollectionChanged"),
                &watch->handful, SLOT(start()));
    bus.connect(kService, QString(), QStringLiteral("org.freedesktop.DBus.Properties"),
                QStringLiteral("PropertiesChanged"), &watch->handful, SLOT(start()));
    return watch;
}

#else

std::shared_ptr<void> watchKeychain(std::function<void()>)
{
    return nullptr;
}

#endif

} // namespace tessera

#include "core/net/system_events.h"

#include "core/base/logging.h"

#include <QNetworkInformation>

#ifdef TESSERA_HAS_DBUS
#include <QDBusConnection>
#endif

namespace tessera {
namespace {

bool isReachable(QNetworkInformation::Reachability reachability)
{
    // Local and Site count: the provider may be on this very network.
    return reachability != QNetworkInformation::Reachability::Disconnected &&
           reachability != QNetworkInformation::Reachability::Unknown;
}

} // namespace

SystemEvents::SystemEvents(QObject* parent) : QObject(parent) {}

void SystemEvents::listen()
{
    if (std::exchange(m_listening, true))
        return;
    if (QNetworkInformation::loadDefaultBackend()) {
        const QNetworkInformation* network = QNetworkInformation::instance();
        m_reachable = isReachable(network->reachability());
        connect(network, &QNetworkInformation::reachabilityChanged, this, [this](auto reachability) {
            const bool before = std::exchange(m_reachable, isReachable(reachability));
            if (m_reachable && !before)
                Q_EMIT networkCameBack();
        });
    } else {
        qCInfo(lcNet) << "the system does not tell when the network comes and goes";
    }
#ifdef TESSERA_HAS_DBUS
    const bool connected = QDBusConnection::systemBus().connect(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"), this,
        SLOT(prepareForSleep(bool)));
    if (!connected)
        qCInfo(lcNet) << "logind does not tell when the machine sleeps";
#endif
}

void SystemEvents::prepareForSleep(bool goingToSleep)
{
    if (!goingToSleep)
        Q_EMIT wokeUp();
}

} // namespace tessera

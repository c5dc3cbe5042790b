#include "core/net/connectivity.h"

#include <QNetworkInformation>
#include <QNetworkInterface>

#include <algorithm>

namespace tessera {
namespace {

bool isUsable(const QNetworkInterface& interface)
{
    const auto flags = interface.flags();
    return flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning) &&
           !flags.testFlag(QNetworkInterface::IsLoopBack) && !interface.addressEntries().isEmpty();
}

bool anyInterfaceIsUp()
{
    const auto interfaces = QNetworkInterface::allInterfaces();
    return std::any_of(interfaces.begin(), interfaces.end(), isUsable);
}

NetworkState fromService()
{
    if (!QNetworkInformation::loadDefaultBackend())
        return NetworkState::Unknown;
    const QNetworkInformation* service = QNetworkInformation::instance();
    if (service->supports(QNetworkInformation::Feature::CaptivePortal) && service->isBehindCaptivePortal())
        return NetworkState::CaptivePortal;
    if (!service->supports(QNetworkInformation::Feature::Reachability))
        return NetworkState::Unknown;
    // Local and Site are not taken as offline: the provider may be on this very network.
    switch (service->reachability()) {
    case QNetworkInformation::Reachability::Disconnected:
        return NetworkState::Offline;
    case QNetworkInformation::Reachability::Online:
        return NetworkState::Online;
    default:
        return NetworkState::Unknown;
    }
}

Error as(Error error, const QString& code)
{
    error.detail = error.detail.isEmpty() ? error.code : error.code + QStringLiteral(", ") + error.detail;
    error.kind = ErrorKind::Offline;
    error.code = code;
    return error;
}

} // namespace

NetworkState networkState()
{
    // A service that is wrong about being offline (containers, interfaces it does not manage) is overruled.
    const NetworkState told = fromService();
    if (told == NetworkState::CaptivePortal || told == NetworkState::Online)
        return told;
    if (!anyInterfaceIsUp())
        return NetworkState::Offline;
    return NetworkState::Unknown;
}

Error explainedBy(NetworkState state, Error error)
{
    const bool isUnreachable = error.code == u"net.host_not_found" || error.code == u"net.unreachable";
    if (state == NetworkState::Offline && isUnreachable)
        return as(std::move(error), QStringLiteral("net.offline"));
    if (state == NetworkState::CaptivePortal && (isUnreachable || error.code == u"net.tls"))
        return as(std::move(error), QStringLiteral("net.captive_portal"));
    return error;
}

} // namespace tessera

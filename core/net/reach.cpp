#include "core/net/reach.h"

namespace tessera {
namespace {

struct Network
{
    QLatin1String prefix;
    int bits;
    Reach reach;
};

constexpr Network kNetworks[] = {
    {QLatin1String("0.0.0.0"), 8, Reach::ThisComputer},
    {QLatin1String("127.0.0.0"), 8, Reach::ThisComputer},
    {QLatin1String("::"), 127, Reach::ThisComputer}, // :: and ::1
    {QLatin1String("169.254.0.0"), 16, Reach::LinkLocal},
    {QLatin1String("fe80::"), 10, Reach::LinkLocal},
    {QLatin1String("10.0.0.0"), 8, Reach::PrivateNetwork},
    {QLatin1String("100.64.0.0"), 10, Reach::PrivateNetwork},
    {QLatin1String("172.16.0.0"), 12, Reach::PrivateNetwork},
    {QLatin1String("192.168.0.0"), 16, Reach::PrivateNetwork},
    {QLatin1String("198.18.0.0"), 15, Reach::PrivateNetwork},
    {QLatin1String("224.0.0.0"), 3, Reach::PrivateNetwork}, // multicast, reserved, broadcast
    {QLatin1String("fc00::"), 7, Reach::PrivateNetwork},
    {QLatin1String("fec0::"), 10, Reach::PrivateNetwork},
    {QLatin1String("ff00::"), 8, Reach::PrivateNetwork},
};

} // namespace

Reach reachOf(QHostAddress address)
{
    bool mapped = false;
    const quint32 ipv4 = address.toIPv4Address(&mapped);
    if (mapped && address.protocol() == QAbstractSocket::IPv6Protocol)
        address = QHostAddress(ipv4); // ::ffff:127.0.0.1
    for (const Network& network : kNetworks)
        if (address.isInSubnet(QHostAddress(QString(network.prefix)), network.bits))
            return network.reach;
    return Reach::Public;
}

bool isLocalhostName(const QString& host)
{
    return host == u"localhost" || host.endsWith(u".localhost");
}

Reach reachOf(const QUrl& url)
{
    QString host = url.host(QUrl::FullyEncoded);
    if (host.endsWith(u'.'))
        host.chop(1);
    if (isLocalhostName(host))
        return Reach::ThisComputer;
    const QHostAddress address(host);
    return address.isNull() ? Reach::Public : reachOf(address);
}

} // namespace tessera

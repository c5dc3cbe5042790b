#include "core/net/issuer_reach.h"

#include <QHostInfo>

#include <algorithm>

namespace tessera {
namespace {

bool isLocal(const QHostAddress& address)
{
    return reachOf(address) != Reach::Public;
}

/// In the addresses of a name on the internet there is nothing of these, in any network.
bool isNearby(const QHostAddress& address)
{
    return reachOf(address) == Reach::ThisComputer || reachOf(address) == Reach::LinkLocal;
}

bool anyLocal(const QList<QHostAddress>& addresses)
{
    return std::any_of(addresses.begin(), addresses.end(), isLocal);
}

bool standsThere(const QList<QHostAddress>& issuerAddresses, Reach reach)
{
    return std::any_of(issuerAddresses.begin(), issuerAddresses.end(),
                       [reach](const QHostAddress& address) { return reachOf(address) == reach; });
}

QString faultText(const QHostAddress& address, const QString& issuer)
{
    return QStringLiteral("its name leads to %1, and %2 is not there").arg(address.toString(), issuer);
}

QString normalised(QString host)
{
    host = host.toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

} // namespace

HostLookup systemHostLookup()
{
    return [](const QString& host, QObject* context, FoundAddresses found) {
        QHostInfo::lookupHost(host, context,
                              [found = std::move(found)](const QHostInfo& info) { found(info.addresses()); });
    };
}

void HostReach::noteNamed(const QString& issuerHost, const QStringList& hosts)
{
    const QString issuer = normalised(issuerHost);
    for (const QString& host : hosts)
        if (const QString named = normalised(host); named != issuer)
            m_issuers[named].insert(issuer);
}

void HostReach::lookUp(const QString& host, QObject* context, FoundAddresses found) const
{
    const QHostAddress literal(host);
    if (literal.isNull())
        m_lookup(host, context, std::move(found));
    else
        found({literal}); // asked about a literal, the system would look for its name
}

void HostReach::find(const QString& host, QObject* context, std::function<void(const Found&)> done)
{
    const QString name = normalised(host);
    lookUp(host, context,
           [self = shared_from_this(), name, context,
            done = std::move(done)](const QList<QHostAddress>& addresses) {
               if (!anyLocal(addresses)) {
                   if (!addresses.isEmpty())
                       self->m_onTheInternet.insert(name);
                   return done({addresses, std::nullopt});
               }
               if (isLocalhostName(name) || !QHostAddress(name).isNull())
                   return done({addresses, std::nullopt}); // judged by its text, where it was named
               const auto nearby = std::find_if(addresses.begin(), addresses.end(), isNearby);
               if (nearby != addresses.end() && self->m_onTheInternet.contains(name))
                   return done({addresses, QStringLiteral("its name was on the internet and now leads to %1")
                                               .arg(nearby->toString())});
               self->judgeByIssuers({addresses, std::nullopt}, self->m_issuers.value(name).values(), context,
                                    done);
           });
}

void HostReach::judgeByIssuers(Found found, QStringList issuers, QObject* context,
                               std::function<void(const Found&)> done)
{
    if (issuers.isEmpty())
        return done(found);
    const QString issuer = issuers.takeFirst();
    lookUp(issuer, context,
           [self = shared_from_this(), found = std::move(found), issuers, issuer, context,
            done = std::move(done)](const QList<QHostAddress>& theirs) {
               for (const QHostAddress& address : found.addresses)
                   if (isLocal(address) && !standsThere(theirs, reachOf(address)))
                       return done({found.addresses, faultText(address, issuer)});
               self->judgeByIssuers(found, issuers, context, done);
           });
}

} // namespace tessera

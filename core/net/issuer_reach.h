// What a host's name resolves to, and whether the issuer that named the host may lead there: RFC 8725 section
// 3.10, attack A325. A name on the internet that answers with an address of this computer or of the network
// around it would make us ask a service in here.
#pragma once

#include "core/net/reach.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

class QObject;

namespace tessera {

using FoundAddresses = std::function<void(const QList<QHostAddress>&)>;

/// Asks for a host's addresses and calls back once; empty: it has none. Not called back after `context` is
/// gone.
using HostLookup = std::function<void(const QString& host, QObject* context, FoundAddresses found)>;

/// The system's own.
HostLookup systemHostLookup();

class HostReach final : public std::enable_shared_from_this<HostReach>
{
public:
    explicit HostReach(HostLookup lookup = systemHostLookup()) : m_lookup(std::move(lookup)) {}

    /// The metadata of an issuer on `issuerHost` names these hosts. Adds to what is known; a host that two
    /// issuers name must suit both.
    void noteNamed(const QString& issuerHost, const QStringList& hosts);

    struct Found
    {
        QList<QHostAddress> addresses;
        std::optional<QString> fault; ///< why none of them is to be asked
    };

    /// The addresses of `host`. They are refused where one leads in here and an issuer that named the host
    /// does not stand there too, so that development on this computer and a company's own network work; and
    /// where a host that was on the internet before is suddenly this computer. Done as HostLookup.
    void find(const QString& host, QObject* context, std::function<void(const Found&)> done);

private:
    void judgeByIssuers(Found found, QStringList issuers, QObject* context,
                        std::function<void(const Found&)> done);
    void lookUp(const QString& host, QObject* context, FoundAddresses found) const;

    HostLookup m_lookup;
    QHash<QString, QSet<QString>> m_issuers; ///< by the host they named
    QSet<QString> m_onTheInternet;           ///< hosts all of whose addresses were public
};

} // namespace tessera

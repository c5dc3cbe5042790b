// Which redirect addresses on this computer an authorization server takes. RFC 8252 section 7.3 asks for any
// port of a loopback literal; many servers compare more than that, or take the name "localhost" only.
#pragma once

#include "core/base/error.h"

#include <QUrl>

#include <optional>

namespace tessera {

struct LoopbackRule
{
    enum class Host {
        LiteralIPv4, ///< 127.0.0.1
        Localhost,   ///< the name, which RFC 8252 section 8.3 advises against and some servers insist on
        Either,      ///< any way to write it
    };
    enum class Port {
        Any,   ///< not compared
        Fixed, ///< compared: the port that was registered
    };

    Host host = Host::Either;
    Port port = Port::Any;
    QString path; ///< "/callback"; empty: whatever was registered

    friend bool operator==(const LoopbackRule&, const LoopbackRule&) = default;
};

/// Where the redirect will go when nothing is registered: any port of 127.0.0.1.
QUrl defaultRedirectUri();

/// Why that server would turn this redirect address away, before a browser shows it. An address without a
/// port stands for any free one. Errors (Configuration): loopback_rule.host, loopback_rule.port,
/// loopback_rule.path (detail: what it takes).
std::optional<Error> loopbackFault(const LoopbackRule& rule, const QUrl& redirectUri);

} // namespace tessera

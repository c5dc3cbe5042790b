// Endpoints on another host than the issuer's (attack A077): some providers really do that, so they are shown
// at the first sign-in and then held to. The grant keeps the endpoints it was made with; these functions
// compare them with what the server says now. A host is written with its port where it is not the usual one.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/authorization_server_metadata.h"

namespace tessera {

struct ForeignHost
{
    QString host;          ///< "oauth2.googleapis.com", "op.example:8443"; ACE form
    QStringList endpoints; ///< by their names in the metadata: "token_endpoint"…
    friend bool operator==(const ForeignHost&, const ForeignHost&) = default;
};

/// In the order in which a sign-in would meet them; empty for most servers.
QList<ForeignHost> foreignHosts(const AuthorizationServerMetadata& metadata);

struct EndpointChange
{
    QString endpoint; ///< "token_endpoint"
    QString before;   ///< its host when it was pinned; empty: there was none
    QString after;
    friend bool operator==(const EndpointChange&, const EndpointChange&) = default;
};

/// What moved to another host since the endpoints were pinned. No change: an endpoint that is gone, another
/// path on the same host, a new endpoint on the issuer's own host or on one that was pinned already.
QList<EndpointChange> changedEndpoints(const AuthorizationServerMetadata& pinned,
                                       const AuthorizationServerMetadata& now);

/// From now on the hosts of these endpoints are asked only where their names lead to no place in here that
/// the issuer's own does not lead to (A325; core/net/issuer_reach).
void holdToIssuer(HttpClient& http, const AuthorizationServerMetadata& metadata);

/// The error where nobody can be asked, or the answer was no: Untrusted metadata.endpoint_moved (detail:
/// "token_endpoint from a.example to b.example").
Error endpointMoved(const QList<EndpointChange>& changes, const QString& issuer);

} // namespace tessera

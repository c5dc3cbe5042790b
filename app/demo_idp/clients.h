// The programs the demo provider knows, where they may be redirected to (RFC 8252 section 7.3) and how they
// authenticate (RFC 6749 section 2.3).
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/net/form_body.h"

#include <QHash>

namespace tessera::demo {

struct Client
{
    QString id;
    QString name;        ///< shown to people
    SecretString secret; ///< empty: public
    QString idTokenAlg;  ///< empty: the provider's
    bool isPublic() const { return secret.isEmpty(); }
};

class Clients
{
public:
    void add(const Client& client) { m_clients.insert(client.id, client); }
    const Client* find(const QString& id) const;

    /// `authorization`: the whole header, or empty. Exactly one method. Error: Denied invalid_client or
    /// invalid_request.
    Result<Client> authenticate(QByteArrayView authorization, const FormFields& form) const;

private:
    QHash<QString, Client> m_clients;
};

/// All clients are native ones: http, 127.0.0.1 or [::1], any port but the provider's own, any path; no
/// query, fragment, user information, and nothing that could break a header.
bool isRedirectUriAllowed(const QString& uri, quint16 ownPort);

} // namespace tessera::demo

// Scopes that a server answers by another name than they were asked for (Google: "email" comes back as
// "https://www.googleapis.com/auth/...email"). RFC 6749 section 3.3 compares scopes as strings, so
// without this a sign-in that gives everything would look like one that takes something away.
#pragma once

#include "core/oauth/token_response.h"

#include <QMap>

namespace tessera {

/// The name a server answers, and the name it is asked for.
using ScopeAliases = QMap<QString, QString>;

/// `answered`, in which a name is replaced by the one it was asked for. Only that: a name nobody asked for
/// under its other name stays as it came, and so does one that was asked for itself. Nothing is added, so
/// what was granted unasked (A103) and what was refused can be seen as before; nothing stands in it twice.
QStringList scopesAsAsked(const QStringList& answered, const ScopeAliases& aliases, const QStringList& asked);
/// The same for a whole answer.
TokenResponse withScopesAsAsked(TokenResponse response, const ScopeAliases& aliases,
                                const QStringList& asked);

} // namespace tessera

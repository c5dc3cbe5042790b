// Which providers keep repositories of git, and beside which name they take a token: the member "git" of
// their rows.
#pragma once

#include "core/base/result.h"

#include <QList>

namespace tessera {

struct GitHost
{
    QString issuer;   ///< repositories are at its origin
    QString username; ///< any password of that name is a token
};

/// Of the built-in rows that have an issuer. A row's member is checked with the row itself.
const QList<GitHost>& gitHosts();

} // namespace tessera

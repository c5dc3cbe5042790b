// Sign-ins that outlived their account: accounts.json was lost or belongs to another --config, and the grant
// is still in the keychain (A246). They are shown, and ended when a person says so; nothing is ended by
// itself.
#pragma once

#include "core/base/error.h"

#include <QString>

#include <optional>

namespace tessera {

struct LeftOver
{
    QString accountId;
    QString issuer; ///< as the grant says; these three are empty if it cannot be read
    QString subject;
    QString clientId;
    std::optional<Error> unreadable; ///< it can be removed, and nothing be revoked
};

} // namespace tessera

// A token of an account with what it is called, on its way from the account to the inspector.
#pragma once

#include "core/base/secret_string.h"

namespace tessera {

struct NamedToken
{
    QString name; ///< "Access token"
    SecretString token;
};

} // namespace tessera

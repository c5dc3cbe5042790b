// The command line of tessera-demo-idp: what may be set, and help with examples.
#pragma once

#include "app/demo_idp/identity_provider.h"

#include <variant>

namespace tessera::demo {

struct Setup
{
    IdentityProviderOptions options;
    quint16 port = 0;
    bool showRequests = false;
    bool exitWithStdin = false;
};

/// Said and done: print this and leave.
struct Farewell
{
    QString text;
    int status = 0; ///< 0: to stdout; 2: wrong use, to stderr
};

std::variant<Setup, Farewell> readCommandLine(const QStringList& arguments, const QString& version);

} // namespace tessera::demo

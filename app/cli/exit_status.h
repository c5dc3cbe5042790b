// Exit status of `tessera`, as the command line contract fixes it.
#pragma once

#include "core/base/error.h"

namespace tessera::cli {

enum ExitStatus {
    kDone = 0,
    kRefused = 1,      ///< a check failed, a signature is wrong, the server said no
    kUsage = 2,        ///< usage or configuration
    kSignInNeeded = 3, ///< a person must sign in
    kNetwork = 4,
    kKeychain = 5,
    kCancelled = 6, ///< cancelled or timed out
};

ExitStatus exitStatusFor(const Error& error);

} // namespace tessera::cli

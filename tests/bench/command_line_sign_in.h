// One sign-in with the command line tool, a process of its own, and a robot that follows the address it
// prints.
#pragma once

#include <QString>

namespace tessera::bench {

struct CommandLineTimes
{
    double asking = 0; ///< milliseconds from "Asking … what it can do." to the address for the browser
    double start = 0;  ///< from the start of the process
};

/// `folder` is its configuration, and where it keeps what it learned. Ends the program if nobody is signed
/// in.
CommandLineTimes signInByCommandLine(const QString& issuer, const QString& folder);

} // namespace tessera::bench

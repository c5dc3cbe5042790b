#include "app/cli/exit_status.h"

#include "core/oauth/wire_error.h"

namespace tessera::cli {

ExitStatus exitStatusFor(const Error& error)
{
    if (isDeadGrant(error.code) || error.code == QLatin1String("session.sign_in_needed") ||
        error.code == QLatin1String("session.answer_lost") || error.code == QLatin1String("grant.missing"))
        return kSignInNeeded;
    // A server that is too slow is a network that does not work; a person who is too slow is a time limit.
    if (error.kind == ErrorKind::Timeout && error.code.startsWith(QLatin1String("net.")))
        return kNetwork;
    switch (error.kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::Timeout:
        return kCancelled;
    case ErrorKind::Offline:
        return kNetwork;
    case ErrorKind::Keychain:
        return kKeychain;
    case ErrorKind::Configuration:
        return kUsage;
    case ErrorKind::Denied:
    case ErrorKind::Malformed:
    case ErrorKind::Untrusted:
        return kRefused;
    }
    Q_UNREACHABLE();
}

} // namespace tessera::cli

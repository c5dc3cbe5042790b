// Asks the operating system's keychain whether it is there and open, without touching an entry and without
// waking a prompt. On Linux over D-Bus, because QtKeychain calls a locked collection "entry not found"
// (platform facts, section 4); elsewhere a job's own answer has to do.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QCoro/QCoroTask>

#include <stop_token>

namespace tessera {

enum class KeychainProbe {
    Open,
    Locked, ///< also: a service without a default collection yet, which must be made with a password
    Absent, ///< no session bus, or nothing on it offers secrets
    Denied, ///< it is there and refuses to talk to this program
    Silent, ///< it is there and does not answer in time
};

/// Errors: Cancelled only.
QCoro::Task<Result<KeychainProbe>> probeKeychain(Milliseconds limit, std::stop_token stop);

/// Linux: whether there is a session bus to talk to, found without starting one. Elsewhere true.
bool hasSessionBus();

} // namespace tessera

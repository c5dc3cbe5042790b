// Which entries this program has in the keychain, without reading one. QtKeychain cannot tell; on Linux the
// Secret Service is asked over D-Bus.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QCoro/QCoroTask>

#include <QStringList>

#include <stop_token>

namespace tessera {

/// Of a keychain that is open: the attributes of a locked one are hidden. Sorted. Errors (Keychain):
/// keychain.no_list, keychain.timeout, keychain.failed (detail: the system's name of the error); Cancelled.
QCoro::Task<Result<QStringList>> listKeychainEntries(QString service, Milliseconds limit,
                                                     std::stop_token stop);

} // namespace tessera

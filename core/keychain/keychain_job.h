// One QtKeychain job as an answer that always comes: each job under a time limit and a stop token. What the
// answer is worth is keychain_store's business.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QCoro/QCoroTask>

#include <optional>
#include <stop_token>

namespace tessera {

/// As QtKeychain says: nullopt is its "entry not found", which a locked collection gives too. Errors:
/// Keychain keychain.denied, keychain.absent, keychain.too_large, keychain.timeout, keychain.failed;
/// Cancelled.
QCoro::Task<Result<std::optional<SecretString>>> runReadJob(QString service, QString key, Milliseconds limit,
                                                            std::stop_token stop);
QCoro::Task<Result<void>> runWriteJob(QString service, QString key, SecretString secret, Milliseconds limit,
                                      std::stop_token stop);
/// An entry that was not there is not an error.
QCoro::Task<Result<void>> runDeleteJob(QString service, QString key, Milliseconds limit,
                                       std::stop_token stop);

} // namespace tessera

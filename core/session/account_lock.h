// One at a time for whoever reads a grant, uses it and writes its successor (finding F13). Today among the
// coroutines of this process; the lock between processes will stand behind the same call.
#pragma once

#include "core/base/result.h"

#include <QCoro/QCoroTask>

#include <memory>
#include <stop_token>

namespace tessera {

class AccountLocks;

/// Held as long as it lives.
class AccountLock
{
public:
    AccountLock(std::shared_ptr<AccountLocks> locks, QString accountId);
    ~AccountLock();
    AccountLock(const AccountLock&) = delete;
    AccountLock& operator=(const AccountLock&) = delete;

private:
    std::shared_ptr<AccountLocks> m_locks;
    QString m_accountId;
};

std::shared_ptr<AccountLocks> makeAccountLocks();

/// In the order of asking. Errors: Cancelled.
QCoro::Task<Result<std::shared_ptr<AccountLock>>> lockAccount(std::shared_ptr<AccountLocks> locks,
                                                              QString accountId, std::stop_token stop);

} // namespace tessera

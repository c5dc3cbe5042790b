// One at a time for whoever reads a grant, uses it and writes its successor (finding F13): among the
// coroutines of this program in the order of asking, and among programs by a lock of the kernel.
#pragma once

#include "core/base/result.h"
#include "core/session/process_lock.h"

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

    /// Whoever keeps a copy keeps other programs out beyond this lock's end. Null where this program has the
    /// account to itself.
    std::shared_ptr<ProcessLock> amongProcesses() const { return m_amongProcesses; }
    /// No program has made a later generation of the grant than this one. Unknown counts as no.
    bool isNewest(const QString& generation) const;
    /// From here on this one is the newest.
    void leaveGeneration(const QString& generation);

private:
    friend QCoro::Task<Result<std::shared_ptr<AccountLock>>> lockAccount(std::shared_ptr<AccountLocks>,
                                                                         QString, std::stop_token);

    std::shared_ptr<AccountLocks> m_locks;
    QString m_accountId;
    std::shared_ptr<ProcessLock> m_amongProcesses;
    bool m_isAlone = false;
};

/// `directory`: of the lock files; empty: no other program has these accounts (secrets in memory, tests).
std::shared_ptr<AccountLocks> makeAccountLocks(const QString& directory = {});

/// Errors: Timeout session.busy_elsewhere (another program holds it, beyond all patience); Cancelled. Where
/// no lock file can be made, the account is locked within this program only.
QCoro::Task<Result<std::shared_ptr<AccountLock>>> lockAccount(std::shared_ptr<AccountLocks> locks,
                                                              QString accountId, std::stop_token stop);

/// Only the lock among programs, and this program's own where it has it already: for a sign-out, which does
/// not wait for this program's renewal. Null and errors as above.
QCoro::Task<Result<std::shared_ptr<ProcessLock>>> lockAmongProcesses(std::shared_ptr<AccountLocks> locks,
                                                                     QString accountId, std::stop_token stop);

} // namespace tessera

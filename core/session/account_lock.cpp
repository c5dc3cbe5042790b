#include "core/session/account_lock.h"

#include "core/base/one_shot.h"

#include <QHash>

namespace tessera {

using Turn = OneShot<Result<void>>;

class AccountLocks
{
public:
    /// A key stands here while its account is locked.
    QHash<QString, QList<Turn>> waiting;

    void release(const QString& accountId)
    {
        auto& queue = waiting[accountId];
        while (!queue.isEmpty()) {
            // One who gave up does not take his turn.
            if (queue.takeFirst().resolve(Result<void>()))
                return;
        }
        waiting.remove(accountId);
    }
};

AccountLock::AccountLock(std::shared_ptr<AccountLocks> locks, QString accountId)
    : m_locks(std::move(locks)), m_accountId(std::move(accountId))
{
}

AccountLock::~AccountLock()
{
    m_locks->release(m_accountId);
}

std::shared_ptr<AccountLocks> makeAccountLocks()
{
    return std::make_shared<AccountLocks>();
}

QCoro::Task<Result<std::shared_ptr<AccountLock>>> lockAccount(std::shared_ptr<AccountLocks> locks,
                                                              QString accountId, std::stop_token stop)
{
    if (!locks->waiting.contains(accountId)) {
        locks->waiting.insert(accountId, {});
        co_return std::make_shared<AccountLock>(locks, accountId);
    }
    const Turn turn(stop);
    locks->waiting[accountId].append(turn);
    const auto granted = co_await turn;
    if (!granted)
        co_return failure(granted.error());
    co_return std::make_shared<AccountLock>(locks, accountId);
}

} // namespace tessera

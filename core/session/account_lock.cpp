#include "core/session/account_lock.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"
#include "core/base/pause.h"

#include <QElapsedTimer>
#include <QHash>

#include <algorithm>

namespace tessera {
namespace {

/// Longer than a renewal can take: two requests at their time limit, and a keychain that is slow.
constexpr Milliseconds kPatience = std::chrono::minutes(3);
constexpr Milliseconds kFirstLook{5};
constexpr Milliseconds kLongestLook{100};

} // namespace

using Turn = OneShot<Result<void>>;

class AccountLocks
{
public:
    explicit AccountLocks(QString folder) : directory(std::move(folder)) {}

    QString directory;
    /// A key stands here while its account is locked.
    QHash<QString, QList<Turn>> waiting;
    /// What this program holds among programs: a second lock of one's own would wait for the first.
    QHash<QString, std::weak_ptr<ProcessLock>> held;

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
    : m_locks(std::move(locks)), m_accountId(std::move(accountId)), m_isAlone(m_locks->directory.isEmpty())
{
}

AccountLock::~AccountLock()
{
    m_amongProcesses.reset();
    m_locks->release(m_accountId);
}

bool AccountLock::isNewest(const QString& generation) const
{
    if (!m_amongProcesses)
        return m_isAlone;
    return !generation.isEmpty() && m_amongProcesses->generation() == generation;
}

void AccountLock::leaveGeneration(const QString& generation)
{
    if (m_amongProcesses)
        m_amongProcesses->leaveGeneration(generation);
}

std::shared_ptr<AccountLocks> makeAccountLocks(const QString& directory)
{
    return std::make_shared<AccountLocks>(directory);
}

QCoro::Task<Result<std::shared_ptr<ProcessLock>>> lockAmongProcesses(std::shared_ptr<AccountLocks> locks,
                                                                     QString accountId, std::stop_token stop)
{
    if (locks->directory.isEmpty())
        co_return std::shared_ptr<ProcessLock>();
    QElapsedTimer waited;
    waited.start();
    // Asked again, ever less often: waiting in the kernel would need a thread that nobody can call back.
    for (Milliseconds next = kFirstLook;; next = std::min(next * 2, kLongestLook)) {
        if (auto ours = locks->held.value(accountId).lock())
            co_return ours;
        const auto taken = ProcessLock::tryTake(locks->directory, accountId);
        if (!taken) {
            // A home that cannot be written (A234): better to renew unguarded than not at all.
            qCWarning(lcSession) << "no lock among programs:" << taken.error();
            co_return std::shared_ptr<ProcessLock>();
        }
        if (*taken) {
            locks->held.insert(accountId, *taken);
            co_return *taken;
        }
        if (Milliseconds(waited.elapsed()) >= kPatience)
            co_return failure(ErrorKind::Timeout, u"session.busy_elsewhere");
        const auto paused = co_await pauseFor(next, stop);
        if (!paused)
            co_return failure(paused.error());
    }
}

QCoro::Task<Result<std::shared_ptr<AccountLock>>> lockAccount(std::shared_ptr<AccountLocks> locks,
                                                              QString accountId, std::stop_token stop)
{
    if (!locks->waiting.contains(accountId)) {
        locks->waiting.insert(accountId, {});
    } else {
        const Turn turn(stop);
        locks->waiting[accountId].append(turn);
        const auto granted = co_await turn;
        if (!granted)
            co_return failure(granted.error());
    }
    const auto lock = std::make_shared<AccountLock>(locks, accountId);
    const auto amongProcesses = co_await lockAmongProcesses(locks, accountId, stop);
    if (!amongProcesses)
        co_return failure(amongProcesses.error());
    lock->m_amongProcesses = *amongProcesses;
    co_return lock;
}

} // namespace tessera

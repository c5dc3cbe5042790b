// Says that an account needs a new sign-in to somebody who does not look at the window: once for each account
// and end, and takes it back when the account is signed in again.
#pragma once

#include "core/session/session_manager.h"
#include "ui/notifications/notifier.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace tessera {

class SignInNotices final : public QObject
{
    Q_OBJECT
public:
    /// `isSeen`: the window is in front of the person now, and says it itself.
    SignInNotices(std::unique_ptr<Notifier> notifier, std::shared_ptr<const Clock> clock,
                  std::function<bool()> isSeen, QObject* parent = nullptr);

    /// From now on, what becomes of its accounts.
    void follow(const SessionManager& manager);
    /// An account as it is now. How it was when it was first seen is no news.
    void see(const Session& session);
    /// It is gone.
    void forget(const QString& accountId);

Q_SIGNALS:
    /// The person wants to do something about it.
    void chosen(const QString& accountId);

private:
    void tell(const Session& session);

    std::unique_ptr<Notifier> m_notifier;
    std::shared_ptr<const Clock> m_clock;
    std::function<bool()> m_isSeen;
    QHash<QString, std::optional<TimePoint>> m_ends; ///< by account: the last end that is no news
    QSet<QString> m_told;                            ///< accounts with a notification
};

} // namespace tessera

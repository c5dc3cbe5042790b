#include "ui/notifications/sign_in_notices.h"

#include "ui/text/end_text.h"
#include "ui/text/sign_in_notice.h"

namespace tessera {

SignInNotices::SignInNotices(std::unique_ptr<Notifier> notifier, std::shared_ptr<const Clock> clock,
                             std::function<bool()> isSeen, QObject* parent)
    : QObject(parent), m_notifier(std::move(notifier)), m_clock(std::move(clock)), m_isSeen(std::move(isSeen))
{
    connect(m_notifier.get(), &Notifier::chosen, this, &SignInNotices::chosen);
}

void SignInNotices::follow(const SessionManager& manager)
{
    for (const Session& session : manager.sessions())
        see(session);
    const auto look = [this, &manager](const QString& accountId) {
        if (const auto session = manager.session(accountId))
            see(*session);
    };
    connect(&manager, &SessionManager::sessionAdded, this, look);
    connect(&manager, &SessionManager::sessionChanged, this, look);
    connect(&manager, &SessionManager::sessionRemoved, this, &SignInNotices::forget);
}

void SignInNotices::see(const Session& session)
{
    const QString& id = session.account.id;
    const auto end = endOf(session);
    const auto at = end ? std::optional(end->at) : std::nullopt;
    if (!m_ends.contains(id)) {
        m_ends.insert(id, at);
        return;
    }
    const bool isSignedIn = session.phase == Phase::Active || session.phase == Phase::Renewing;
    if (isSignedIn && m_told.remove(id))
        m_notifier->withdraw(id);
    if (session.phase != Phase::SignInNeeded || !at || m_ends.value(id) == at)
        return;
    m_ends.insert(id, at);
    if (!m_isSeen())
        tell(session);
}

void SignInNotices::tell(const Session& session)
{
    const SignInNotice text = signInNotice(session, m_clock->now());
    m_told.insert(session.account.id);
    m_notifier->notify(session.account.id, {text.title, text.body, text.action});
}

void SignInNotices::forget(const QString& accountId)
{
    m_ends.remove(accountId);
    if (m_told.remove(accountId))
        m_notifier->withdraw(accountId);
}

} // namespace tessera

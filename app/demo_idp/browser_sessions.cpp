#include "app/demo_idp/browser_sessions.h"

#include "core/base/random.h"

#include <algorithm>

namespace tessera::demo {
namespace {

constexpr Seconds kSessionLife = std::chrono::hours(8);
constexpr Seconds kPendingLife = std::chrono::minutes(10);
constexpr qsizetype kMost = 256;

/// The oldest goes when a page floods us with requests.
template <class Table>
void dropOldest(Table& table)
{
    if (table.size() < kMost)
        return;
    const auto oldest = std::min_element(
        table.begin(), table.end(), [](const auto& a, const auto& b) { return a->createdAt < b->createdAt; });
    table.erase(oldest);
}

QByteArray cookieValue(const LoopbackRequest& request, const QByteArray& name)
{
    for (const QByteArray& part : request.header("cookie").split(';')) {
        const QByteArray pair = part.trimmed();
        if (pair.startsWith(name + '='))
            return pair.sliced(name.size() + 1);
    }
    return {};
}

} // namespace

BrowserSessions::BrowserSessions(std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock)), m_cookieName("tessera_demo_" + randomBytes(4).toHex())
{
}

BrowserSessionPtr BrowserSessions::existingSessionOf(const LoopbackRequest& request) const
{
    const BrowserSessionPtr session = m_sessions.value(cookieValue(request, m_cookieName));
    if (!session || m_clock->now() >= session->createdAt + kSessionLife)
        return nullptr;
    session->isNew = false;
    return session;
}

BrowserSessionPtr BrowserSessions::sessionOf(const LoopbackRequest& request)
{
    if (BrowserSessionPtr session = existingSessionOf(request))
        return session;
    makeRoom();
    auto session = std::make_shared<BrowserSession>();
    session->cookie = randomToken();
    session->csrf = randomToken();
    session->createdAt = m_clock->now();
    m_sessions.insert(session->cookie, session);
    return session;
}

void BrowserSessions::signIn(const BrowserSessionPtr& session, const QString& subject)
{
    m_sessions.remove(session->cookie);
    if (session->subject != subject)
        session->consented.clear();
    session->cookie = randomToken();
    session->subject = subject;
    session->authTime = session->createdAt = m_clock->now();
    session->isNew = true;
    m_sessions.insert(session->cookie, session);
}

void BrowserSessions::signOut(const BrowserSessionPtr& session)
{
    m_sessions.remove(session->cookie);
    m_pending.removeIf([&](const auto& it) { return (*it)->session == session; });
}

PendingRequestPtr BrowserSessions::begin(const BrowserSessionPtr& session, const AuthorizationAsk& ask)
{
    makeRoom();
    auto request =
        std::make_shared<PendingRequest>(PendingRequest{randomToken(), session, ask, m_clock->now(), false});
    m_pending.insert(request->id, request);
    return request;
}

PendingRequestPtr BrowserSessions::find(const QByteArray& id, const BrowserSessionPtr& session) const
{
    const PendingRequestPtr request = m_pending.value(id);
    if (!request || request->session != session || m_clock->now() >= request->createdAt + kPendingLife)
        return nullptr;
    return request;
}

void BrowserSessions::attachCookie(LoopbackResponse& response, const BrowserSessionPtr& session) const
{
    if (session->isNew)
        response.headers.append(
            {"Set-Cookie", m_cookieName + '=' + session->cookie + "; Path=/; HttpOnly; SameSite=Strict"});
}

void BrowserSessions::makeRoom()
{
    const TimePoint now = m_clock->now();
    m_pending.removeIf([&](const auto& it) { return now >= (*it)->createdAt + kPendingLife; });
    m_sessions.removeIf([&](const auto& it) { return now >= (*it)->createdAt + kSessionLife; });
    dropOldest(m_pending);
    dropOldest(m_sessions);
}

} // namespace tessera::demo

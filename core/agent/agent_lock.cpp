#include "core/agent/agent_lock.h"

#include "core/base/random.h"

#include <openssl/evp.h>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kRounds = 200'000; // some 50 ms: the password lies in memory only, in this form
constexpr qsizetype kHashBytes = 32;
constexpr int kDoublings = 4;
constexpr Milliseconds kLongestWait = Seconds(10);

} // namespace

AgentLock::AgentLock(std::shared_ptr<const Clock> clock, Seconds idle)
    : m_clock(std::move(clock)), m_idle(idle), m_lastUse(m_clock->sinceBoot())
{
}

bool AgentLock::isLocked()
{
    if (!m_locked && m_idle.count() > 0 && m_clock->sinceBoot() - m_lastUse >= m_idle)
        m_locked = true;
    return m_locked;
}

void AgentLock::used()
{
    m_lastUse = m_clock->sinceBoot();
}

void AgentLock::lock(const SecretString& password)
{
    m_locked = true;
    if (password.isEmpty())
        return;
    m_salt = randomBytes(kHashBytes);
    m_hash = hashOf(password);
}

Result<void> AgentLock::unlock(const SecretString& password)
{
    const Milliseconds now = m_clock->sinceBoot();
    if (hasPassword() && now < m_nextTry)
        return failure(ErrorKind::Denied, u"agent.too_many_tries",
                       QString::number((m_nextTry - now).count() / 1000 + 1));
    if (hasPassword() && !constantTimeEquals(hashOf(password), m_hash)) {
        const Milliseconds wait = Seconds(1 << std::min(m_wrongTries++, kDoublings));
        m_nextTry = now + std::min(wait, kLongestWait);
        return failure(ErrorKind::Denied, u"agent.wrong_password");
    }
    m_locked = false;
    m_hash.clear();
    m_wrongTries = 0;
    m_nextTry = Milliseconds(0);
    used();
    return {};
}

QByteArray AgentLock::hashOf(const SecretString& password) const
{
    QByteArray hash(kHashBytes, Qt::Uninitialized);
    const QByteArrayView text = password.reveal();
    PKCS5_PBKDF2_HMAC(text.data(), int(text.size()),
                      reinterpret_cast<const unsigned char*>(m_salt.constData()), int(m_salt.size()), kRounds,
                      EVP_sha256(), int(hash.size()), reinterpret_cast<unsigned char*>(hash.data()));
    return hash;
}

} // namespace tessera

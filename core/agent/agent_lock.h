// Locked, the agent gives nothing to anybody. It locks when told, and by itself when it was not used for a
// while; with a password it opens for that password only, without one when a person says so.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <memory>
#include <optional>

namespace tessera {

class AgentLock
{
public:
    /// `idle`: locks after so long without a hand-out; 0: never by itself.
    explicit AgentLock(std::shared_ptr<const Clock> clock, Seconds idle = Seconds(0));

    /// Looks at the clock first.
    bool isLocked();
    bool hasPassword() const { return !m_hash.isEmpty(); }
    Seconds idle() const { return m_idle; }
    /// A token was handed out, or a person did something.
    void used();

    /// An empty password keeps the one there is.
    void lock(const SecretString& password = {});
    /// Errors (Denied): agent.wrong_password, agent.too_many_tries (detail: seconds to wait). After a wrong
    /// try the next ones are not even looked at for 1, 2, 4, 8, then 10 seconds (A270).
    Result<void> unlock(const SecretString& password);

private:
    QByteArray hashOf(const SecretString& password) const;

    std::shared_ptr<const Clock> m_clock;
    Seconds m_idle;
    Milliseconds m_lastUse;
    bool m_locked = false;
    QByteArray m_salt;
    QByteArray m_hash; ///< PBKDF2 of the password; empty: none is needed
    int m_wrongTries = 0;
    Milliseconds m_nextTry{0};
};

} // namespace tessera

// Every hand-out and every refusal, a line of JSON each: when, which program, which account, which scope. No
// token. Two files of bounded size; only the person may read them.
#pragma once

#include "core/agent/peer_identity.h"
#include "core/agent/token_wish.h"

#include <memory>

namespace tessera {

struct AuditEntry
{
    QString event; ///< "handed-out", "denied", "refused", "allowed", "revoked", "locked", "unlocked"
    PeerIdentity peer;
    QString account; ///< id, or empty
    QString issuer;
    QString kind;
    QStringList scope;
    QString why; ///< "once", "hour", "always", "asked", an error's code…
};

class AuditLog
{
public:
    AuditLog(const QString& directory, std::shared_ptr<const Clock> clock);

    /// Errors (Configuration): agent.audit (detail: path and cause): then nothing may be handed out.
    Result<void> write(const AuditEntry& entry);
    /// The last `count`, oldest first. A line that cannot be read is left out.
    QList<QJsonObject> last(int count) const;
    QString path() const { return m_path; }

private:
    Result<void> turnOver();
    QString m_path;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace tessera

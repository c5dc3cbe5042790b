// What the agent answers to a question of a known process. Knows neither sockets nor windows: the server
// brings the question, the consent broker the person.
#pragma once

#include "core/agent/agent_lock.h"
#include "core/agent/agent_protocol.h"
#include "core/agent/approvals.h"
#include "core/agent/audit_log.h"
#include "core/agent/consent.h"
#include "core/agent/token_source.h"
#include "core/net/screen_lock.h"

#include <functional>

namespace tessera {

struct AgentDesk
{
    AgentDesk(std::shared_ptr<TokenSource> source, std::shared_ptr<ConsentBroker> consent,
              const QString& configDirectory, std::shared_ptr<const Clock> clock,
              Seconds lockAfter = Seconds(0));

    std::shared_ptr<TokenSource> source;
    std::shared_ptr<ConsentBroker> consent;
    std::shared_ptr<const Clock> clock;
    Approvals approvals;
    AuditLog log;
    AgentLock lock;
    std::shared_ptr<ConsentQueue> queue = makeConsentQueue();
    /// `tessera` beside this program: what it asks, whoever started it asks. Unset: there is none.
    std::optional<ProgramFile> ownCommandLine;
    TimePoint started;
    QString path; ///< where it listens, for the status
    QString configDirectory;
    std::function<void()> onStop;       ///< somebody asked the agent to end
    std::function<void()> onLock;       ///< for a window to show it
    std::unique_ptr<ScreenLock> screen; ///< set: it locks when the screen does

    bool isOwnCommandLine(const ProcessIdentity& process) const;
    /// Locks, and forgets what does not stand in the file (A269).
    void lockNow(const SecretString& password = {});
    bool isLocked();
    /// On: from here on it locks when the screen is locked, and at once if it is. Answers and errors as
    /// ScreenLock::listen; of an error, and of off, nothing is heard.
    Result<QStringList> followScreen(bool isOn);

private:
    void lockForScreen();
};
using AgentDeskPtr = std::shared_ptr<AgentDesk>;

/// `onWaiting` runs before a person is asked. A stop means that the asker is gone: no question is left on the
/// screen, no token is made (A272). Errors: agent.locked, agent.denied, agent.consent_needed (detail: the
/// command that allows it), agent.not_a_person, agent.wider_scope, and those of accountFor, checkLife,
/// checkAudience and the parts of the desk.
QCoro::Task<Result<QJsonObject>> answerRequest(AgentDeskPtr desk, AgentRequest request, PeerIdentity peer,
                                               std::function<void()> onWaiting, std::stop_token stop);

} // namespace tessera

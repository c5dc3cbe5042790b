// An agent that has given tokens to programs for a day, for tests and pictures of the page of programs.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/session/session.h"
#include "tests/support/manual_clock.h"

namespace tessera::test {

Approval approvalFor(const QString& program, const QString& account,
                     const QStringList& scope = {QStringLiteral("openid"), QStringLiteral("groups")});
/// A line of the log: `program` had a token of `account`.
AuditEntry handedOut(const QString& program, const Account& account, const QString& why);

/// Nobody asks it and nobody is asked by it. Its files lie in `directory`.
AgentDeskPtr emptyDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock);

/// kubectl always and zsh for an hour (each for an account of Ana's), git always for what was one file and is
/// another one now, an editor denied; the log of it. The clock stands at madeUpNow() afterwards.
AgentDeskPtr busyDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock);

/// Paths of 10,000 characters with markup and direction marks, and ninety scopes (A264).
AgentDeskPtr hostileDesk(const QString& directory, const std::shared_ptr<ManualClock>& clock);

} // namespace tessera::test

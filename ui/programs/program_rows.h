// Approvals and the agent's log made into rows for people: grouped, named, sorted.
#pragma once

#include "core/agent/approvals.h"
#include "core/session/session.h"
#include "ui/programs/programs_view.h"
#include "ui/text/audit_text.h"

namespace tessera {

/// What the rows are made with.
struct ProgramContext
{
    QList<Account> accounts;
    QString ownCommandLine; ///< path of `tessera`
    TimePoint now;
};

/// By name, then path, then account. `log`: newest first.
QList<ProgramRow> programRows(const QList<Approval>& approvals, const QList<AuditLine>& log,
                              const ProgramContext& context);

QList<TimelineRow> auditRows(const QList<AuditLine>& log, const ProgramContext& context);

} // namespace tessera

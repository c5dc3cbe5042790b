// agent-approvals.json: {"version":1,"approvals":[{"program","account","kind","scope",…}]}. Strict, so that a
// slip of the pen is told and not taken for less than it says. Holds no secret.
#pragma once

#include "core/agent/approvals.h"

namespace tessera {

/// Not there: none. Errors (Configuration): agent.approvals (detail: path and cause; also a file that others
/// may write).
Result<QList<Approval>> readApprovals(const QString& path);
/// Atomically.
Result<void> writeApprovals(const QString& path, const QList<Approval>& approvals);
/// Changes with the file.
QString approvalsStamp(const QString& path);

} // namespace tessera

// What a person has allowed (or denied) a program, in words. Paths are what the kernel says, made printable;
// a program's own name for itself stands nowhere (A264).
#pragma once

#include "core/agent/approvals.h"

namespace tessera {

struct ApprovalText
{
    QString name;   ///< "kubectl"
    QString path;   ///< whole
    QString token;  ///< "Access token: openid groups"
    QString until;  ///< "Always", "Until 15:05", "Denied"
    QString ending; ///< what ends it sooner or later; for the tooltip
};

/// Of our own command line it is the program that uses it that was allowed.
QString approvedProgram(const Approval& approval);

/// "kubectl" of "/usr/bin/kubectl".
QString programName(const QString& path);
QString programPath(const QString& path);
/// "openid groups and 3 more", "any scope". Empty for none.
QString scopeText(const QStringList& scope);

ApprovalText approvalText(const Approval& approval);

} // namespace tessera

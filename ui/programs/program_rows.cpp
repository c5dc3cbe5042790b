#include "ui/programs/program_rows.h"

#include "core/base/logging.h"
#include "ui/text/approval_text.h"
#include "ui/text/host_text.h"
#include "ui/text/relative_time.h"

#include <QCoreApplication>

#include <algorithm>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::ProgramRows)
};

constexpr qsizetype kLongestName = 80;

/// By id, else by the label a person gave: a file that was written by hand may name either.
const Account* find(const QList<Account>& accounts, const QString& name)
{
    for (const Account& account : accounts)
        if (account.id == name)
            return &account;
    for (const Account& account : accounts)
        if (!name.isEmpty() && account.label == name)
            return &account;
    return nullptr;
}

bool isSameAccount(const QList<Account>& accounts, const QString& a, const QString& b)
{
    const Account* account = find(accounts, a);
    return a == b || (account && account == find(accounts, b));
}

/// The hand-out that used it, or the one it was given for.
bool isUseOf(const AuditLine& line, const Approval& approval, const ProgramContext& context)
{
    if (line.event != u"handed-out")
        return false;
    if (line.why == QStringLiteral("approval ") + approval.id)
        return true;
    return (line.why == u"always" || line.why == u"hour") &&
           auditedProgram(line, context.ownCommandLine) == printable(approvedProgram(approval), 500) &&
           isSameAccount(context.accounts, line.account, approval.account) &&
           line.kind == wishKindName(approval.kind) && line.scope == approval.scope.join(u' ');
}

std::optional<TimePoint> lastUse(const QList<Approval>& approvals, const QList<AuditLine>& log,
                                 const ProgramContext& context)
{
    for (const AuditLine& line : log)
        for (const Approval& approval : approvals)
            if (isUseOf(line, approval, context))
                return line.time;
    return std::nullopt;
}

/// The file that was allowed is not the one that stands there now: it is asked about again.
bool isStale(const Approval& approval)
{
    if (!approval.file)
        return false;
    const auto now = programFile(approval.program);
    return !now || *now != *approval.file;
}

bool looksTheSame(const Approval& a, const Approval& b)
{
    return approvedProgram(a) == approvedProgram(b) && a.account == b.account && a.kind == b.kind &&
           a.scope == b.scope && a.audience == b.audience && a.until == b.until && a.isDenial == b.isDenial;
}

QList<QList<Approval>> grouped(const QList<Approval>& approvals)
{
    QList<QList<Approval>> groups;
    for (const Approval& approval : approvals) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&approval](const auto& group) {
            return looksTheSame(group.constFirst(), approval);
        });
        if (same == groups.end())
            groups.append({approval});
        else
            same->append(approval);
    }
    return groups;
}

/// Through what it gets its tokens, where that is not plain.
QString wayText(const QList<Approval>& group)
{
    const bool itself = std::any_of(group.begin(), group.end(),
                                    [](const Approval& approval) { return approval.startedBy.isEmpty(); });
    const bool through = std::any_of(group.begin(), group.end(),
                                     [](const Approval& approval) { return !approval.startedBy.isEmpty(); });
    if (!through)
        return {};
    return itself ? Text::tr("Itself, and through the command tessera")
                  : Text::tr("Through the command tessera");
}

void nameAccount(ProgramRow& row, const Approval& approval, const ProgramContext& context)
{
    if (approval.isDenial) {
        row.account = Text::tr("All accounts");
        return;
    }
    const Account* account = find(context.accounts, approval.account);
    row.account = account ? accountName(*account) : printable(approval.account, kLongestName);
    row.host = account ? hostText(account->issuer) : Text::tr("No such account here");
}

ProgramRow rowOf(const QList<Approval>& group, const QList<AuditLine>& log, const ProgramContext& context)
{
    const Approval& first = group.constFirst();
    const ApprovalText text = approvalText(first);
    ProgramRow row;
    for (const Approval& approval : group)
        row.ids.append(approval.id);
    row.name = text.name;
    row.path = text.path;
    row.token = text.token;
    row.until = text.until;
    row.ending = text.ending;
    row.isStale = !first.isDenial && std::all_of(group.begin(), group.end(), isStale);
    row.hint = row.isStale ? Text::tr("Changed since you allowed it: you are asked again") : wayText(group);
    nameAccount(row, first, context);
    if (first.isDenial) {
        row.lastUse = Text::tr("Until the agent locks or ends");
    } else if (const auto used = lastUse(group, log, context)) {
        row.lastUse = Text::tr("Last used %1").arg(agoTime(context.now - *used));
        row.lastUseExact = exactTime(*used);
    } else {
        row.lastUse = Text::tr("Not used lately");
    }
    return row;
}

bool comesBefore(const ProgramRow& a, const ProgramRow& b)
{
    const int byName = QString::compare(a.name, b.name, Qt::CaseInsensitive);
    if (byName != 0)
        return byName < 0;
    return std::tie(a.path, a.account, a.token, a.ids) < std::tie(b.path, b.account, b.token, b.ids);
}

QString accountOf(const AuditLine& line, const ProgramContext& context)
{
    if (line.account.isEmpty())
        return {};
    if (const Account* account = find(context.accounts, line.account))
        return Text::tr("%1 at %2").arg(accountName(*account), hostText(account->issuer));
    const QString host = hostText(line.issuer);
    return host.isEmpty() ? Text::tr("an account that is not here any more")
                          : Text::tr("an account at %1 that is not here any more").arg(host);
}

} // namespace

QList<ProgramRow> programRows(const QList<Approval>& approvals, const QList<AuditLine>& log,
                              const ProgramContext& context)
{
    QList<ProgramRow> rows;
    for (const QList<Approval>& group : grouped(approvals))
        rows.append(rowOf(group, log, context));
    std::sort(rows.begin(), rows.end(), comesBefore);
    return rows;
}

QList<TimelineRow> auditRows(const QList<AuditLine>& log, const ProgramContext& context)
{
    QList<TimelineRow> rows;
    for (const AuditLine& line : log) {
        const AuditText text = auditText(line, accountOf(line, context), context.ownCommandLine, context.now);
        rows.append(
            {dayAndTime(line.time, context.now), exactTime(line.time), text.glyph, text.title, text.caption});
    }
    return rows;
}

} // namespace tessera

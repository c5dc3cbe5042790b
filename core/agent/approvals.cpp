#include "core/agent/approvals.h"

#include "core/agent/approvals_file.h"
#include "core/base/random.h"
#include "core/net/limits.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kIdBytes = 4;

bool isSameProgram(const Approval& approval, const ProgramFile& program)
{
    return approval.program == program.path && (!approval.file || *approval.file == program);
}

bool coversScope(const Approval& approval, const QStringList& scope)
{
    return approval.scope == QStringList{QStringLiteral("*")} ||
           std::all_of(scope.begin(), scope.end(),
                       [&approval](const QString& one) { return approval.scope.contains(one); });
}

bool covers(const Approval& approval, const ApprovalSubject& subject)
{
    // What is written by hand says nothing of the program that starts our command line, or names it.
    const bool sameStarter = approval.startedBy == subject.startedBy;
    return subject.pathIsTrue && !approval.isDenial && isSameProgram(approval, subject.program) &&
           sameStarter && subject.accounts.contains(approval.account) && approval.kind == subject.kind &&
           approval.audience == subject.audience && coversScope(approval, subject.scope);
}

bool denies(const Approval& approval, const ApprovalSubject& subject)
{
    return approval.isDenial && approval.program == subject.program.path &&
           approval.startedBy == subject.startedBy;
}

} // namespace

Approvals::Approvals(const QString& configDirectory, std::shared_ptr<const Clock> clock)
    : m_path(configDirectory + QStringLiteral("/agent-approvals.json")), m_clock(std::move(clock))
{
}

Result<void> Approvals::readChanged()
{
    const QString stamp = approvalsStamp(m_path);
    if (stamp == m_stamp)
        return {};
    auto kept = readApprovals(m_path);
    if (!kept)
        return failure(kept.error());
    m_all.removeIf([](const Approval& approval) { return approval.isKept(); });
    m_all += *std::move(kept);
    m_stamp = stamp;
    return {};
}

Result<void> Approvals::write()
{
    QList<Approval> kept;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(kept),
                 [](const Approval& approval) { return approval.isKept(); });
    const auto written = writeApprovals(m_path, kept);
    m_stamp = written ? approvalsStamp(m_path) : QString();
    return written;
}

void Approvals::dropOver()
{
    const TimePoint now = m_clock->now();
    const Milliseconds boot = m_clock->sinceBoot();
    m_all.removeIf([&](const Approval& approval) {
        if (!approval.until)
            return false;
        // A clock set back does not make an hour longer: its unused time runs by the other clock.
        return now >= *approval.until || boot - approval.lastUse >= kApprovalIdle;
    });
}

Result<std::optional<Approval>> Approvals::find(const ApprovalSubject& subject)
{
    if (const auto read = readChanged(); !read)
        return failure(read.error());
    dropOver();
    for (const Approval& approval : std::as_const(m_all))
        if (denies(approval, subject))
            return std::optional<Approval>(approval);
    for (Approval& approval : m_all) {
        if (!covers(approval, subject))
            continue;
        approval.lastUse = m_clock->sinceBoot();
        return std::optional<Approval>(approval);
    }
    return std::optional<Approval>();
}

bool Approvals::knows(const ProgramFile& program) const
{
    return std::any_of(m_all.begin(), m_all.end(), [&program](const Approval& approval) {
        return !approval.isDenial && approval.program == program.path;
    });
}

Result<Approval> Approvals::add(Approval approval)
{
    if (const auto read = readChanged(); !read)
        return failure(read.error());
    dropOver();
    if (m_all.size() >= limits::kApprovals)
        return failure(ErrorKind::Configuration, u"agent.approvals",
                       QStringLiteral("%1: there are %2 approvals already").arg(m_path).arg(m_all.size()));
    approval.id = QString::fromLatin1(randomBytes(kIdBytes).toHex());
    approval.given = m_clock->now();
    approval.lastUse = m_clock->sinceBoot();
    m_all.append(approval);
    if (approval.isKept()) {
        if (const auto written = write(); !written) {
            m_all.removeLast();
            return failure(written.error());
        }
    }
    return approval;
}

Result<QList<Approval>> Approvals::list()
{
    if (const auto read = readChanged(); !read)
        return failure(read.error());
    dropOver();
    return m_all;
}

Result<int> Approvals::revoke(const QString& id)
{
    if (const auto read = readChanged(); !read)
        return failure(read.error());
    const QList<Approval> before = m_all;
    const bool all = id == QLatin1String("all");
    const auto removed = m_all.removeIf([&](const Approval& approval) { return all || approval.id == id; });
    if (removed == 0 && !all)
        return failure(ErrorKind::Configuration, u"agent.approval_unknown", id);
    if (const auto written = write(); !written) {
        m_all = before;
        return failure(written.error());
    }
    return int(removed);
}

void Approvals::forgetSession()
{
    m_all.removeIf([](const Approval& approval) { return !approval.isKept(); });
}

} // namespace tessera

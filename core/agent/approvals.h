// What a person has allowed: which program may have which token of which account, and until when. What holds
// for always stands in a file without secrets, which is the policy where there is no display; the rest is
// forgotten when the agent locks or ends (A268, A269).
//
// What it cannot do: hold off a program of the same person that writes the file, or that gets into an allowed
// program (LD_PRELOAD, ptrace). Nothing on an ordinary desktop can (A267).
#pragma once

#include "core/agent/peer_identity.h"
#include "core/agent/token_wish.h"

#include <memory>

namespace tessera {

/// Who wants what.
struct ApprovalSubject
{
    ProgramFile program;
    bool pathIsTrue = true;
    QString startedBy;    ///< program that started our own command line; empty for all others
    QStringList accounts; ///< id, then label: how a file may name it
    WishKind kind = WishKind::Access;
    QStringList scope;
    QString audience;
};

struct Approval
{
    QString id; ///< eight characters, to name it in `tessera agent revoke`
    QString program;
    /// Unset: written by hand, holds for whatever stands at that path.
    std::optional<ProgramFile> file;
    QString startedBy;
    QString account;
    WishKind kind = WishKind::Access;
    QStringList scope; ///< at most these; one "*": any
    QString audience;
    bool isDenial = false;          ///< "deny all": of this program, whatever it asks
    std::optional<TimePoint> until; ///< unset: always
    TimePoint given;
    Milliseconds lastUse{0}; ///< since boot

    bool isKept() const { return !until && !isDenial; } ///< stands in the file
};

QJsonObject toJson(const Approval& approval);

class Approvals
{
public:
    Approvals(const QString& configDirectory, std::shared_ptr<const Clock> clock);

    /// The approval (or denial) that decides, or nothing; it counts as used. Reads the file when it has
    /// changed. Errors (Configuration): agent.approvals (detail: path and cause): then nobody gets anything
    /// by it.
    Result<std::optional<Approval>> find(const ApprovalSubject& subject);
    /// It has had something else: the question says so.
    bool knows(const ProgramFile& program) const;

    /// Once more gets an id and a time. Errors: agent.approvals when the file cannot be written or read.
    Result<Approval> add(Approval approval);
    Result<QList<Approval>> list();
    /// By id, or "all". Errors (Configuration): agent.approval_unknown (detail: id), agent.approvals.
    Result<int> revoke(const QString& id);
    /// All that does not stand in the file.
    void forgetSession();

    QString path() const { return m_path; }

private:
    Result<void> readChanged();
    Result<void> write();
    void dropOver();

    QString m_path;
    std::shared_ptr<const Clock> m_clock;
    QList<Approval> m_all;
    QString m_stamp; ///< of the file as it was read
};

/// An hour's approval ends after that time without use, too.
inline constexpr Seconds kApprovalIdle{10 * 60};
inline constexpr Seconds kApprovalHour{60 * 60};
/// The longest time `tessera agent allow --for` takes.
inline constexpr Seconds kApprovalLongest{12 * 60 * 60};

} // namespace tessera

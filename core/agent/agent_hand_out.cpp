#include "core/agent/agent_hand_out.h"

#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace tessera {
namespace {

ApprovalSubject subjectOf(const AgentDeskPtr& desk, const HandOut& wanted, const AgentAccount& account)
{
    ApprovalSubject subject;
    subject.program = wanted.peer.process.program;
    subject.pathIsTrue = wanted.peer.process.pathIsTrue;
    if (desk->isOwnCommandLine(wanted.peer.process)) {
        // Whoever starts our own command line gets what it prints: it is he who is allowed or not.
        subject.startedBy = wanted.peer.startedBy ? wanted.peer.startedBy->program.path : QStringLiteral("?");
        subject.pathIsTrue = subject.pathIsTrue && wanted.peer.startedBy && wanted.peer.startedBy->pathIsTrue;
    }
    subject.accounts = QStringList{account.id};
    if (!account.label.isEmpty())
        subject.accounts.append(account.label);
    subject.kind = wanted.wish.kind;
    subject.scope = account.scope;
    subject.audience = wanted.wish.audience;
    return subject;
}

ConsentQuestion questionOf(const AgentDeskPtr& desk, const HandOut& wanted, const AgentAccount& account,
                           const ApprovalSubject& subject)
{
    ConsentQuestion question;
    question.peer = wanted.peer;
    question.isOwnCommandLine = desk->isOwnCommandLine(wanted.peer.process);
    question.account = account;
    question.kind = wanted.wish.kind;
    question.scope = subject.scope;
    question.audience = subject.audience;
    question.mayBeRemembered = subject.pathIsTrue;
    question.askedBefore = desk->approvals.knows(subject.program);
    return question;
}

std::optional<Approval> approvalOf(const AgentDeskPtr& desk, const ApprovalSubject& subject,
                                   ConsentAnswer answer)
{
    if (answer == ConsentAnswer::Once || answer == ConsentAnswer::Deny)
        return std::nullopt;
    Approval approval;
    approval.program = subject.program.path;
    approval.file = subject.program;
    approval.startedBy = subject.startedBy;
    approval.account = subject.accounts.constFirst();
    approval.kind = subject.kind;
    approval.scope = subject.scope;
    approval.audience = subject.audience;
    approval.isDenial = answer == ConsentAnswer::DenyAll;
    if (answer == ConsentAnswer::Hour)
        approval.until = desk->clock->now() + kApprovalHour;
    return approval;
}

QString wordFor(ConsentAnswer answer)
{
    switch (answer) {
    case ConsentAnswer::Deny:
    case ConsentAnswer::DenyAll:
        return QStringLiteral("denied");
    case ConsentAnswer::Once:
        return QStringLiteral("once");
    case ConsentAnswer::Hour:
        return QStringLiteral("hour");
    case ConsentAnswer::Always:
        return QStringLiteral("always");
    }
    Q_UNREACHABLE();
}

QString wordFor(const Approval& approval)
{
    return QStringLiteral("approval %1").arg(approval.id);
}

AuditEntry entryOf(const QString& event, const HandOut& wanted, const AgentAccount& account,
                   const QString& why)
{
    AuditEntry entry;
    entry.event = event;
    entry.peer = wanted.peer;
    entry.account = account.id;
    entry.issuer = account.issuer;
    entry.kind = wishKindName(wanted.wish.kind);
    entry.scope = account.scope;
    entry.why = why;
    return entry;
}

/// How a person allows it where nobody can be asked.
QString allowCommand(const ApprovalSubject& subject, const AgentAccount& account, bool ownCommandLine)
{
    const QString program = ownCommandLine ? subject.startedBy : subject.program.path;
    const QString name = account.label.isEmpty() ? account.id : account.label;
    return QStringLiteral("tessera agent allow %1 %2%3")
        .arg(printable(program), printable(name),
             subject.kind == WishKind::Id ? QStringLiteral(" --id-token") : QString());
}

/// Why it may have it. In turn, the approvals are looked at once more: the question before may have been the
/// same one for another process of the same program.
QCoro::Task<Result<QString>> permission(AgentDeskPtr desk, HandOut wanted, AgentAccount account,
                                        std::stop_token stop)
{
    const ApprovalSubject subject = subjectOf(desk, wanted, account);
    const auto known = desk->approvals.find(subject);
    if (!known)
        co_return failure(known.error());
    if (*known && (*known)->isDenial)
        co_return failure(ErrorKind::Denied, u"agent.denied", wordFor(**known));
    if (*known)
        co_return wordFor(**known);
    if (!desk->consent->canAsk())
        co_return failure(ErrorKind::Denied, u"agent.consent_needed",
                          allowCommand(subject, account, desk->isOwnCommandLine(wanted.peer.process)));
    if (wanted.onWaiting)
        wanted.onWaiting();
    const QString key = QStringLiteral("%1 %2 %3")
                            .arg(wanted.peer.process.pid)
                            .arg(wanted.peer.process.startTime)
                            .arg(account.id);
    const auto turn = co_await consentTurn(desk->queue, key, stop);
    if (!turn)
        co_return failure(turn.error());
    const auto meanwhile = desk->approvals.find(subject);
    if (!meanwhile)
        co_return failure(meanwhile.error());
    if (*meanwhile && (*meanwhile)->isDenial)
        co_return failure(ErrorKind::Denied, u"agent.denied", wordFor(**meanwhile));
    if (*meanwhile)
        co_return wordFor(**meanwhile);
    const ConsentQuestion question = questionOf(desk, wanted, account, subject);
    const auto answer = co_await askPerson(desk, question, stop);
    if (!answer)
        co_return failure(answer.error());
    if (const auto approval = approvalOf(desk, subject, *answer)) {
        if (const auto kept = desk->approvals.add(*approval); !kept)
            co_return failure(kept.error());
    }
    if (*answer == ConsentAnswer::Deny || *answer == ConsentAnswer::DenyAll)
        co_return failure(ErrorKind::Denied, u"agent.denied", QStringLiteral("by you"));
    co_return wordFor(*answer);
}

bool isWider(const QStringList& scope, const QStringList& allowed)
{
    return std::any_of(scope.begin(), scope.end(),
                       [&allowed](const QString& one) { return !allowed.contains(one); });
}

/// After the token came, and before anybody sees it.
Result<void> lastLook(const AgentDeskPtr& desk, const HandOut& wanted, const AgentAccount& account,
                      const HandedToken& token)
{
    if (desk->isLocked())
        return failure(ErrorKind::Denied, u"agent.locked");
    if (!desk->source->isSignedIn(account.id))
        return failure(ErrorKind::Denied, u"session.sign_in_needed", account.label);
    if (isWider(token.scope, account.scope))
        return failure(ErrorKind::Denied, u"agent.wider_scope", token.scope.join(u' '));
    if (!isSameProcess(wanted.peer.process))
        return failure(ErrorKind::Denied, u"agent.peer_changed");
    if (const auto lives = checkLife(token, desk->clock->now()); !lives)
        return lives;
    return checkAudience(token, wanted.wish);
}

} // namespace

void note(const AgentDeskPtr& desk, const QString& event, const PeerIdentity& peer, const QString& why,
          const AgentAccount& account)
{
    AuditEntry entry;
    entry.event = event;
    entry.peer = peer;
    entry.account = account.id;
    entry.issuer = account.issuer;
    entry.why = why;
    if (const auto written = desk->log.write(entry); !written)
        qCWarning(lcAgent) << written.error();
}

QCoro::Task<Result<ConsentAnswer>> askPerson(AgentDeskPtr desk, ConsentQuestion question,
                                             std::stop_token stop)
{
    question.until = desk->clock->now() + limits::kAgentQuestionTime;
    std::stop_source ended;
    const std::stop_callback gone(stop, [ended]() mutable { ended.request_stop(); });
    QTimer timer;
    timer.setSingleShot(true);
    bool tooLate = false;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&tooLate, ended]() mutable {
        tooLate = true;
        ended.request_stop();
    });
    timer.start(limits::kAgentQuestionTime);
    const auto answer = co_await desk->consent->ask(question, ended.get_token());
    if (!answer && tooLate)
        co_return failure(ErrorKind::Denied, u"agent.denied", QStringLiteral("nobody answered"));
    if (!answer)
        co_return failure(answer.error());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled, u"cancelled");
    if (!isSameProcess(question.peer.process))
        co_return failure(ErrorKind::Denied, u"agent.peer_changed");
    if (!question.mayBeRemembered && *answer != ConsentAnswer::Deny && *answer != ConsentAnswer::DenyAll)
        co_return ConsentAnswer::Once;
    co_return *answer;
}

QCoro::Task<Result<HandedToken>> handOut(AgentDeskPtr desk, HandOut wanted, std::stop_token stop)
{
    const auto account = accountFor(*desk->source, wanted.wish);
    if (!account)
        co_return failure(account.error());
    const auto how = co_await permission(desk, wanted, *account, stop);
    if (!how) {
        note(desk, QStringLiteral("denied"), wanted.peer, how.error().code, *account);
        co_return failure(how.error());
    }
    const Seconds minValid = std::max(wanted.wish.minValid, limits::kAgentLeastLife);
    const auto token = co_await desk->source->fresh(account->id, wanted.wish.kind, minValid, stop);
    if (!token)
        co_return failure(token.error());
    if (stop.stop_requested())
        co_return failure(ErrorKind::Cancelled, u"cancelled");
    if (const auto fits = lastLook(desk, wanted, *account, *token); !fits) {
        note(desk, QStringLiteral("refused"), wanted.peer, fits.error().code, *account);
        co_return failure(fits.error());
    }
    // Not written down, not handed out.
    const AuditEntry entry = entryOf(QStringLiteral("handed-out"), wanted, *account, *how);
    if (const auto written = desk->log.write(entry); !written)
        co_return failure(written.error());
    desk->lock.used();
    co_return *token;
}

} // namespace tessera

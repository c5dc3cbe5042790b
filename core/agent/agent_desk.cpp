#include "core/agent/agent_desk.h"

#include "core/agent/agent_hand_out.h"
#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tessera {
namespace {

/// Both forms of an answer that holds nothing.
QJsonObject done()
{
    return {};
}

std::optional<ProgramFile> findOwnCommandLine()
{
#ifdef Q_OS_WIN
    const QString name = QStringLiteral("/tessera.exe");
#else
    const QString name = QStringLiteral("/tessera");
#endif
    const auto file = programFile(QCoreApplication::applicationDirPath() + name);
    return file ? std::optional(*file) : std::nullopt;
}

QJsonObject accountsAnswer(const AgentDeskPtr& desk)
{
    QJsonArray accounts;
    for (const AgentAccount& account : desk->source->accounts())
        accounts.append(toJson(account));
    return {{QStringLiteral("accounts"), accounts}};
}

QJsonObject statusAnswer(const AgentDeskPtr& desk)
{
    return {{QStringLiteral("process"), QCoreApplication::applicationPid()},
            {QStringLiteral("program"), QCoreApplication::applicationFilePath()},
            {QStringLiteral("path"), desk->path},
            {QStringLiteral("config"), desk->configDirectory},
            {QStringLiteral("started"), toUnixSeconds(desk->started)},
            {QStringLiteral("locked"), desk->isLocked()},
            {QStringLiteral("password"), desk->lock.hasPassword()},
            {QStringLiteral("lock_after"), qint64(desk->lock.idle().count())},
            {QStringLiteral("lock_with_screen"), desk->screen != nullptr},
            {QStringLiteral("asks"), desk->consent->canAsk()},
            {QStringLiteral("accounts"), desk->source->accounts().size()},
            {QStringLiteral("log"), desk->log.path()},
            {QStringLiteral("approvals"), desk->approvals.path()}};
}

Result<QJsonObject> approvalsAnswer(const AgentDeskPtr& desk)
{
    const auto list = desk->approvals.list();
    if (!list)
        return failure(list.error());
    QJsonArray approvals;
    for (const Approval& approval : *list)
        approvals.append(toJson(approval));
    return QJsonObject{{QStringLiteral("approvals"), approvals}};
}

QJsonObject logAnswer(const AgentDeskPtr& desk, int count)
{
    QJsonArray lines;
    qsizetype bytes = 0;
    const auto entries = desk->log.last(std::min(count, limits::kAuditLines));
    // The newest that fit into one message.
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        bytes += QJsonDocument(*entry).toJson(QJsonDocument::Compact).size() + 1;
        if (bytes > limits::kAgentMessageBytes / 2)
            break;
        lines.prepend(*entry);
    }
    return {{QStringLiteral("lines"), lines}};
}

/// Whether a person says so: in the window, or at a terminal through our own command line. Any program of the
/// same user can pretend the latter (script(1)); it can also write the file of approvals (A267).
QCoro::Task<Result<void>> personSaysSo(AgentDeskPtr desk, ConsentQuestion question,
                                       std::function<void()> onWaiting, std::stop_token stop)
{
    if (!desk->consent->canAsk()) {
        if (desk->isOwnCommandLine(question.peer.process) && question.peer.process.hasTerminal)
            co_return Result<void>();
        co_return failure(ErrorKind::Denied, u"agent.not_a_person");
    }
    if (onWaiting)
        onWaiting();
    question.isOwnCommandLine = desk->isOwnCommandLine(question.peer.process);
    const QString key = QStringLiteral("%1 person").arg(question.peer.process.pid);
    const auto turn = co_await consentTurn(desk->queue, key, stop);
    if (!turn)
        co_return failure(turn.error());
    const auto answer = co_await askPerson(desk, question, stop);
    if (!answer)
        co_return failure(answer.error());
    if (*answer == ConsentAnswer::Deny || *answer == ConsentAnswer::DenyAll)
        co_return failure(ErrorKind::Denied, u"agent.denied", QStringLiteral("by you"));
    co_return Result<void>();
}

QCoro::Task<Result<QJsonObject>> unlock(AgentDeskPtr desk, AgentRequest request, PeerIdentity peer,
                                        std::function<void()> onWaiting, std::stop_token stop)
{
    if (!desk->isLocked())
        co_return done();
    if (!desk->lock.hasPassword()) {
        ConsentQuestion question;
        question.peer = peer;
        question.opensAgent = true;
        question.mayBeRemembered = false;
        const auto said = co_await personSaysSo(desk, question, onWaiting, stop);
        if (!said)
            co_return failure(said.error());
    }
    const auto opened = desk->lock.unlock(request.password);
    note(desk, opened ? QStringLiteral("unlocked") : QStringLiteral("refused"), peer,
         opened ? QString() : opened.error().code);
    if (!opened)
        co_return failure(opened.error());
    co_return done();
}

QCoro::Task<Result<QJsonObject>> allow(AgentDeskPtr desk, AgentRequest request, PeerIdentity peer,
                                       std::function<void()> onWaiting, std::stop_token stop)
{
    const auto account = accountFor(*desk->source, request.wish);
    if (!account)
        co_return failure(account.error());
    const auto program = programFile(request.program);
    if (!program)
        co_return failure(program.error());
    if (request.allowedFor > kApprovalLongest)
        co_return failure(ErrorKind::Malformed, u"agent.request", QStringLiteral("seconds"));
    ConsentQuestion question;
    question.peer = peer;
    question.account = *account;
    question.kind = request.wish.kind;
    question.scope = request.wish.scope.isEmpty() ? account->scope : request.wish.scope;
    question.audience = request.wish.audience;
    question.mayBeRemembered = false;
    question.allows = true;
    question.program = program->path;
    const auto said = co_await personSaysSo(desk, question, onWaiting, stop);
    if (!said) {
        note(desk, QStringLiteral("denied"), peer, said.error().code, *account);
        co_return failure(said.error());
    }
    QJsonArray added;
    // Twice: for the program itself, and for our command line when the program starts it.
    for (const bool starts : {false, true}) {
        if (starts && !desk->ownCommandLine)
            continue;
        Approval approval;
        approval.program = starts ? desk->ownCommandLine->path : program->path;
        approval.file = starts ? desk->ownCommandLine : std::optional(*program);
        approval.startedBy = starts ? program->path : QString();
        approval.account = account->id;
        approval.kind = request.wish.kind;
        approval.scope = question.scope;
        approval.audience = request.wish.audience;
        if (request.allowedFor.count() > 0)
            approval.until = desk->clock->now() + request.allowedFor;
        const auto kept = desk->approvals.add(approval);
        if (!kept)
            co_return failure(kept.error());
        added.append(toJson(*kept));
    }
    note(desk, QStringLiteral("allowed"), peer, program->path, *account);
    co_return QJsonObject{{QStringLiteral("approvals"), added}};
}

Result<QJsonObject> revoke(const AgentDeskPtr& desk, const AgentRequest& request, const PeerIdentity& peer)
{
    const auto removed = desk->approvals.revoke(request.approval);
    if (!removed)
        return failure(removed.error());
    note(desk, QStringLiteral("revoked"), peer, request.approval);
    return QJsonObject{{QStringLiteral("revoked"), *removed}};
}

QJsonObject lockAnswer(const AgentDeskPtr& desk, const AgentRequest& request, const PeerIdentity& peer)
{
    // A password that is set already is not replaced by somebody who does not know it.
    desk->lockNow(desk->lock.hasPassword() ? SecretString() : request.password);
    note(desk, QStringLiteral("locked"), peer, {});
    return {{QStringLiteral("password"), desk->lock.hasPassword()}};
}

/// What is answered at once.
Result<QJsonObject> answerNow(const AgentDeskPtr& desk, const AgentRequest& request, const PeerIdentity& peer)
{
    switch (request.verb) {
    case AgentVerb::Accounts:
        return accountsAnswer(desk);
    case AgentVerb::Status:
        return statusAnswer(desk);
    case AgentVerb::Lock:
        return lockAnswer(desk, request, peer);
    case AgentVerb::Approvals:
        return approvalsAnswer(desk);
    case AgentVerb::Revoke:
        return revoke(desk, request, peer);
    case AgentVerb::Log:
        return logAnswer(desk, request.count);
    case AgentVerb::Stop:
        if (desk->onStop)
            desk->onStop();
        return done();
    case AgentVerb::Hello:
    case AgentVerb::AccessToken:
    case AgentVerb::IdToken:
    case AgentVerb::Unlock:
    case AgentVerb::Allow:
        break;
    }
    return QJsonObject{{QStringLiteral("process"), QCoreApplication::applicationPid()}};
}

bool asksForToken(AgentVerb verb)
{
    return verb == AgentVerb::AccessToken || verb == AgentVerb::IdToken;
}

bool needsAccounts(AgentVerb verb)
{
    return asksForToken(verb) || verb == AgentVerb::Accounts || verb == AgentVerb::Allow ||
           verb == AgentVerb::Status;
}

} // namespace

AgentDesk::AgentDesk(std::shared_ptr<TokenSource> tokens, std::shared_ptr<ConsentBroker> broker,
                     const QString& directory, std::shared_ptr<const Clock> time, Seconds lockAfter)
    : source(std::move(tokens)), consent(std::move(broker)), clock(std::move(time)),
      approvals(directory, clock), log(directory, clock), lock(clock, lockAfter),
      ownCommandLine(findOwnCommandLine()), started(clock->now()), configDirectory(directory)
{
}

bool AgentDesk::isOwnCommandLine(const ProcessIdentity& process) const
{
    return ownCommandLine && process.pathIsTrue && process.program.device == ownCommandLine->device &&
           process.program.inode == ownCommandLine->inode;
}

void AgentDesk::lockNow(const SecretString& password)
{
    lock.lock(password);
    approvals.forgetSession();
    if (onLock)
        onLock();
}

bool AgentDesk::isLocked()
{
    const bool locked = lock.isLocked();
    if (locked)
        approvals.forgetSession();
    return locked;
}

Result<QStringList> AgentDesk::followScreen(bool isOn)
{
    if (!isOn)
        screen.reset();
    if (!isOn || screen)
        return QStringList();
    auto heard = std::make_unique<ScreenLock>();
    QObject::connect(heard.get(), &ScreenLock::locked, heard.get(), [this] { lockForScreen(); });
    const auto tellers = heard->listen();
    if (tellers)
        screen = std::move(heard);
    return tellers;
}

/// Several tell of the same moment; it is written down once.
void AgentDesk::lockForScreen()
{
    if (isLocked())
        return;
    lockNow();
    AuditEntry entry;
    entry.event = QStringLiteral("locked");
    entry.peer = ownIdentity();
    entry.why = QStringLiteral("screen");
    if (const auto written = log.write(entry); !written)
        qCWarning(lcAgent) << written.error();
}

QCoro::Task<Result<QJsonObject>> answerRequest(AgentDeskPtr desk, AgentRequest request, PeerIdentity peer,
                                               std::function<void()> onWaiting, std::stop_token stop)
{
    // At once, before anything is loaded or asked (A270).
    const bool closed = desk->isLocked() && (asksForToken(request.verb) || request.verb == AgentVerb::Allow);
    if (closed)
        co_return failure(ErrorKind::Denied, u"agent.locked");
    if (needsAccounts(request.verb)) {
        const auto ready = co_await desk->source->ready(stop);
        if (!ready)
            co_return failure(ready.error());
    }
    if (request.verb == AgentVerb::Unlock)
        co_return co_await unlock(desk, request, peer, onWaiting, stop);
    if (request.verb == AgentVerb::Allow)
        co_return co_await allow(desk, request, peer, onWaiting, stop);
    if (!asksForToken(request.verb))
        co_return answerNow(desk, request, peer);
    HandOut wanted;
    wanted.wish = request.wish;
    wanted.peer = peer;
    wanted.onWaiting = onWaiting;
    const auto token = co_await handOut(desk, wanted, stop);
    if (!token)
        co_return failure(token.error());
    co_return toJson(*token);
}

} // namespace tessera

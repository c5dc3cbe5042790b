#include "ui/programs/programs_controller.h"

#include "core/base/logging.h"
#include "core/net/limits.h"
#include "ui/programs/program_rows.h"
#include "ui/text/approval_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileSystemWatcher>
#include <QPointer>

#include <algorithm>

namespace tessera {
namespace {

constexpr Milliseconds kSettle{100};

} // namespace

ProgramsController::ProgramsController(const QString& configDirectory, std::shared_ptr<const Clock> clock,
                                       std::function<QList<Account>()> accounts, QObject* parent)
    : QObject(parent), m_directory(configDirectory), m_clock(std::move(clock)),
      m_accounts(std::move(accounts)), m_fileApprovals(configDirectory, m_clock),
      m_fileLog(configDirectory, m_clock)
{
    m_undoTime.setSingleShot(true);
    m_undoTime.setInterval(kUndoTime);
    connect(&m_undoTime, &QTimer::timeout, this, &ProgramsController::forgetUndo);
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettle);
    connect(&m_settled, &QTimer::timeout, this, &ProgramsController::look);
}

void ProgramsController::setDesk(AgentDeskPtr desk)
{
    if (m_desk)
        m_desk->onLock = nullptr;
    forgetUndo(); // what was taken back from that agent is not given to another one
    m_desk = std::move(desk);
    m_without = {};
    if (m_desk)
        m_desk->onLock = [self = QPointer<ProgramsController>(this)] {
            // Later: whoever locks is in the middle of it. The desk may outlive the window.
            if (self)
                self->m_settled.start();
        };
    look();
}

void ProgramsController::setMissing(const Error& why)
{
    setDesk(nullptr);
    m_without = agentMissing(why);
    look();
}

AgentState ProgramsController::agentState() const
{
    if (!m_desk)
        return m_without;
    const bool locked = m_desk->isLocked();
    return {locked ? AgentState::Kind::Locked : AgentState::Kind::On, locked && m_desk->lock.hasPassword(),
            std::nullopt};
}

Approvals& ProgramsController::approvals()
{
    return m_desk ? m_desk->approvals : m_fileApprovals;
}

AuditLog& ProgramsController::log()
{
    return m_desk ? m_desk->log : m_fileLog;
}

QString ProgramsController::ownCommandLine() const
{
    return m_desk && m_desk->ownCommandLine
               ? m_desk->ownCommandLine->path
               : QCoreApplication::applicationDirPath() + QStringLiteral("/tessera");
}

void ProgramsController::refresh()
{
    m_settled.stop();
    const QList<AuditLine> lines = newestFirst(log().last(limits::kAuditLines));
    const ProgramContext context{m_accounts(), ownCommandLine(), m_clock->now()};
    ProgramsView view;
    view.agent = agentState();
    if (view.agent.kind == AgentState::Kind::Locked)
        forgetUndo(); // a lock forgets what does not stand in the file, and this with it
    const auto all = approvals().list();
    if (all) {
        QList<Approval> denied;
        QList<Approval> allowed;
        std::partition_copy(all->begin(), all->end(), std::back_inserter(denied), std::back_inserter(allowed),
                            [](const Approval& approval) { return approval.isDenial; });
        view.allowed = programRows(allowed, lines, context);
        view.denied = programRows(denied, lines, context);
    } else {
        view.problem = all.error();
    }
    view.events = auditRows(lines, context);
    m_view = std::move(view);
    if (m_watcher)
        watchFiles();
    Q_EMIT changed();
}

/// The files are read for somebody who sees them.
void ProgramsController::look()
{
    if (m_watcher)
        return refresh();
    m_view.agent = agentState();
    Q_EMIT changed();
}

void ProgramsController::setWatching(bool watching)
{
    if (watching == (m_watcher != nullptr))
        return;
    if (!watching) {
        delete std::exchange(m_watcher, nullptr);
        return;
    }
    m_watcher = new QFileSystemWatcher(this);
    const auto soon = [this] { m_settled.start(); };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    watchFiles();
}

/// The folder tells of files that are made or replaced; that a line was added tells the file itself.
void ProgramsController::watchFiles()
{
    const QStringList watched = m_watcher->directories() + m_watcher->files();
    for (const QString& path : {m_directory, log().path(), approvals().path()})
        if (!watched.contains(path) && QFile::exists(path))
            m_watcher->addPath(path);
}

void ProgramsController::note(const QString& event, const QString& why, const QString& account)
{
    AuditEntry entry;
    entry.event = event;
    entry.peer = ownIdentity(); // what the person does here stands in the log like what programs do
    entry.account = account;
    entry.why = why;
    if (const auto written = log().write(entry); !written)
        qCWarning(lcAgent) << written.error();
}

void ProgramsController::takeBack(const QStringList& ids)
{
    const auto all = approvals().list();
    if (!all) {
        Q_EMIT failed(all.error());
        return;
    }
    forgetUndo();
    for (const Approval& approval : *all) {
        if (!ids.contains(approval.id))
            continue;
        const auto removed = approvals().revoke(approval.id);
        if (!removed) {
            Q_EMIT failed(removed.error());
            break;
        }
        note(QStringLiteral("revoked"), approval.id, approval.isDenial ? QString() : approval.account);
        m_takenBack.append(approval);
    }
    refresh();
    if (m_takenBack.isEmpty())
        return;
    m_undoTime.start();
    Q_EMIT tookBack(programName(approvedProgram(m_takenBack.constFirst())));
}

void ProgramsController::undo()
{
    const QList<Approval> back = m_takenBack;
    forgetUndo();
    for (const Approval& approval : back) {
        if (const auto kept = approvals().add(approval); !kept) {
            Q_EMIT failed(kept.error());
            break;
        }
        if (!approval.isDenial)
            note(QStringLiteral("allowed"), approvedProgram(approval), approval.account);
    }
    refresh();
}

void ProgramsController::forgetUndo()
{
    m_undoTime.stop();
    if (m_takenBack.isEmpty())
        return;
    m_takenBack.clear();
    Q_EMIT undoEnded();
}

void ProgramsController::lock()
{
    if (!m_desk)
        return;
    m_desk->lockNow();
    note(QStringLiteral("locked"), {});
    refresh();
}

void ProgramsController::unlock(const SecretString& password)
{
    if (!m_desk)
        return;
    const auto opened = m_desk->lock.unlock(password);
    note(opened ? QStringLiteral("unlocked") : QStringLiteral("refused"),
         opened ? QString() : opened.error().code);
    refresh();
    if (!opened)
        Q_EMIT unlockFailed(opened.error());
}

} // namespace tessera

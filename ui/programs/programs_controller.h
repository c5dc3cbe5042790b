// What programs may have: read from the agent of this window, or from its files where none runs here; taken
// back, and given back for a few seconds after that. Locks and unlocks the agent of this window.
#pragma once

#include "core/agent/agent_desk.h"
#include "core/session/session.h"
#include "ui/programs/programs_view.h"

#include <QObject>
#include <QTimer>

class QFileSystemWatcher;

namespace tessera {

class ProgramsController final : public QObject
{
    Q_OBJECT
public:
    /// How long a slip of the hand can be taken back.
    static constexpr Milliseconds kUndoTime{10'000};

    /// `accounts`: those there are now, for their names.
    ProgramsController(const QString& configDirectory, std::shared_ptr<const Clock> clock,
                       std::function<QList<Account>()> accounts, QObject* parent = nullptr);

    /// The agent of this window; null: it has ended.
    void setDesk(AgentDeskPtr desk);
    /// Why there is none here.
    void setMissing(const Error& why);
    /// A look at the lock and the clock, no more.
    AgentState agentState() const;

    const ProgramsView& view() const { return m_view; }
    /// Reads approvals and log again. What other programs changed is seen here, and while `setWatching`.
    void refresh();
    /// Somebody looks: refreshes when the files change.
    void setWatching(bool watching);

    void takeBack(const QStringList& ids);
    void undo();
    void lock();
    void unlock(const SecretString& password);

Q_SIGNALS:
    /// `view` is another one.
    void changed();
    /// `program` is its name; it can be undone until `undoEnded`.
    void tookBack(const QString& program);
    void undoEnded();
    void failed(const tessera::Error& error);
    void unlockFailed(const tessera::Error& error);

private:
    Approvals& approvals();
    AuditLog& log();
    QString ownCommandLine() const;
    void note(const QString& event, const QString& why, const QString& account = {});
    void look();
    void forgetUndo();
    void watchFiles();

    QString m_directory;
    std::shared_ptr<const Clock> m_clock;
    std::function<QList<Account>()> m_accounts;
    AgentDeskPtr m_desk;
    AgentState m_without; ///< while there is no desk
    Approvals m_fileApprovals;
    AuditLog m_fileLog;
    ProgramsView m_view;
    QList<Approval> m_takenBack;
    QTimer m_undoTime;
    QFileSystemWatcher* m_watcher = nullptr;
    QTimer m_settled; ///< several changes are one
};

} // namespace tessera

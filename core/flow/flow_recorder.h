// Keeps the last runs of the program as values without secrets. Redaction happens here, when something is
// recorded: nothing that is kept could be shown by mistake later.
#pragma once

#include "core/flow/flow_handle.h"
#include "core/flow/flow_run.h"

#include <QObject>

#include <memory>

namespace tessera {

class FlowRecorder : public QObject
{
    Q_OBJECT
public:
    explicit FlowRecorder(std::shared_ptr<const Clock> clock, qsizetype runsPerAccount = 20,
                          qsizetype runs = 200);
    ~FlowRecorder() override;

    /// Newest first.
    QList<FlowRun> runs() const;
    std::optional<FlowRun> run(quint64 id) const;
    /// Of that account, newest first.
    QList<FlowRun> runsOf(const QString& accountId) const;
    void clear();
    /// Nothing of a signed-out account stays. The run of the sign-out itself does, until the program ends: it
    /// never carried an account id, only the label, so that a person sees what was revoked (see
    /// core/session/sign_out).
    void forget(const QString& accountId);

    /// A new run, told at once. It goes on through the handle and its copies, also when it was forgotten
    /// here.
    FlowHandle begin(FlowKind kind, const FlowSubject& subject = {});

Q_SIGNALS:
    void runStarted(quint64 id);
    /// The last step of `run(id)->steps` is new.
    void stepAdded(quint64 id);
    /// State, label, person or account changed; with the state, `error` of the last step may have.
    void runChanged(quint64 id);
    void runForgotten(quint64 id);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace tessera

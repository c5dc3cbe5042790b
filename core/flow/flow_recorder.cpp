#include "core/flow/flow_recorder.h"

#include "core/base/random.h"
#include "core/flow/live_flow.h"

#include <algorithm>

namespace tessera {
namespace {

using FlowPtr = std::shared_ptr<LiveFlow>;

constexpr qsizetype kKeyBytes = 32;

} // namespace

struct FlowRecorder::State
{
    std::shared_ptr<const Clock> clock;
    qsizetype runsPerAccount = 0;
    qsizetype mostRuns = 0;
    std::shared_ptr<const QByteArray> key = std::make_shared<const QByteArray>(randomBytes(kKeyBytes));
    QList<FlowPtr> flows; ///< newest first
    quint64 lastId = 0;
    FlowRecorder* front = nullptr;

    template <class Predicate>
    void forgetIf(Predicate isOld)
    {
        QList<quint64> gone;
        flows.removeIf([&](const FlowPtr& flow) {
            if (!isOld(flow->run()))
                return false;
            flow->setListener({});
            gone += flow->run().id;
            return true;
        });
        for (const quint64 id : gone)
            Q_EMIT front->runForgotten(id);
    }

    /// Oldest first, and nobody's more than an account's own share.
    void keepWithin()
    {
        QHash<QString, qsizetype> ofAccount;
        qsizetype all = 0;
        QList<quint64> old;
        for (const FlowPtr& flow : flows) {
            const QString& account = flow->run().accountId;
            const bool isOneTooMany = !account.isEmpty() && ++ofAccount[account] > runsPerAccount;
            if (isOneTooMany || ++all > mostRuns)
                old += flow->run().id;
        }
        if (!old.isEmpty())
            forgetIf([&old](const FlowRun& run) { return old.contains(run.id); });
    }
};

FlowRecorder::FlowRecorder(std::shared_ptr<const Clock> clock, qsizetype runsPerAccount, qsizetype runs)
    : m_state(std::make_shared<State>())
{
    m_state->clock = std::move(clock);
    m_state->runsPerAccount = runsPerAccount;
    m_state->mostRuns = runs;
    m_state->front = this;
}

FlowRecorder::~FlowRecorder()
{
    for (const FlowPtr& flow : std::as_const(m_state->flows))
        flow->setListener({});
}

QList<FlowRun> FlowRecorder::runs() const
{
    QList<FlowRun> out;
    for (const FlowPtr& flow : std::as_const(m_state->flows))
        out += flow->run();
    return out;
}

std::optional<FlowRun> FlowRecorder::run(quint64 id) const
{
    for (const FlowPtr& flow : std::as_const(m_state->flows))
        if (flow->run().id == id)
            return flow->run();
    return std::nullopt;
}

QList<FlowRun> FlowRecorder::runsOf(const QString& accountId) const
{
    QList<FlowRun> out;
    for (const FlowPtr& flow : std::as_const(m_state->flows))
        if (flow->run().accountId == accountId)
            out += flow->run();
    return out;
}

void FlowRecorder::clear()
{
    m_state->forgetIf([](const FlowRun&) { return true; });
}

void FlowRecorder::forget(const QString& accountId)
{
    if (accountId.isEmpty())
        return; // of nobody in particular
    m_state->forgetIf([&accountId](const FlowRun& run) { return run.accountId == accountId; });
}

FlowHandle FlowRecorder::begin(FlowKind kind, const FlowSubject& subject)
{
    FlowRun run;
    run.id = ++m_state->lastId;
    run.kind = kind;
    run.accountId = subject.accountId;
    run.label = subject.label;
    run.issuer = subject.issuer;
    run.person = subject.person;
    const auto flow = std::make_shared<LiveFlow>(std::move(run), m_state->clock, m_state->key);
    // Listeners are taken away before the recorder goes.
    flow->setListener([this](quint64 id, LiveFlow::News news) {
        if (news == LiveFlow::News::Step)
            Q_EMIT stepAdded(id);
        else
            Q_EMIT runChanged(id);
    });
    m_state->flows.prepend(flow);
    const quint64 id = flow->run().id;
    FlowHandle handle(flow);
    m_state->keepWithin();
    Q_EMIT runStarted(id);
    return handle;
}

} // namespace tessera

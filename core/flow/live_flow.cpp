#include "core/flow/live_flow.h"

namespace tessera {
namespace {

bool isArrow(FlowStepKind kind)
{
    return kind != FlowStepKind::Check && kind != FlowStepKind::Note;
}

qsizetype charactersOf(const QList<FlowField>& fields)
{
    qsizetype count = 0;
    for (const FlowField& field : fields)
        count += field.name.size() + field.value.size();
    return count;
}

/// The server said no, or nobody came back: that is where it stopped.
bool explainsTheEnd(const FlowStep& step)
{
    return !step.error && (step.kind == FlowStepKind::HttpAnswer || step.kind == FlowStepKind::Callback ||
                           step.kind == FlowStepKind::Pasted);
}

} // namespace

LiveFlow::LiveFlow(FlowRun run, std::shared_ptr<const Clock> clock, std::shared_ptr<const QByteArray> key)
    : m_run(std::move(run)), m_clock(std::move(clock)), m_secrets(std::move(key)),
      m_startedSinceBoot(m_clock->sinceBoot())
{
    m_run.startedAt = m_clock->now();
}

int LiveFlow::add(FlowStep step)
{
    if (isArrow(step.kind))
        step.number = ++m_arrows;
    step.at = m_clock->now();
    if (step.kind == FlowStepKind::HttpRequest)
        m_sentAt.insert(step.number, m_clock->sinceBoot());
    if (m_sentAt.contains(step.answerTo))
        step.duration = m_clock->sinceBoot() - m_sentAt.take(step.answerTo);
    keepWithin(step);
    const int number = step.number;
    m_run.steps += std::move(step);
    while (m_run.steps.size() > kSteps) {
        m_run.steps.removeFirst();
        ++m_run.leftOut;
    }
    if (m_run.state == FlowState::Running)
        m_run.duration = m_clock->sinceBoot() - m_startedSinceBoot;
    tell(News::Step);
    return number;
}

void LiveFlow::keepWithin(FlowStep& step)
{
    m_characters += charactersOf(step.query) + charactersOf(step.headers) + charactersOf(step.body.fields) +
                    step.body.text.size();
    if (m_characters <= kCharacters)
        return;
    step.query.clear();
    step.headers.clear();
    step.body.fields.clear();
    step.body.text.clear();
    step.body.isOpaque = step.body.bytes > 0;
}

void LiveFlow::changed()
{
    tell(News::Changed);
}

void LiveFlow::end(const std::optional<Error>& error)
{
    if (m_run.state != FlowState::Running) {
        m_secrets.forget(); // what came late
        return;
    }
    m_run.state = error ? FlowState::Stopped : FlowState::Done;
    m_run.duration = m_clock->sinceBoot() - m_startedSinceBoot;
    if (error) {
        m_run.stoppedBy = redactedError(*error, m_secrets);
        if (!m_run.steps.isEmpty() && explainsTheEnd(m_run.steps.last()))
            m_run.steps.last().error = m_run.stoppedBy;
    }
    m_secrets.forget();
    tell(News::Changed);
}

void LiveFlow::tell(News news)
{
    if (m_listener)
        m_listener(m_run.id, news);
}

} // namespace tessera

// What a recorder saw of HTTP, as a plain list over all runs, for tests that count requests.
#pragma once

#include "core/flow/flow_recorder.h"

#include <algorithm>

namespace tessera::test {

struct RecordedExchange
{
    TimePoint at;
    QByteArray method;
    QString address;
    int status = 0;    ///< 0 while under way or when no answer came
    QString errorCode; ///< empty when an answer came
};

/// Oldest run first, in the order of each.
inline QList<RecordedExchange> exchangesOf(const FlowRecorder& recorder)
{
    QList<RecordedExchange> out;
    const QList<FlowRun> runs = recorder.runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        QHash<int, qsizetype> numbers;
        for (const FlowStep& step : run->steps) {
            if (step.kind == FlowStepKind::HttpRequest) {
                numbers.insert(step.number, out.size());
                out += RecordedExchange{step.at, step.method, step.address, 0, {}};
            } else if (step.kind == FlowStepKind::HttpAnswer) {
                RecordedExchange& exchange = out[numbers.value(step.answerTo)];
                exchange.status = step.status;
                exchange.errorCode = step.status == 0 && step.error ? step.error->code : QString();
            }
        }
    }
    return out;
}

} // namespace tessera::test

// Two runs laid against each other, step by step: what both have, what only one has, and what is not the
// same.
#pragma once

#include "core/flow/flow_run.h"

#include <QStringList>

namespace tessera {

struct ComparedStep
{
    qsizetype left = -1; ///< of the steps; -1: only the other run has it
    qsizetype right = -1;
    QStringList differences; ///< in words; empty where both are alike

    bool isSame() const { return left >= 0 && right >= 0 && differences.isEmpty(); }
};

/// In the order of both. Values that are another one each time (state, code, dates) are no difference.
QList<ComparedStep> compareFlows(const FlowRun& left, const FlowRun& right);
/// "3 of 12 steps differ." or "Both runs went the same way."
QString comparisonSentence(const QList<ComparedStep>& steps);

} // namespace tessera

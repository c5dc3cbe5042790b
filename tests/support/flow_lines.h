// A recorded run as short lines, one a step, for comparing with what was expected.
#pragma once

#include "core/flow/flow_run.h"

#include <QStringList>
#include <QUrl>

namespace tessera::test {

inline QString flowLine(const FlowStep& step)
{
    const QString path = QUrl(step.address).path();
    switch (step.kind) {
    case FlowStepKind::SignInAsked:
        return QStringLiteral("sign-in asked");
    case FlowStepKind::AddressOpened:
        return QStringLiteral("opened ") + path;
    case FlowStepKind::AuthorizationRequest:
        return QStringLiteral("browser asks ") + path;
    case FlowStepKind::ServerPage:
        return QStringLiteral("page");
    case FlowStepKind::PersonAnswers:
        return QStringLiteral("person");
    case FlowStepKind::Redirect:
        return QStringLiteral("redirect");
    case FlowStepKind::Callback:
        return QStringLiteral("callback");
    case FlowStepKind::Pasted:
        return QStringLiteral("pasted");
    case FlowStepKind::CodeShown:
        return QStringLiteral("code shown");
    case FlowStepKind::HttpRequest:
        return QString::fromLatin1(step.method) + u' ' + path;
    case FlowStepKind::HttpAnswer:
        return step.status == 0 ? QStringLiteral("no answer") : QString::number(step.status);
    case FlowStepKind::NotSent:
        return QStringLiteral("not sent: ") + QString::fromLatin1(step.method) + u' ' + path;
    case FlowStepKind::Check:
        return (step.verdict == FlowVerdict::Passed   ? QStringLiteral("passed ")
                : step.verdict == FlowVerdict::Failed ? QStringLiteral("FAILED ")
                                                      : QStringLiteral("unchecked ")) +
               step.code;
    case FlowStepKind::Note:
        break;
    }
    return step.code;
}

/// Without the requests to that path and their answers: those that come beside everything else.
inline QStringList flowLines(const FlowRun& run, const QString& beside = {})
{
    QStringList out;
    QList<int> left;
    for (const FlowStep& step : run.steps) {
        const bool isBeside = !beside.isEmpty() && step.kind == FlowStepKind::HttpRequest &&
                              QUrl(step.address).path().endsWith(beside);
        if (isBeside)
            left += step.number;
        else if (step.answerTo == 0 || !left.contains(step.answerTo))
            out += flowLine(step);
    }
    return out;
}

} // namespace tessera::test

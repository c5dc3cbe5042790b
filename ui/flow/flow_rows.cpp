#include "ui/flow/flow_rows.h"

#include "ui/text/error_text.h"
#include "ui/text/flow_text.h"

#include <QCoreApplication>
#include <QSet>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::FlowRows)
};

bool isCheck(const FlowStep& step)
{
    return step.kind == FlowStepKind::Check;
}

/// A secret that can be followed from arrow to arrow. Tokens are many, and shown in the message instead.
std::optional<FlowSecret> ridingSecret(const FlowStep& step)
{
    const bool isAnswer = step.kind == FlowStepKind::HttpAnswer;
    for (const QList<FlowField>* fields : {&step.query, &step.body.fields})
        for (const FlowField& field : *fields) {
            const bool rides = field.name == u"code" || field.name == u"device_code" ||
                               (!isAnswer && field.name == u"refresh_token");
            if (rides && field.secret)
                return field.secret;
        }
    return {};
}

FlowRow arrowRow(const FlowStep& step, qsizetype index)
{
    FlowRow row;
    row.kind = step.kind == FlowStepKind::NotSent ? FlowRow::Kind::NotSent : FlowRow::Kind::Arrow;
    row.first = row.last = index;
    row.from = step.from;
    row.to = step.to;
    row.number = step.number;
    row.title = flowStepTitle(step);
    row.detail = flowStepSubtitle(step);
    if (row.title.endsWith(row.detail)) // "400 invalid_grant" says it already
        row.detail.clear();
    row.secret = ridingSecret(step);
    row.isRefusal = step.error.has_value();
    return row;
}

FlowRow boxRow(FlowRow::Kind kind, FlowParty at, qsizetype first, qsizetype last)
{
    FlowRow row;
    row.kind = kind;
    row.from = row.to = at;
    row.first = first;
    row.last = last;
    return row;
}

FlowRow failureRow(const FlowRun& run, qsizetype index, bool isFirst)
{
    const FlowStep& step = run.steps[index];
    FlowRow row = boxRow(FlowRow::Kind::Failure, step.from, index, index);
    row.title = (isFirst ? Text::tr("Stopped here: %1") : Text::tr("Also: %1")).arg(flowCheckText(step));
    const std::optional<Error>& why = step.error || !isFirst ? step.error : run.stoppedBy;
    if (why)
        row.detail = errorText(*why).headline;
    return row;
}

/// It stopped without a check that failed: refused by a server, no answer, given up by the person.
FlowRow stopRow(const FlowRun& run)
{
    qsizetype last = run.steps.size() - 1;
    while (last >= 0 && run.steps[last].kind == FlowStepKind::NotSent)
        --last;
    const FlowParty at = last < 0 || isCheck(run.steps[last]) ? FlowParty::Tessera : run.steps[last].to;
    FlowRow row = boxRow(FlowRow::Kind::Failure, at, last, last);
    const ErrorText words = errorText(*run.stoppedBy);
    row.title =
        run.stoppedBy->kind == ErrorKind::Cancelled ? Text::tr("Ended here") : Text::tr("Stopped here");
    row.detail = words.headline;
    return row;
}

/// What comes next, and from whom; empty: Tessera itself is at work.
QString awaited(const FlowRun& run)
{
    if (run.state != FlowState::Running || run.steps.isEmpty())
        return {};
    switch (run.steps.last().kind) {
    case FlowStepKind::AddressOpened:
    case FlowStepKind::AuthorizationRequest:
    case FlowStepKind::ServerPage:
    case FlowStepKind::PersonAnswers:
    case FlowStepKind::Redirect:
        return Text::tr("Waiting for your browser");
    case FlowStepKind::CodeShown:
        return Text::tr("Waiting until the code is typed");
    case FlowStepKind::HttpRequest:
        return Text::tr("Waiting for the answer");
    default:
        return {};
    }
}

/// The checks from `first` on that did not fail, made by the same party one after the other.
FlowRow checksRow(const FlowRun& run, qsizetype first)
{
    qsizetype last = first;
    while (last + 1 < run.steps.size() && isCheck(run.steps[last + 1]) &&
           run.steps[last + 1].verdict != FlowVerdict::Failed &&
           run.steps[last + 1].from == run.steps[first].from)
        ++last;
    QList<FlowStep> passed;
    for (qsizetype i = first; i <= last; ++i)
        if (run.steps[i].verdict == FlowVerdict::Passed)
            passed.append(run.steps[i]);
    FlowRow row = boxRow(FlowRow::Kind::Checks, run.steps[first].from, first, last);
    row.allUnchecked = passed.isEmpty();
    row.title = passed.isEmpty() ? flowCheckText(run.steps[first]) : flowChecksText(passed);
    return row;
}

} // namespace

QList<FlowRow> flowRows(const FlowRun& run)
{
    QList<FlowRow> rows;
    rows.reserve(run.steps.size() + 2);
    if (run.leftOut > 0) {
        FlowRow row = boxRow(FlowRow::Kind::Note, FlowParty::Tessera, -1, -1);
        row.title = run.leftOut == 1 ? Text::tr("1 earlier step was left out.")
                                     : Text::tr("%n earlier steps were left out.", nullptr, int(run.leftOut));
        rows.append(row);
    }
    bool hasFailed = false;
    qsizetype afterLast = rows.size(); // where a stop is told: before what was not sent
    for (qsizetype i = 0; i < run.steps.size(); ++i) {
        const FlowStep& step = run.steps[i];
        if (step.kind == FlowStepKind::Note) {
            rows.append(boxRow(FlowRow::Kind::Note, step.from, i, i));
            rows.last().title = flowCheckText(step);
        } else if (!isCheck(step)) {
            rows.append(arrowRow(step, i));
        } else if (step.verdict == FlowVerdict::Failed) {
            rows.append(failureRow(run, i, !hasFailed));
            hasFailed = true;
        } else {
            rows.append(checksRow(run, i));
            i = rows.last().last;
        }
        if (rows.last().kind != FlowRow::Kind::NotSent)
            afterLast = rows.size();
    }
    if (run.state == FlowState::Stopped && run.stoppedBy && !hasFailed)
        rows.insert(afterLast, stopRow(run));
    if (const QString words = awaited(run); !words.isEmpty()) {
        rows.append(boxRow(FlowRow::Kind::Waiting, FlowParty::Tessera, -1, -1));
        rows.last().title = words;
    }
    return rows;
}

QList<FlowParty> flowParties(const FlowRun& run)
{
    QSet<FlowParty> part;
    for (const FlowStep& step : run.steps)
        part << step.from << step.to;
    if (part.isEmpty())
        part << FlowParty::Tessera << FlowParty::AuthorizationServer;
    QList<FlowParty> parties;
    for (FlowParty party : {FlowParty::User, FlowParty::Browser, FlowParty::Tessera,
                            FlowParty::AuthorizationServer, FlowParty::ResourceServer})
        if (part.contains(party))
            parties.append(party);
    return parties;
}

qsizetype messageOfRow(const QList<FlowRow>& rows, qsizetype row)
{
    for (qsizetype i = qMin(row, rows.size() - 1); i >= 0; --i)
        if (rows[i].kind == FlowRow::Kind::Arrow || rows[i].kind == FlowRow::Kind::NotSent)
            return rows[i].first;
    return -1;
}

} // namespace tessera

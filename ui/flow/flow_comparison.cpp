#include "ui/flow/flow_comparison.h"

#include "core/base/logging.h"
#include "ui/text/flow_text.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>

#include <algorithm>
#include <vector>

namespace tessera {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tessera::FlowComparison)
};

constexpr qsizetype kMostNames = 3;

/// What makes two steps the same step: who says what to whom, not with which values.
QString keyOf(const FlowStep& step)
{
    QString path = step.address.section(u'?', 0, 0).section(u'/', 3);
    if (step.kind == FlowStepKind::Callback || step.kind == FlowStepKind::HttpAnswer)
        path.clear(); // the port is another one each time; an answer stands behind its request anyway
    return QStringLiteral("%1|%2|%3|%4|%5|%6")
        .arg(int(step.kind))
        .arg(int(step.from))
        .arg(int(step.to))
        .arg(QString::fromLatin1(step.method), path, step.code);
}

/// The pairs of the longest common subsequence.
QList<std::pair<qsizetype, qsizetype>> common(const QList<int>& left, const QList<int>& right)
{
    const auto wide = std::size_t(right.size() + 1);
    std::vector<quint16> length(std::size_t(left.size() + 1) * wide, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> quint16& {
        return length[std::size_t(i) * wide + std::size_t(j)];
    };
    for (qsizetype i = left.size() - 1; i >= 0; --i)
        for (qsizetype j = right.size() - 1; j >= 0; --j)
            at(i, j) =
                left[i] == right[j] ? quint16(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
    QList<std::pair<qsizetype, qsizetype>> pairs;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < left.size() && j < right.size()) {
        if (left[i] == right[j])
            pairs.append({i++, j++});
        else if (at(i + 1, j) >= at(i, j + 1))
            ++i;
        else
            ++j;
    }
    return pairs;
}

bool changesAlways(const QString& name)
{
    static const QStringList names{
        QStringLiteral("date"),           QStringLiteral("expires"),       QStringLiteral("age"),
        QStringLiteral("etag"),           QStringLiteral("last-modified"), QStringLiteral("content-length"),
        QStringLiteral("redirect_uri"),   QStringLiteral("iat"),           QStringLiteral("exp"),
        QStringLiteral("code_challenge"), QStringLiteral("dpop-nonce"),    QStringLiteral("x-request-id"),
    };
    return names.contains(name.toLower());
}

/// Names of fields that only one has, or whose value, where it is kept, is another one.
QStringList otherFields(const QList<FlowField>& left, const QList<FlowField>& right)
{
    const auto valuesOf = [](const QList<FlowField>& fields) {
        QMap<QString, QString> values;
        for (const FlowField& field : fields)
            values.insert(field.name, field.secret || changesAlways(field.name) ? QString() : field.value);
        return values;
    };
    const QMap<QString, QString> lefts = valuesOf(left);
    const QMap<QString, QString> rights = valuesOf(right);
    QStringList names;
    for (auto it = lefts.begin(); it != lefts.end(); ++it)
        if (!rights.contains(it.key()) || rights.value(it.key()) != it.value())
            names << printable(it.key(), 40);
    for (auto it = rights.begin(); it != rights.end(); ++it)
        if (!lefts.contains(it.key()))
            names << printable(it.key(), 40);
    return names;
}

QString statusText(int status)
{
    return status == 0 ? Text::tr("no answer") : QString::number(status);
}

QStringList differencesOf(const FlowStep& left, const FlowStep& right)
{
    QStringList words;
    if (left.status != right.status)
        words << Text::tr("%1 against %2", "two statuses")
                     .arg(statusText(left.status), statusText(right.status));
    if (left.kind == FlowStepKind::Check && left.verdict != right.verdict)
        words << Text::tr("%1 against %2", "two sentences").arg(flowCheckText(left), flowCheckText(right));
    QStringList names = otherFields(left.query, right.query) + otherFields(left.headers, right.headers) +
                        otherFields(left.body.fields, right.body.fields);
    names.removeDuplicates();
    if (names.size() > kMostNames)
        words << Text::tr("other: %1 and %2 more")
                     .arg(names.first(kMostNames).join(QStringLiteral(", ")))
                     .arg(names.size() - kMostNames);
    else if (!names.isEmpty())
        words << Text::tr("other: %1").arg(names.join(QStringLiteral(", ")));
    return words;
}

} // namespace

QList<ComparedStep> compareFlows(const FlowRun& left, const FlowRun& right)
{
    QHash<QString, int> known; // numbers are compared faster, and that is done for every pair
    const auto keysOf = [&known](const FlowRun& run) {
        QList<int> keys;
        for (const FlowStep& step : run.steps) {
            const QString key = keyOf(step);
            if (!known.contains(key))
                known.insert(key, int(known.size()));
            keys << known.value(key);
        }
        return keys;
    };
    const QList<int> leftKeys = keysOf(left);
    const QList<int> rightKeys = keysOf(right);
    QList<ComparedStep> steps;
    qsizetype i = 0;
    qsizetype j = 0;
    const auto upTo = [&](qsizetype toLeft, qsizetype toRight) {
        for (; i < toLeft; ++i)
            steps.append({i, -1, {Text::tr("only in the first run")}});
        for (; j < toRight; ++j)
            steps.append({-1, j, {Text::tr("only in the second run")}});
    };
    for (const auto& [inLeft, inRight] : common(leftKeys, rightKeys)) {
        upTo(inLeft, inRight);
        steps.append({i, j, differencesOf(left.steps[i], right.steps[j])});
        ++i;
        ++j;
    }
    upTo(left.steps.size(), right.steps.size());
    return steps;
}

QString comparisonSentence(const QList<ComparedStep>& steps)
{
    const auto other =
        std::count_if(steps.begin(), steps.end(), [](const ComparedStep& step) { return !step.isSame(); });
    if (other == 0)
        return Text::tr("Both runs went the same way.");
    return Text::tr("%1 of %2 steps differ.").arg(other).arg(steps.size());
}

} // namespace tessera

#include "ui/text/flow_mermaid.h"

#include "core/base/logging.h"
#include "ui/text/flow_text.h"

#include <iterator>

namespace tessera {
namespace {

constexpr FlowParty kParties[] = {FlowParty::User, FlowParty::Browser, FlowParty::Tessera,
                                  FlowParty::AuthorizationServer, FlowParty::ResourceServer};
constexpr const char* kNames[] = {"U", "B", "T", "A", "R"};

QString nameOf(FlowParty party)
{
    return QString::fromLatin1(kNames[static_cast<std::size_t>(party)]);
}

bool takesPart(const FlowRun& run, FlowParty party)
{
    for (const FlowStep& step : run.steps)
        if (step.from == party || step.to == party)
            return true;
    return false;
}

QString participant(const FlowRun& run, FlowParty party)
{
    const QString subtitle = party == FlowParty::User ? QString() : flowPartySubtitle(run, party);
    const QString below = subtitle.isEmpty() ? QString() : QStringLiteral("<br/>") + mermaidText(subtitle);
    return QStringLiteral("    participant %1 as %2%3\n")
        .arg(nameOf(party), mermaidText(flowPartyName(party)), below);
}

QString arrowOf(const FlowStep& step)
{
    if (step.kind == FlowStepKind::NotSent)
        return QStringLiteral("--x");
    return step.kind == FlowStepKind::HttpAnswer || step.kind == FlowStepKind::Redirect
               ? QStringLiteral("-->>")
               : QStringLiteral("->>");
}

QString lineOf(const FlowStep& step)
{
    const bool isNote = step.kind == FlowStepKind::Check || step.kind == FlowStepKind::Note;
    const QString mark = step.kind == FlowStepKind::Check && step.verdict == FlowVerdict::Failed
                             ? QStringLiteral("✗ ")
                             : QString();
    if (isNote)
        return QStringLiteral("    Note over %1: %2%3\n")
            .arg(nameOf(step.from), mark, mermaidText(flowCheckText(step)));
    const QString subtitle = flowStepSubtitle(step);
    const QString words = subtitle.isEmpty() ? flowStepTitle(step)
                                             : flowStepTitle(step) + QStringLiteral(" (%1)").arg(subtitle);
    return QStringLiteral("    %1%2%3: %4\n")
        .arg(nameOf(step.from), arrowOf(step), nameOf(step.to), mermaidText(words));
}

bool isPlain(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u" .,:/_-+()[]?'").contains(c) || c.unicode() > 0xa0;
}

} // namespace

QString mermaidText(const QString& text)
{
    QString out;
    const QString safe = printable(text, 200);
    for (const QChar c : safe)
        out += isPlain(c) ? QString(c) : QStringLiteral("#%1;").arg(c.unicode());
    return out;
}

QString flowMermaid(const FlowRun& run)
{
    QString out = QStringLiteral("sequenceDiagram\n    autonumber\n");
    for (const FlowParty party : kParties)
        if (takesPart(run, party))
            out += participant(run, party);
    for (const FlowStep& step : run.steps)
        out += lineOf(step);
    return out;
}

} // namespace tessera

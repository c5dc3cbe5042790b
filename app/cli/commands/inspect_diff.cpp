#include "app/cli/commands/inspect_diff.h"

#include "app/cli/commands/inspect_report.h"
#include "core/base/logging.h"

namespace tessera::cli {
namespace {

constexpr qsizetype kLongestValue = 80;

std::pair<Style, QString> markOf(TokenChange::Kind kind)
{
    switch (kind) {
    case TokenChange::Added:
        return {Style::Good, QStringLiteral("+")};
    case TokenChange::Removed:
        return {Style::Bad, QStringLiteral("-")};
    case TokenChange::Changed:
        break;
    }
    return {Style::Warn, QStringLiteral("~")};
}

QString valuesOf(const TokenChange& change)
{
    const auto text = [](const QJsonValue& value) { return printable(valueText(value), kLongestValue); };
    if (change.kind == TokenChange::Added)
        return text(change.after);
    if (change.kind == TokenChange::Removed)
        return text(change.before);
    return text(change.before) + QStringLiteral(" → ") + text(change.after);
}

void printChanges(const Terminal& terminal, const QList<TokenChange>& changes)
{
    qsizetype width = 0;
    for (const TokenChange& change : changes)
        width = qMax(width, printable(change.path, 40).size());
    QString section;
    for (const TokenChange& change : changes) {
        if (change.section != section) {
            if (!section.isEmpty())
                terminal.print(QString());
            section = change.section;
            terminal.print(terminal.paint(Style::Bold, printable(section)));
        }
        const auto [style, mark] = markOf(change.kind);
        QString line = QStringLiteral("  ") + terminal.paint(style, mark) + QLatin1Char(' ') +
                       terminal.paint(Style::Accent, printable(change.path, 40).leftJustified(width + 2)) +
                       valuesOf(change);
        if (!change.words.isEmpty())
            line += terminal.paint(Style::Dim, QStringLiteral("  (%1)").arg(printable(change.words)));
        terminal.print(line);
    }
}

} // namespace

void printDiff(const Terminal& terminal, const TokenDiff& diff)
{
    if (diff.changes.isEmpty())
        terminal.print(QStringLiteral("They say the same."));
    else
        printChanges(terminal, diff.changes);
    printFindings(terminal, diff.findings);
}

} // namespace tessera::cli

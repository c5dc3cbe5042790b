#include "app/cli/commands/inspect_report.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/inspector/claim_catalogue.h"
#include "core/inspector/token_times.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tessera::cli {
namespace {

constexpr qsizetype kLongestName = 40;
constexpr qsizetype kLongestValue = 400;
constexpr qsizetype kValueColumn = 36; ///< values up to here have their meaning beside them, others below
constexpr int kWidestText = 100;
constexpr int kMostNesting = 4;

/// Lines with a margin, words wrapped to the terminal; into a pipe each paragraph is one line.
class Page
{
public:
    Page(const Terminal& terminal, int depth) : m_terminal(terminal), m_margin(2 * depth, QLatin1Char(' ')) {}

    void line(const QString& text = {}) const
    {
        m_terminal.print(text.isEmpty() ? QString() : m_margin + text);
    }
    void heading(const QString& text) const
    {
        line();
        line(paint(Style::Bold, text));
    }
    QString paint(Style style, const QString& text) const { return m_terminal.paint(style, text); }

    void paragraph(const QString& text, qsizetype indent) const
    {
        const QString margin(indent, QLatin1Char(' '));
        const int columns = Terminal::columns();
        const qsizetype room =
            columns == 0 ? text.size() + 1 : qMin(columns, kWidestText) - m_margin.size() - indent;
        QString current;
        for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            if (!current.isEmpty() && current.size() + 1 + word.size() > room) {
                line(margin + current);
                current.clear();
            }
            current += (current.isEmpty() ? QString() : QStringLiteral(" ")) + word;
        }
        if (!current.isEmpty())
            line(margin + current);
    }

private:
    const Terminal& m_terminal;
    QString m_margin;
};

/// One line of a table of three columns: name, value, what it means.
struct Row
{
    QString name;
    QString value;
    QString meaning;
    QString more; ///< a sentence, with --verbose
};

void printRows(const Terminal& terminal, const Page& page, const QList<Row>& rows)
{
    qsizetype nameWidth = 0;
    qsizetype valueWidth = 0;
    for (const Row& row : rows) {
        nameWidth = qMax(nameWidth, row.name.size());
        if (row.value.size() <= kValueColumn)
            valueWidth = qMax(valueWidth, row.value.size());
    }
    const QString below(nameWidth + 4, QLatin1Char(' '));
    for (const Row& row : rows) {
        const bool isShort = row.value.size() <= kValueColumn;
        QString text =
            QStringLiteral("  ") + page.paint(Style::Accent, row.name.leftJustified(nameWidth + 2));
        text += isShort && !row.meaning.isEmpty() ? row.value.leftJustified(valueWidth + 2) : row.value;
        if (isShort && !row.meaning.isEmpty())
            text += page.paint(Style::Dim, row.meaning);
        page.line(text);
        if (!isShort && !row.meaning.isEmpty())
            page.line(below + page.paint(Style::Dim, row.meaning));
        if (terminal.verbose() && !row.more.isEmpty())
            page.paragraph(row.more, below.size());
    }
}

/// "2026-01-02 04:04:05Z (05:04:05+01:00 here), in 59 min"
QString timeWords(const TokenReport& report, const QString& name)
{
    const QJsonObject time = report.times.value(name).toObject();
    const QString iso = time.value(u"iso").toString();
    if (iso.isEmpty())
        return {};
    const auto point = report.claims ? optionalNumericDate(*report.claims, name, u"claim")
                                     : Result<std::optional<TimePoint>>(std::nullopt);
    const QString local = point && *point ? localTimeText(**point) : QString();
    const bool isUtc = local.isEmpty() || local.endsWith(QLatin1String("+00:00"));
    return iso + (isUtc ? QString() : QStringLiteral(" (%1 here)").arg(local.mid(11))) +
           QStringLiteral(", ") + time.value(u"relative").toString();
}

Row rowOf(const TokenReport& report, const QString& name, const QJsonValue& value,
          const ClaimMeaning* meaning)
{
    Row row{printable(name, kLongestName), printable(valueText(value), kLongestValue), {}, {}};
    QStringList words;
    if (meaning) {
        words.append(meaning->title);
        row.more = meaning->meaning;
    }
    if (const QString time = timeWords(report, name); !time.isEmpty())
        words.append(time);
    row.meaning = words.join(QStringLiteral("  "));
    return row;
}

void printMembers(const Terminal& terminal, const Page& page, const TokenReport& report)
{
    const ClaimCatalogue& catalogue = ClaimCatalogue::builtIn();
    QList<Row> rows;
    if (!report.header.isEmpty()) {
        page.heading(QStringLiteral("Header"));
        for (auto it = report.header.begin(); it != report.header.end(); ++it)
            rows.append(rowOf({}, it.key(), *it, catalogue.header(it.key())));
        printRows(terminal, page, rows);
    }
    if (!report.claims)
        return;
    rows.clear();
    page.heading(QStringLiteral("Claims"));
    const IssuerFamily family = guessIssuerFamily(*report.claims);
    for (auto it = report.claims->begin(); it != report.claims->end(); ++it)
        rows.append(rowOf(report, it.key(), *it, catalogue.claim(it.key(), family)));
    printRows(terminal, page, rows);
}

void printFields(const Terminal& terminal, const Page& page, const TokenReport& report)
{
    if (report.fields.isEmpty())
        return;
    page.line();
    QList<Row> rows;
    for (const ReportField& field : report.fields)
        rows.append({printable(field.name, kLongestName),
                     printable(field.value, kLongestValue),
                     printable(field.meaning, kLongestValue),
                     {}});
    printRows(terminal, page, rows);
}

std::pair<Style, QString> verdictOf(const TokenReport& report)
{
    const QString& status =
        report.kind == u"jwe" && report.decryption ? report.decryption->status : report.signature.status;
    if (status == u"valid" || status == u"decrypted")
        return {Style::Good, status};
    if (status == u"not-checked" || status == u"not-attempted")
        return {Style::Warn,
                status == u"not-checked" ? QStringLiteral("not checked") : QStringLiteral("not decrypted")};
    return {Style::Bad, status};
}

void printSignature(const Page& page, const SignatureReport& signature)
{
    page.line();
    const QString by = signature.keySource.isEmpty()
                           ? QString()
                           : QStringLiteral(", with the keys of %1").arg(printable(signature.keySource));
    const QString alg = printable(signature.alg, 40);
    if (signature.status == u"valid")
        page.line(page.paint(Style::Good, QStringLiteral("Signature valid")) +
                  QStringLiteral(" (%1%2).").arg(alg, by));
    else if (signature.status == u"not-checked")
        page.line(page.paint(Style::Warn, QStringLiteral("Signature not checked.")) +
                  QStringLiteral(" Name a key source: --issuer, --jwks, --key or --secret-file."));
    else if (signature.status == u"invalid")
        page.line(page.paint(Style::Bad, QStringLiteral("Signature invalid")) +
                  QStringLiteral(" (%1%2).").arg(alg, by));
    else
        page.line(page.paint(Style::Bad, QStringLiteral("Signature refused")) +
                  QStringLiteral(" (%1).").arg(signature.code));
}

void printDecryption(const Page& page, const DecryptionReport& decryption)
{
    page.line();
    if (decryption.status == u"decrypted")
        page.line(page.paint(Style::Good, QStringLiteral("Decrypted.")));
    else if (decryption.status == u"not-attempted")
        page.line(page.paint(Style::Warn, QStringLiteral("Not decrypted.")) +
                  QStringLiteral(" Only the owner of the private key can read it: --key FILE."));
    else
        page.line(page.paint(Style::Bad, QStringLiteral("Not decrypted")) +
                  QStringLiteral(" (%1).").arg(decryption.code));
}

void printChecks(const Page& page, const QList<IdTokenCheck>& checks)
{
    if (checks.isEmpty())
        return;
    page.heading(QStringLiteral("Checks"));
    for (const IdTokenCheck& check : checks) {
        const auto [style, word] =
            check.outcome == CheckOutcome::Passed   ? std::pair(Style::Good, QStringLiteral("passed"))
            : check.outcome == CheckOutcome::Failed ? std::pair(Style::Bad, QStringLiteral("failed"))
                                                    : std::pair(Style::Dim, QStringLiteral("not checked"));
        page.line(QStringLiteral("  ") + page.paint(style, word.leftJustified(13)) +
                  check.name.leftJustified(22) + page.paint(Style::Dim, check.rule));
        if (!check.detail.isEmpty())
            page.paragraph(printable(check.detail, kLongestValue), 15);
    }
}

std::pair<Style, QString> weightOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Error:
        return {Style::Bad, QStringLiteral("Error")};
    case Finding::Warning:
        return {Style::Warn, QStringLiteral("Warning")};
    case Finding::Note:
        break;
    }
    return {Style::Accent, QStringLiteral("Note")};
}

void printFinding(const Page& page, const Finding& finding)
{
    const auto [style, word] = weightOf(finding.severity);
    page.line();
    page.line(page.paint(style, word) + QStringLiteral("  ") +
              page.paint(Style::Bold, printable(finding.title)));
    page.paragraph(printable(finding.why, 600), 2);
    page.paragraph(printable(finding.fix, 600), 2);
    page.line(page.paint(Style::Dim, QStringLiteral("  %1%2").arg(
                                         finding.code, finding.reference.isEmpty()
                                                           ? QString()
                                                           : QStringLiteral(", ") + finding.reference)));
}

void printFindings(const Page& page, QList<Finding> findings)
{
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    for (const Finding& finding : findings)
        printFinding(page, finding);
}

QString titleOf(const TokenReport& report)
{
    if (!report.title.isEmpty())
        return printable(report.title);
    return report.kind == u"unreadable" ? QStringLiteral("This does not read as a token")
                                        : printable(report.kind);
}

void print(const Terminal& terminal, const TokenReport& report, int depth)
{
    const Page page(terminal, depth);
    page.line(page.paint(Style::Bold, titleOf(report)));
    printMembers(terminal, page, report);
    printFields(terminal, page, report);
    if (report.decryption)
        printDecryption(page, *report.decryption);
    if (report.kind == u"jws")
        printSignature(page, report.signature);
    printChecks(page, report.checks);
    printFindings(page, report.findings);
    for (const ReportPart& part : report.parts) {
        page.heading(QStringLiteral("Inside: %1").arg(printable(part.where)));
        if (depth < kMostNesting)
            print(terminal, *part.report, depth + 1);
    }
}

QStringList errorCodes(const TokenReport& report)
{
    QStringList codes;
    for (const Finding& finding : report.findings)
        if (finding.severity == Finding::Error && !codes.contains(finding.code))
            codes.append(finding.code);
    for (const ReportPart& part : report.parts)
        codes.append(errorCodes(*part.report));
    return codes;
}

} // namespace

QString valueText(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1).chopped(1));
}

void printReport(const Terminal& terminal, const TokenReport& report)
{
    print(terminal, report, 0);
}

void printFindings(const Terminal& terminal, const QList<Finding>& findings)
{
    printFindings(Page(terminal, 0), findings);
}

QString shortLine(const Terminal& terminal, qint64 number, const TokenReport& report)
{
    QString line = QString::number(number) + QStringLiteral("  ") + titleOf(report);
    if (report.kind == u"jws" || report.kind == u"jwe") {
        const auto [style, word] = verdictOf(report);
        line += QStringLiteral("  ") + terminal.paint(style, word);
    }
    const QStringList codes = errorCodes(report);
    return codes.isEmpty() ? line
                           : line + QStringLiteral("  ") + terminal.paint(Style::Bad, codes.join(u' '));
}

} // namespace tessera::cli

#include "app/cli/commands/inspect_report.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "ui/text/relative_time.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera::cli {
namespace {

const QStringList kDates{QStringLiteral("iat"), QStringLiteral("nbf"), QStringLiteral("exp"),
                         QStringLiteral("auth_time")};

QString compact(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.sliced(1).chopped(1));
}

QString withTime(const QString& name, const QJsonObject& claims, TimePoint at)
{
    const auto time = optionalNumericDate(claims, name, u"claim");
    if (!time || !*time)
        return {};
    return QStringLiteral("%1, %2").arg(toDateTime(**time).toString(Qt::ISODate),
                                        **time >= at ? inTime(**time - at) : agoTime(at - **time));
}

void printObject(const Terminal& terminal, const QString& heading, const QJsonObject& object, TimePoint at)
{
    terminal.print(QString());
    terminal.print(terminal.paint(Style::Bold, heading));
    qsizetype width = 0;
    for (const QString& name : object.keys())
        width = qMax(width, printable(name, 40).size());
    for (auto it = object.begin(); it != object.end(); ++it) {
        QString line = QStringLiteral("  ") +
                       terminal.paint(Style::Accent, printable(it.key(), 40).leftJustified(width + 2)) +
                       printable(compact(*it), 400);
        if (kDates.contains(it.key()))
            if (const QString time = withTime(it.key(), object, at); !time.isEmpty())
                line += terminal.paint(Style::Dim, QStringLiteral("  ") + time);
        terminal.print(line);
    }
}

void printSignature(const Terminal& terminal, const SignatureReport& signature)
{
    terminal.print(QString());
    const QString by = signature.keySource.isEmpty()
                           ? QString()
                           : QStringLiteral(", with the keys of %1").arg(printable(signature.keySource));
    const QString alg = printable(signature.alg, 40);
    if (signature.status == QLatin1String("valid"))
        terminal.print(terminal.paint(Style::Good, QStringLiteral("Signature valid")) +
                       QStringLiteral(" (%1%2).").arg(alg, by));
    else if (signature.status == QLatin1String("not-checked"))
        terminal.print(terminal.paint(Style::Warn, QStringLiteral("Signature not checked.")) +
                       QStringLiteral(" Name a key source: --issuer, --jwks, --key or --secret-file."));
    else if (signature.status == QLatin1String("invalid"))
        terminal.print(terminal.paint(Style::Bad, QStringLiteral("Signature invalid")) +
                       QStringLiteral(" (%1%2).").arg(alg, by));
    else
        terminal.print(terminal.paint(Style::Bad, QStringLiteral("Signature refused")) +
                       QStringLiteral(" (%1).").arg(signature.code));
}

void printFinding(const Terminal& terminal, const Finding& finding)
{
    const auto [style, word] =
        finding.severity == Finding::Error     ? std::pair(Style::Bad, QStringLiteral("Error"))
        : finding.severity == Finding::Warning ? std::pair(Style::Warn, QStringLiteral("Warning"))
                                               : std::pair(Style::Dim, QStringLiteral("Note"));
    terminal.print(QString());
    terminal.print(terminal.paint(style, word) + QStringLiteral("  ") +
                   terminal.paint(Style::Bold, printable(finding.title)));
    if (!finding.why.isEmpty())
        terminal.print(QStringLiteral("  ") + printable(finding.why, 600));
    if (!finding.fix.isEmpty())
        terminal.print(QStringLiteral("  ") + printable(finding.fix, 600));
    terminal.print(terminal.paint(
        Style::Dim, QStringLiteral("  %1%2").arg(
                        finding.code,
                        finding.reference.isEmpty() ? QString() : QStringLiteral(", ") + finding.reference)));
}

QString kindInWords(const QString& kind)
{
    if (kind == QLatin1String("jws"))
        return QStringLiteral("Signed token (JWS)");
    if (kind == QLatin1String("jwe"))
        return QStringLiteral("Encrypted token (JWE)");
    if (kind == QLatin1String("opaque"))
        return QStringLiteral("Opaque token: only its maker can read it");
    return QStringLiteral("This does not read as a token");
}

} // namespace

void printReport(const Terminal& terminal, const TokenReport& report, TimePoint at)
{
    terminal.print(terminal.paint(Style::Bold, kindInWords(report.kind)));
    if (!report.header.isEmpty())
        printObject(terminal, QStringLiteral("Header"), report.header, at);
    if (report.claims)
        printObject(terminal, QStringLiteral("Claims"), *report.claims, at);
    if (report.kind == QLatin1String("jws"))
        printSignature(terminal, report.signature);
    for (const Finding& finding : report.findings)
        printFinding(terminal, finding);
}

} // namespace tessera::cli

#include "app/cli/commands/claim_table.h"

#include <QJsonDocument>

namespace tessera::cli {
namespace {

QString valueText(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    return QString::fromUtf8(
               QJsonDocument(QJsonObject{{QStringLiteral("v"), value}}).toJson(QJsonDocument::Compact))
        .sliced(5)
        .chopped(1);
}

} // namespace

void printClaims(const Terminal& terminal, const QJsonObject& claims)
{
    QList<QList<Terminal::Cell>> rows{{{QStringLiteral("CLAIM")}, {QStringLiteral("VALUE")}}};
    for (auto it = claims.begin(); it != claims.end(); ++it)
        rows.append({{it.key(), Style::Accent}, {valueText(*it)}});
    terminal.printTable(rows);
}

} // namespace tessera::cli

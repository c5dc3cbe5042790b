// What the tests of reports ask again and again.
#pragma once

#include "core/inspector/token_inspector.h"
#include "tests/support/manual_clock.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera::test {

inline TimePoint testNow()
{
    return ManualClock().now();
}

inline TokenReport inspectAt(QByteArrayView text)
{
    return inspectToken(text, testNow());
}

/// All codes, in order, with a blank between.
inline QString codesOf(const QList<Finding>& findings)
{
    QStringList list;
    for (const Finding& finding : findings)
        list.append(finding.code);
    return list.join(u' ');
}

inline bool hasCode(const TokenReport& report, QStringView code)
{
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.code == code; });
}

/// The value of the first field of that name; null if there is none.
inline QString fieldOf(const TokenReport& report, QStringView name)
{
    const auto it = std::find_if(report.fields.begin(), report.fields.end(),
                                 [&](const ReportField& field) { return field.name == name; });
    return it == report.fields.end() ? QString() : it->value;
}

inline const TokenReport* partOf(const TokenReport& report, QStringView where)
{
    const auto it = std::find_if(report.parts.begin(), report.parts.end(),
                                 [&](const ReportPart& part) { return part.where == where; });
    return it == report.parts.end() ? nullptr : it->report.get();
}

/// Everything an export of the report would hold.
inline QByteArray exported(const TokenReport& report)
{
    return QJsonDocument(toJson(report)).toJson(QJsonDocument::Compact);
}

/// "{'alg':'none'}": a raw string with quotes confuses moc.
inline QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace tessera::test

#include "core/inspector/findings.h"

#include "core/inspector/finding_catalogue.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr FindingText kUnlisted{u"", u"Refused", u"", u"", u""};

const FindingText& textFor(QStringView code)
{
    for (const auto texts : {joseFindingTexts(), claimsFindingTexts(), textFindingTexts(),
                             cookieFindingTexts(), headerFindingTexts()}) {
        const auto it = std::find_if(texts.begin(), texts.end(),
                                     [&](const FindingText& text) { return text.code == code; });
        if (it != texts.end())
            return *it;
    }
    return kUnlisted;
}

} // namespace

Finding makeFinding(QStringView code, Finding::Severity severity, const QString& detail)
{
    const FindingText& entry = textFor(code);
    const QString why = entry.why.toString();
    const bool both = !detail.isEmpty() && !why.isEmpty();
    return {code.toString(),        severity,
            entry.title.toString(), both ? detail + u' ' + why : detail + why,
            entry.fix.toString(),   entry.reference.toString()};
}

QString findingWhy(QStringView code)
{
    return textFor(code).why.toString();
}

Finding makeFinding(const Error& error)
{
    const QString detail = error.detail.isEmpty() ? QString() : error.detail + u'.';
    return makeFinding(error.code, Finding::Error, detail);
}

void addFinding(TokenReport& report, const Error& error)
{
    const bool known = std::any_of(report.findings.cbegin(), report.findings.cend(),
                                   [&](const Finding& finding) { return finding.code == error.code; });
    if (!known)
        report.findings.append(makeFinding(error));
}

void addFinding(TokenReport& report, QStringView code, Finding::Severity severity, const QString& detail)
{
    report.findings.append(makeFinding(code, severity, detail));
}

} // namespace tessera

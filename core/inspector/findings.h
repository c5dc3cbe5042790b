// The catalogue of findings: for each code what it is called, why it matters, how to mend it and where it is
// written.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// `detail` (what was found in this token) is put in front of the catalogue's why. A code that has no entry
/// gets a plain title made of itself.
Finding makeFinding(QStringView code, Finding::Severity severity, const QString& detail = {});

/// Why it matters, as the catalogue says for every token; empty: it says nothing.
QString findingWhy(QStringView code);

/// An error of a check or of verifying, as a finding of weight "error".
Finding makeFinding(const Error& error);

/// Appends it, unless the report has one of that code already.
void addFinding(TokenReport& report, const Error& error);
void addFinding(TokenReport& report, QStringView code, Finding::Severity severity,
                const QString& detail = {});

} // namespace tessera

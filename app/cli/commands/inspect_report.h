// A token report as a person reads it on a terminal.
#pragma once

#include "app/cli/terminal.h"
#include "core/inspector/token_report.h"

namespace tessera::cli {

/// Title, header, claims with what they mean, fields, signature, checks, findings by weight, and what is
/// inside.
void printReport(const Terminal& terminal, const TokenReport& report);

/// By weight, the worst first, each with a blank line before it.
void printFindings(const Terminal& terminal, const QList<Finding>& findings);

/// "12  Signed JSON Web Token (ID token)  valid  id_token.expired"
QString shortLine(const Terminal& terminal, qint64 number, const TokenReport& report);

/// A string as it is, everything else as compact JSON. Not yet made printable.
QString valueText(const QJsonValue& value);

} // namespace tessera::cli

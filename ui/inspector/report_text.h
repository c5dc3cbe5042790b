// What the inspector found, in words: what the text is, whether it is genuine, and the checks one by one.
// "Valid" is said only where a signature was checked with a key somebody named (attack A291).
#pragma once

#include "core/inspector/token_inspector.h"
#include "ui/text/glyph.h"

namespace tessera {

/// "A signed JSON Web Token (ID token)", without a full stop.
QString reportTitle(const TokenReport& report);

struct Verdict
{
    enum class Kind { NotChecked, Valid, NotValid };
    Kind kind = Kind::NotChecked;
    QString headline; ///< "Not valid."
    QString rest;
};
Verdict verdictOf(const TokenReport& report);

struct CheckRow
{
    Glyph glyph = Glyph::NotDone;
    QString name;
    QString detail;
};
/// In the order a reader thinks: how, with which key, the signature, by whom, for whom, when, and what else
/// the full validation looked at.
QList<CheckRow> checkRows(const TokenReport& report, const InspectionExpectations& expectations);

/// "6 passed, 1 failed, 1 not done".
QString checkSummary(const QList<CheckRow>& rows);

} // namespace tessera

// The times of a token in words: for the table, the time axis and their tooltips.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// The times that decide how long a token lives. Only real dates; a number that is none stays away (A292).
struct TokenTimes
{
    std::optional<TimePoint> issuedAt;
    std::optional<TimePoint> notBefore;
    std::optional<TimePoint> signedInAt;
    std::optional<TimePoint> expiresAt;
    bool isEmpty() const { return !issuedAt && !notBefore && !signedInAt && !expiresAt; }
    friend bool operator==(const TokenTimes&, const TokenTimes&) = default;
};

TokenTimes tokenTimes(const TokenReport& report);

/// The time of a claim, if the report says it is a date.
std::optional<TimePoint> claimTime(const TokenReport& report, const QString& name);

/// "Runs out in 46 minutes, 15:05:00", "Issued 14 minutes ago, 14:05:00".
QString claimTimeText(QStringView name, TimePoint time, TimePoint now);

/// Local and UTC, one line each.
QString bothTimes(TimePoint time);

/// "46 minutes left", "Ran out 3 hours ago", "Valid in 5 minutes", "Never runs out".
QString lifeText(const TokenTimes& times, TimePoint now);

} // namespace tessera

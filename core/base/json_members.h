// Reading members of a parsed object with their type checked. Never QVariant: "3600" is not 3600 (finding
// F4). Every error is Malformed with the code given by the caller and the member's name in `detail`.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace tessera {

/// Absent is nullopt; present with another type (null included) is an error.
Result<std::optional<QString>> optionalString(const QJsonObject& object, QStringView name, QStringView code);
/// Absent, another type, or empty is an error.
Result<QString> requiredString(const QJsonObject& object, QStringView name, QStringView code);
/// An array of strings; absent is nullopt.
Result<std::optional<QStringList>> optionalStringList(const QJsonObject& object, QStringView name,
                                                      QStringView code);
Result<std::optional<bool>> optionalBool(const QJsonObject& object, QStringView name, QStringView code);
/// RFC 7519 section 2 NumericDate. A fraction is rounded down. Must lie in [0, 253402300799] (year 9999).
Result<std::optional<TimePoint>> optionalNumericDate(const QJsonObject& object, QStringView name,
                                                     QStringView code);

} // namespace tessera

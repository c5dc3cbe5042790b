// The date of an Expires attribute as a user agent reads it, RFC 6265bis section 5.1.1: pieces in any order,
// two digits of a year allowed, words ignored.
#pragma once

#include "core/base/clock.h"

#include <QByteArrayView>

#include <optional>

namespace tessera {

/// None: the algorithm fails, and the attribute is ignored.
std::optional<TimePoint> parseCookieDate(QByteArrayView text);

} // namespace tessera

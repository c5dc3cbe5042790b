// The times of a token for people: as sent, as a date, and seen from now.
#pragma once

#include "core/base/clock.h"

#include <QJsonObject>

namespace tessera {

/// {"exp":{"value":1767326645,"iso":"2026-01-02T04:04:05Z","relative":"in 1 h"}} for iat, nbf, exp, auth_time
/// and updated_at where they are numbers. A number that is no date keeps its value alone (attack A292).
QJsonObject describeTimes(const QJsonObject& claims, TimePoint now);

} // namespace tessera

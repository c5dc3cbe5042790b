// The times of a token for people: as sent, as a date, and seen from now.
#pragma once

#include "core/base/clock.h"

#include <QJsonObject>

namespace tessera {

/// {"exp":{"value":1767326645,"iso":"2026-01-02T04:04:05Z","relative":"in 1 h"}} for iat, nbf, exp, auth_time
/// and updated_at where they are numbers. A number that is no date keeps its value alone (attack A292).
QJsonObject describeTimes(const QJsonObject& claims, TimePoint now);

/// "2026-01-02T05:04:05+01:00", with the offset this computer's time zone has at that time. Not part of the
/// report: it would differ from computer to computer, and asking for the zone costs more than all the rest.
QString localTimeText(TimePoint time);

} // namespace tessera

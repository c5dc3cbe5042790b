// How hard a session id is to guess: the most entropy its look allows, and the patterns that take it away
// (OWASP Session Management: 64 bits at least; OWASP ASVS 7.2.3 and attack group G18). An estimate from one
// value: it can prove a bad id, never a good one.
#pragma once

#include "core/base/clock.h"

#include <QByteArrayView>
#include <QString>

namespace tessera {

struct SessionIdEstimate
{
    double bits = 0; ///< at the most
    /// "counter", "timestamp", "uuid1", "repeated", "sequence", "few_characters", "readable"; empty: none.
    QString pattern;
    QString words; ///< "A decimal number, 6 digits."

    bool isGuessable() const { return !pattern.isEmpty(); }
};

inline constexpr double kLeastSessionBits = 64;

/// The value as it is, or what is inside base64, hexadecimal or a signature.
SessionIdEstimate estimateSessionId(QByteArrayView value, TimePoint now);

} // namespace tessera

// Points of the Edwards and Montgomery curves whose order divides the cofactor: under one of them everybody
// can sign, and everybody knows what is agreed on (RFC 8032 section 5, RFC 7748 sections 6 and 7, attack
// A152).
#pragma once

#include "core/base/result.h"
#include "core/jose/jose_curves.h"

#include <QByteArrayView>

namespace tessera {

/// `point` has the curve's length. Errors (Untrusted): key.weak.
Result<void> checkOkpPoint(const JoseCurve& curve, QByteArrayView point);

} // namespace tessera

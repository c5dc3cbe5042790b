// base64url without padding, RFC 7515 section 2 and RFC 4648 section 5, decoded strictly (finding F5).
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tessera {

QByteArray base64urlEncode(QByteArrayView bytes);

/// Alphabet only, no padding, no white space, length mod 4 is not 1, trailing bits zero.
/// Errors (Malformed): base64url.character, base64url.length, base64url.trailing_bits.
Result<QByteArray> base64urlDecode(QByteArrayView text);

} // namespace tessera

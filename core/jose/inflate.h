// Raw DEFLATE, RFC 1951, with a bound on what comes out (attack A168). The only compression of RFC 7516.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tessera {

inline constexpr qsizetype kMaxInflatedBytes = 250 * 1000;

/// One stream from the first to the last byte. Errors (Malformed): inflate.too_large, inflate.corrupt,
/// inflate.truncated, inflate.trailing (bytes after the end of the stream).
Result<QByteArray> inflateRaw(QByteArrayView compressed, qsizetype maxBytes = kMaxInflatedBytes);

/// For test tokens: this program never compresses what it encrypts (checklist N060).
QByteArray deflateRaw(QByteArrayView bytes);

} // namespace tessera

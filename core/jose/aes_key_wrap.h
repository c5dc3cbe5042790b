// AES Key Wrap, RFC 3394 with its default initial value: a content encryption key in, one block more out.
#pragma once

#include "core/base/secret_string.h"

#include <optional>

namespace tessera {

inline constexpr qsizetype kMaxWrappedBytes = 64 + 8; ///< the longest content encryption key (A170)

/// `kek` has 16, 24 or 32 bytes, `key` 16 to 64, a multiple of 8. Otherwise nothing.
std::optional<QByteArray> wrapKey(const SecretString& kek, const SecretString& key);

/// Nothing if the sizes are not those above or the integrity check fails (RFC 3394 section 2.2.3).
std::optional<SecretString> unwrapKey(const SecretString& kek, QByteArrayView wrapped);

} // namespace tessera

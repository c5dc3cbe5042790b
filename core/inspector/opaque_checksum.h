// Checksums inside opaque tokens, where their makers have published them: a typing error or an invented token
// shows without asking anybody.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tessera {

/// GitHub since 2021: the last six characters are the CRC-32 of the thirty before them, in base62 with
/// leading zeros. `token` with its four-letter prefix.
bool hasGithubChecksum(QByteArrayView token);

} // namespace tessera

// Tokens with a structure Tessera names but does not read: PASETO and macaroons.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tessera {

/// "v4.public", "v2.local" of a PASETO with a payload; empty otherwise.
QString pasetoVersion(QByteArrayView token);

/// Version 1 (packets with hexadecimal lengths) or 2 (binary), in base64 of either alphabet. 0: it is none.
int macaroonVersion(QByteArrayView token);

} // namespace tessera

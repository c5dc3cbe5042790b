// Salsa20 (D. J. Bernstein, "The Salsa20 family of stream ciphers") and HSalsa20 ("Extending the Salsa20
// nonce"), for oidc_agent_box only.
#pragma once

#include <QByteArray>

namespace tessera {

/// A key of 32 bytes from a key of 32 and an input of 16.
QByteArray hsalsa20(QByteArrayView key, QByteArrayView input);

/// `count` bytes of XSalsa20's key stream, for a key of 32 and a nonce of 24 bytes.
QByteArray xsalsa20Stream(QByteArrayView key, QByteArrayView nonce, qsizetype count);

} // namespace tessera

// Randomness from the operating system, and nothing else: state, nonce, PKCE verifier, keys' ids.
#pragma once

#include <QByteArray>

namespace tessera {

/// `count` bytes from the operating system's generator. Ends the program if the system has none to give:
/// going on with guessable bytes would be worse.
QByteArray randomBytes(qsizetype count);

/// Any of the 2^32, for jitter.
quint32 randomNumber();

/// 256 random bits as base64url, 43 characters: fits state, nonce and code_verifier (RFC 7636 section 4.1).
QByteArray randomToken();

} // namespace tessera

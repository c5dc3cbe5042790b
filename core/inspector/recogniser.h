// What a pasted text is, before anything in it is read: a token, a header, a command, an address, a key.
// Cheap questions first; a plain JWT is known after one look at each of its bytes.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tessera {

enum class TextKind {
    Empty,
    Token,         ///< compact JWS or JWE, PASETO, macaroon, opaque: one word
    SeveralTokens, ///< one a line
    Json,          ///< begins with { or [
    Pem,
    Authorization, ///< one header line
    SetCookie,     ///< one header line, or what stands in it
    Cookie,        ///< one header line, or what stands in it
    Headers,       ///< several header lines, a start line, or one of another header
    Curl,
    Url, ///< an address, or only its query or fragment
    Unknown,
};

struct RecognisedText
{
    TextKind kind = TextKind::Unknown;
    QByteArray text;     ///< cleaned
    QStringList removed; ///< in words, for a finding
};

/// Linear in the length. The caller has bounded it.
RecognisedText recogniseText(QByteArrayView pasted);

/// Two or four dots and else nothing but base64url, beginning as the base64url of "{" does.
bool isPlainCompact(QByteArrayView text);

} // namespace tessera

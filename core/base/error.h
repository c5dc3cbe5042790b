// The one error type of the program: what kind it is, a stable code, and what a curious reader wants to know.
// Sentences for people are made in ui/text/error_text, never here.
#pragma once

#include <QDebug>
#include <QString>

#include <chrono>
#include <optional>

namespace tessera {

enum class ErrorKind {
    Cancelled,     ///< the person or the program stopped it
    Offline,       ///< the other side could not be reached (DNS, TCP, proxy)
    Timeout,       ///< a time limit ran out
    Denied,        ///< the other side, or the person there, said no
    Malformed,     ///< bytes that do not follow their grammar
    Untrusted,     ///< well-formed, but a check failed (signature, issuer, TLS, nonce…)
    Keychain,      ///< the operating system's keychain did not do it
    Configuration, ///< something on our side is set wrong
};

struct Error
{
    ErrorKind kind = ErrorKind::Malformed;
    /// Stable, for tests and logs: "id_token.nonce_mismatch", or the wire's own "invalid_grant".
    QString code;
    /// For the curious; never holds a token, code, verifier, secret or cookie.
    QString detail;
    /// Which address it was about, without query and fragment; empty if none.
    QString endpoint;
    /// The other side asked not to be tried again sooner (Retry-After, capped).
    std::optional<std::chrono::seconds> retryAfter = std::nullopt;

    friend bool operator==(const Error&, const Error&) = default;
};

/// "Untrusted", "Offline"…: the name of the enumerator, for logs and JSON.
QString errorKindName(ErrorKind kind);

QDebug operator<<(QDebug debug, const Error& error);

} // namespace tessera

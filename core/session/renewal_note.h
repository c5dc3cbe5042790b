// Written ahead: before a refresh request goes out the grant in the keychain says so, and what replaces it
// after the answer says it no more. Both stand in one entry, so a crash leaves either the old token with the
// note or the new one without; whoever finds the note knows that the token may be used up (A213, A214).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QString>

#include <optional>

namespace tessera {

struct RenewalNote
{
    TimePoint since;     ///< of the first request whose answer is missing
    QString fingerprint; ///< of the refresh token it sent
    friend bool operator==(const RenewalNote&, const RenewalNote&) = default;
};

/// Tells one token from another; 72 bits of a hash, kept in the keychain only.
QString tokenFingerprint(const SecretString& refreshToken);

/// A random word for a grant whose refresh token is new.
QString newGeneration();

/// The note of a request that goes out now; an older one about the same token stays, because that is the
/// answer which may be missing.
RenewalNote noteFor(const std::optional<RenewalNote>& before, const SecretString& refreshToken,
                    TimePoint now);

/// How much is known about a refresh request that failed.
enum class RequestFate {
    NotSent,  ///< it never reached the server: the token is as good as before
    Answered, ///< an answer came: if the token is refused later, no lost answer is the reason
    Unknown,  ///< it may have arrived, and its answer is missing
};
RequestFate requestFate(const Error& error);
/// Unknown because no answer came, or half of one: worth one more try at once, within the time in which many
/// servers take the old token again.
bool isLostAnswer(const Error& error);

} // namespace tessera

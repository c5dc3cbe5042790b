// What a browser does with a Set-Cookie header that it could read, RFC 6265bis section 5.7: stored or
// dropped, and why. The address it came from is not known here unless the caller says; rules that need it are
// told as conditions.
#pragma once

#include "core/inspector/set_cookie.h"

namespace tessera {

struct SetCookieVerdict
{
    bool isStored = true;
    QString code; ///< of the finding if it is dropped
    QString why;  ///< one sentence
};

/// A domain that is a public suffix counts as dropped; from the very host of that name it would be kept for
/// that host alone.
SetCookieVerdict judgeSetCookie(const SetCookie& cookie);

/// "com", "co.uk", "github.io": by the Public Suffix List built into libpsl. `domain` in small letters.
bool isPublicSuffix(QByteArrayView domain);

} // namespace tessera

// The Cookie header of a request, RFC 6265bis section 4.2: names and values, no attributes; and what every
// report of cookies says of a value.
#pragma once

#include "core/inspector/token_report.h"

#include <QByteArray>

namespace tessera {

struct CookiePair
{
    QByteArray name;
    QByteArray value;
};

/// At most `kMostCookiePairs`, in the order sent. A piece without "=" is a value without a name.
QList<CookiePair> parseCookieHeader(QByteArrayView value);
inline constexpr qsizetype kMostCookiePairs = 500;

/// `value` is what stands behind "Cookie:".
void inspectCookie(TokenReport& report, QByteArrayView value, TimePoint now);

/// Opens what is inside, names the framework, judges a session id. Adds one field, named as the cookie.
void inspectCookiePair(TokenReport& report, const CookiePair& pair, TimePoint now);

} // namespace tessera

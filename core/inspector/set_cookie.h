// A Set-Cookie header read exactly as a user agent reads it, RFC 6265bis section 5.6: what it does not
// understand it ignores, and each attribute says here what became of it (checklist N128 to N133).
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tessera {

struct CookieAttribute
{
    QByteArray name;           ///< as sent
    QByteArray value;          ///< as sent, blanks off
    QString ignored;           ///< why it counts for nothing; empty: it counts
    QString code;              ///< of the finding, if there is one
    bool isSuperseded = false; ///< ignored because a later one of the same name counts
};

struct SetCookie
{
    QByteArray name;
    QByteArray value;
    QList<CookieAttribute> attributes; ///< in the order sent, at most 100
    bool secure = false;
    bool httpOnly = false;
    bool partitioned = false;
    QByteArray sameSite; ///< "None", "Lax", "Strict"; empty: default, which browsers treat as Lax
    std::optional<QByteArray> domain; ///< small letters, without the leading dot
    QByteArray path;                  ///< empty: made of the address
    std::optional<TimePoint> expires; ///< by Max-Age, else by Expires; none: until the browser closes
    bool isCapped = false;            ///< asked to live longer than 400 days (N131)
    /// The finding's code if the header is dropped before it is stored: "set_cookie.control",
    /// "set_cookie.too_large", "set_cookie.empty"; empty: it is not.
    QString dropped;

    bool isDeletion(TimePoint now) const { return expires && *expires <= now; }
};

inline constexpr qsizetype kMostCookieBytes = 4096;
inline constexpr qsizetype kMostCookieAttributeBytes = 1024;
inline constexpr qsizetype kMostCookieAttributes = 100; ///< ours: more are not looked at

/// `line` is what stands behind "Set-Cookie:".
SetCookie parseSetCookie(QByteArrayView line, TimePoint now);

} // namespace tessera

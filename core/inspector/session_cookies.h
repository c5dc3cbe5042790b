// Session cookies known by name, read from resources/session_cookies.json, and what else looks like one.
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>

namespace tessera {

struct SessionCookie
{
    enum Match { Whole, Prefix, Suffix };
    QByteArray name;     ///< "PHPSESSID", or how it begins or ends
    QString framework;   ///< "PHP"
    Match match = Whole; ///< Suffix: behind an underscore, "_shop_session"
};

/// Errors (Configuration): session_cookies.member, session_cookies.duplicate, and Malformed json.* .
Result<QList<SessionCookie>> parseSessionCookies(QByteArrayView json);
const QList<SessionCookie>& sessionCookies();

/// By the default name of a framework, with or without "__Host-" and its kin in front. nullptr: not known.
const SessionCookie* findSessionCookie(QByteArrayView name);

/// Known, or a name that says "session", "login", "token" or the like. A name with "csrf" or "xsrf" is none.
bool looksLikeSessionCookie(QByteArrayView name);

/// The prefix of RFC 6265bis 4.1.3 and its extensions, whatever the case, as the rules write it: "__Host-",
/// "__Secure-", "__Http-", "__Host-Http-"; empty: none.
QByteArrayView cookiePrefix(QByteArrayView name);

} // namespace tessera

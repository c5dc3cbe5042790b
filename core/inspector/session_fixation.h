// Session fixation, seen from two header blocks: the session id that a browser holds before signing in must
// not be the one it holds afterwards (OWASP Session Management, "Renew the Session ID After Any Privilege
// Level Change").
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Findings: session.fixed (error) for each session cookie that kept its value, session.cannot_tell (note)
/// where one of the blocks holds no session cookie. None: the id changed. Cookies of Cookie and Set-Cookie
/// headers count; a Set-Cookie counts more, and one that deletes takes the cookie away.
QList<Finding> compareSessions(QByteArrayView before, QByteArrayView after, TimePoint now);

} // namespace tessera

// Sessions that never were, for tests and pictures of pages. Times count from one fixed Monday in November.
#pragma once

#include "core/session/session.h"

namespace tessera::test {

/// Monday, 23 November 2026, 14:19 local time, whatever the time zone.
TimePoint madeUpNow();

/// Signed in at 14:05, renews at 15:00, ends at 15:05.
Session anaAtAcme();
/// Every account of the drawing: two of Ana's, one that needs a sign-in, one offline, one locked, the demo.
QList<Session> sixAccounts();
/// Where Google's endpoints are besides its own host.
QList<ForeignHost> googleHosts();
/// A provider that says much about itself: hosts elsewhere, no revocation, a page to review access.
Session atMicrosoft();
/// Everything from outside is markup, directions, or far too long (attacks A281 to A285).
Session hostile();

/// 14 checks; `failed` names one that failed.
QList<IdTokenCheck> madeUpChecks(const QString& failed = {});

} // namespace tessera::test

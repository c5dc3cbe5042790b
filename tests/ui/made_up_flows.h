// Exchanges that never were, for tests and pictures of the page of flows. The first is that of the drawing.
#pragma once

#include "core/flow/flow_run.h"

namespace tessera::test {

/// Ana signs in at Acme at 14:31:07; the nonce in the ID token is another one, so Tessera stops.
FlowRun stoppedSignIn(quint64 id = 1);
/// The same sign-in, a minute later, which went well.
FlowRun goodSignIn(quint64 id = 2);
/// As it stands while the browser is open: five steps, and nothing has come back yet.
FlowRun runningSignIn(quint64 id = 3);
/// Refused by the server: invalid_grant, and no check was reached.
FlowRun refusedRenewal(quint64 id = 4);
/// All but the recorder's most, with a request, an answer and a check again and again.
FlowRun longRun(int messages, quint64 id = 5);
/// Everything from outside is markup, directions, or far too long (attacks A281 to A285).
FlowRun hostileRun(quint64 id = 6);

} // namespace tessera::test

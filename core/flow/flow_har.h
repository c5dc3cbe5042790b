// A run as HTTP Archive 1.2, which the network panels of browsers open. Only what was HTTP to or from Tessera
// is in it: its own requests, and the browser's to the loopback address. Secrets are gone since they were
// recorded.
#pragma once

#include "core/flow/flow_run.h"

namespace tessera {

/// `version`: of Tessera, for "creator".
QByteArray flowHar(const FlowRun& run, const QString& version);

/// "Bearer [secret a5e1]": a value as text, with the fingerprint in place of the secret.
QString flowFieldText(const FlowField& field);
/// Address and query, the query percent-encoded.
QString flowAddressText(const FlowStep& step);

} // namespace tessera

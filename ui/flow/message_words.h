// One step of a run in words: title and sentence above its message, and the message as text.
#pragma once

#include "core/flow/flow_run.h"

namespace tessera {

/// "9. Token response", "Checks", "Stopped here".
QString messageTitle(const FlowRun& run, qsizetype step);
/// "id.acme.example answered 200 in 184 ms."
QString messageSentence(const FlowRun& run, qsizetype step);
/// Both, for a screen reader: "9. Token response, id.acme.example answered 200 in 184 ms".
QString spokenStep(const FlowRun& run, qsizetype step);
/// As it went over the wire, with secrets as they are kept. Bounded.
QString rawMessage(const FlowStep& step);
/// A name or value from outside for one place on the page.
QString shownValue(const QString& value);
/// The checks that belong to a message: what was verified after it and before the next one.
QList<FlowStep> checksOf(const FlowRun& run, qsizetype step);

} // namespace tessera

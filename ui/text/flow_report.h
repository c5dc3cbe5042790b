// "Copy as bug report": a flow in Markdown, for people who did not see it. Without the person: name and
// account are left out, addresses of people and subjects are masked.
#pragma once

#include "core/flow/flow_run.h"

#include <QString>

namespace tessera {

/// `version`: of Tessera. Those of Qt and of the system are asked for here.
QString flowReport(const FlowRun& run, const QString& version);

/// "a…@…": what of a text may be somebody's address; and the values of members that say who it is, by name.
QString withoutPerson(const QString& name, const QString& value);

} // namespace tessera

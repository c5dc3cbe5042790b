// A run as a picture in a file, drawn as on the page, in the colours of the page.
#pragma once

#include "core/flow/flow_run.h"

#include <QByteArray>
#include <QImage>

namespace tessera {

/// Empty where the run has no steps.
QByteArray flowSvg(const FlowRun& run);
/// Two device pixels for each of the drawing's, fewer where it is very long.
QImage flowImage(const FlowRun& run);

} // namespace tessera

// A flow as a sequence diagram in Mermaid's language, for documents and issues.
#pragma once

#include "core/flow/flow_run.h"

#include <QString>

namespace tessera {

/// "sequenceDiagram" and a line for each step. What came from outside cannot begin a line, a comment or
/// markup in it.
QString flowMermaid(const FlowRun& run);

/// Text for one label: characters that mean something to Mermaid or to HTML become entity codes ("#59;").
QString mermaidText(const QString& text);

} // namespace tessera

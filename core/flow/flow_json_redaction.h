// The JSON part of flow_redaction: members by name, by shape and by what stands above them.
#pragma once

#include "core/flow/flow_redaction.h"

namespace tessera {

/// `out` knows type and size; with fields and text where the body is JSON that can be read, else opaque as it
/// came.
FlowBody redactedJson(FlowBody out, const QByteArray& body, FlowSecrets& secrets);

/// After kFlowValueCharacters, with an ellipsis.
QString cutFlowValue(const QString& text);

} // namespace tessera

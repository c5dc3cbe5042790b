// The words of single checks and notes of a flow, by their code: for flow_text.
#pragma once

#include "core/flow/flow_run.h"

namespace tessera {

/// "state matches", "the nonce differs", "s_hash was not checked"
QString flowCheckWords(const QString& code, FlowVerdict verdict);
/// "state": as it stands in a list
QString flowCheckName(const QString& code);
QString flowNoteWords(const QString& code);

} // namespace tessera

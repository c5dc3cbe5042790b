// A finding in the language of the program. The catalogue (core/inspector) is in English, as the command line
// and JSON show it.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

/// Title, why and fix as a person reads them; what was found in this very token stays as it was said.
Finding findingInWords(const Finding& finding);

} // namespace tessera

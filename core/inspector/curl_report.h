// What a curl command line carries: addresses, headers, cookies, passwords, tokens in bodies. Never run.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

void inspectCurl(TokenReport& report, QByteArrayView text, TimePoint now);

} // namespace tessera

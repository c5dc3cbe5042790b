// Ctrl+C asks what runs to stop in order; a second one ends the program at once.
#pragma once

#include <stop_token>

namespace tessera::cli {

void stopOnInterrupt(const std::stop_source& source);

} // namespace tessera::cli

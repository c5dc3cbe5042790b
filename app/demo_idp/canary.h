// Writes down every secret the demo provider hands out or receives, so that a test can search the logs for
// them. Exists only in builds with tests (TESSERA_CANARY): a release has no test hooks.
#pragma once

#include <QByteArrayView>

namespace tessera::demo {

#ifdef TESSERA_CANARY
/// Appends one line to the file named by TESSERA_CANARY_FILE; nothing without that variable.
void canary(QByteArrayView secret);
#else
inline void canary(QByteArrayView) {}
#endif

} // namespace tessera::demo

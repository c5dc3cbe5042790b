// Ends the program when it is asked to from outside: SIGTERM and SIGINT, or a closed standard input (so that
// a provider started by another program does not outlive it).
#pragma once

namespace tessera::demo {

/// After these calls QCoreApplication::quit() is called from the event loop.
void quitOnSignals();
void quitWhenStdinCloses();

} // namespace tessera::demo

// What a program that holds tokens does before anything else: nobody else reads its memory, and nothing of it
// is written to disk when it crashes.
//
// Linux: PR_SET_DUMPABLE 0 (no ptrace and no /proc/PID/mem for other programs of the same person, no core
// dump) and RLIMIT_CORE 0, which what it starts inherits. Its /proc files belong to root from then on. Other
// POSIX systems: RLIMIT_CORE 0. Windows: nothing; reading the memory of another process of the same person is
// not refused there.
//
// SSLKEYLOGFILE is taken out of the environment: OpenSSL 3.5 and later may be built to write the keys of
// every TLS connection into the file it names (A306).
#pragma once

namespace tessera {

/// First in main(), before there is a second thread: it changes the environment.
///
/// A build for tests (TESSERA_TEST_SWITCHES, set by the presets dev and asan and by no other) leaves the
/// memory readable where the environment says TESSERA_TEST_DUMPABLE=1, so that a test can look into it.
void hardenProcess();

} // namespace tessera

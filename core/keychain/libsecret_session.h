// libsecret, which QtKeychain loads, keeps its session with the secret service for ever. When that service is
// started anew, every further job fails with "The session does not exist" until the program ends; tried with
// gnome-keyring 42. Letting the session go makes the next job open another one.
#pragma once

namespace tessera {

/// True if there was something to let go: then a job that failed is worth another try.
bool letGoOfLibsecretSession();

} // namespace tessera

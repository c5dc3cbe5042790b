// Questions of the agent for tests and pictures.
#pragma once

#include "core/agent/consent.h"

namespace tessera::test {

/// kubectl, started by zsh in a terminal, wants a token for Ana at Acme.
ConsentQuestion kubectlAsks();
/// zsh wants one through our own command line.
ConsentQuestion shellAsks();
/// A path of 10 KB with markup and direction marks, names to match (A264).
ConsentQuestion hostileAsks();

} // namespace tessera::test

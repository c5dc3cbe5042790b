// The library that main.cpp loads: only what it calls is seen from outside.
#include "app/cli/cli_main.h"

/// Referred to, so that it is taken out of the archive of the command line's parts.
extern "C" __attribute__((visibility("default"), used))
const decltype(&tesseraMain) tesseraMainOfThisLibrary = &tesseraMain;

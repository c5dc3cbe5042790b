// The command line: finds the command, parses its options, runs it until it is done or interrupted. On Linux
// it is a library of its own, which main.cpp loads when it has to: loading Qt and the rest takes several
// times as long as an agent takes to answer (quick_token.h).
#pragma once

#include <stddef.h> // NOLINT: between a program and a library

/// What the program has begun already: an agent was asked, and has not answered with a plain token.
struct TesseraBegunConversation
{
    int socket;           ///< connected; whoever gets this owns it
    const char* received; ///< what has come so far
    size_t size;
};

/// `begun`: null where nothing is. Returns the program's exit status.
extern "C" __attribute__((visibility("default"))) int tesseraMain(int argc, char** argv,
                                                                  const TesseraBegunConversation* begun);

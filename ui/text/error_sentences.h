// The table behind error_text: one row per code, families ("json.") at the end.
#pragma once

#include <span>

namespace tessera {

/// {host} is the host it was about, {detail} what was found. Both texts are translatable.
struct ErrorSentence
{
    const char* code; ///< ends in '.': stands for every code that begins so
    const char* headline;
    const char* advice;
};

/// Every row; the first that fits a code counts.
std::span<const ErrorSentence> errorSentences();
/// The part for what providers send in "error", in the wire's own words.
std::span<const ErrorSentence> wireErrorSentences();
/// The part for what is wrong with a command.
std::span<const ErrorSentence> usageErrorSentences();
/// The parts by subject, as their files are named.
std::span<const ErrorSentence> networkErrorSentences();
std::span<const ErrorSentence> administratorErrorSentences();
std::span<const ErrorSentence> providerErrorSentences();
std::span<const ErrorSentence> signInErrorSentences();
std::span<const ErrorSentence> tokenErrorSentences();
std::span<const ErrorSentence> storageErrorSentences();
std::span<const ErrorSentence> settingsErrorSentences();
/// The part for what goes wrong between a program and the agent.
std::span<const ErrorSentence> agentErrorSentences();
/// The part for the tools that ask for tokens.
std::span<const ErrorSentence> toolErrorSentences();

} // namespace tessera

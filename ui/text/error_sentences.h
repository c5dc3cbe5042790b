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

std::span<const ErrorSentence> errorSentences();

} // namespace tessera

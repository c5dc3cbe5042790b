// Ctrl+C asks what runs to stop in order; a second one ends the program at once.
#pragma once

#include <stop_token>

namespace tessera::cli {

void stopOnInterrupt(const std::stop_source& source);

/// While it lives an interrupt ends the program as the system does: for reading what somebody pipes in, where
/// nothing has been begun that would have to be finished, and where a blocked read notices no flag.
class EndsAtOnce
{
public:
    EndsAtOnce();
    EndsAtOnce(const EndsAtOnce&) = delete;
    EndsAtOnce& operator=(const EndsAtOnce&) = delete;
    ~EndsAtOnce();

private:
    void (*m_interrupt)(int);
    void (*m_terminate)(int);
};

} // namespace tessera::cli

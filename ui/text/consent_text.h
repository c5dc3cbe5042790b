// The question whether a program may have a token, in words. What it says of the program is what the kernel
// says; a program's own name for itself stands nowhere (A264).
#pragma once

#include "core/agent/consent.h"

namespace tessera {

struct ConsentText
{
    QString title;         ///< "Give kubectl a token?"
    QString meaning;       ///< what a yes means
    QString program;       ///< whole path, printable; to be elided in the middle
    QString process;       ///< "Process 48213 of user 1000, started by zsh in a terminal"
    QString account;       ///< "Ana Marić"
    QString accountDetail; ///< "ana.maric@example.com at id.acme.example"
    QStringList scope;     ///< printable
    QString asked;         ///< "First time this program asks"
    QString yes;           ///< word on the button for a yes
};

ConsentText consentText(const ConsentQuestion& question);

/// "Denied by itself in 55 seconds"
QString deniedInText(Milliseconds left);

} // namespace tessera

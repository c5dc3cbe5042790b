// What only the program knows of itself, for the page of settings.
#pragma once

#include "ui/settings/diagnosis_box.h"

namespace tessera {

struct ProgramFacts
{
    QString version;
    QString commit;     ///< empty: nobody said
    Diagnosis diagnose; ///< unset: there are no checks
};

} // namespace tessera

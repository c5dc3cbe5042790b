// How a row of the error sentences is written. Included by the files that hold rows, by nobody else.
#pragma once

#include "ui/text/error_sentences.h"

#include <QCoreApplication>

#define ROW(code, headline, advice)                                                                          \
    {                                                                                                        \
        code, QT_TRANSLATE_NOOP("tessera::ErrorText", headline),                                             \
            QT_TRANSLATE_NOOP("tessera::ErrorText", advice)                                                  \
    }

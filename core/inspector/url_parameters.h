// The members of an OAuth address: which are secrets, why they do not belong there, which may be shown.
#pragma once

#include "core/inspector/token_report.h"

namespace tessera {

struct UrlParameter
{
    QByteArrayView name;
    QStringView meaning;
    QStringView finding; ///< code in the catalogue if it stands in an address; empty: it may
    Finding::Severity severity;
    bool isShown; ///< harmless; false: hidden
};

/// nullptr for a name that is not of OAuth; then the value is hidden.
const UrlParameter* findUrlParameter(QByteArrayView name);

} // namespace tessera

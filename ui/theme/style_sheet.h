// The few rules that are easier said in QSS than painted: fields, scroll bars, tooltips, menus. Names no
// font, so that the system's stays.
#pragma once

#include "ui/theme/theme.h"

#include <QString>

namespace tessera {

QString styleSheet(const Theme& theme);

} // namespace tessera

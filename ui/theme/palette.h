// QPalette from a Theme, for whatever Qt paints by itself: fields, menus, selections, tooltips.
#pragma once

#include "ui/theme/theme.h"

#include <QPalette>

namespace tessera {

QPalette paletteFor(const Theme& theme);

} // namespace tessera

// What the program's own widgets are to a screen reader. Qt knows its own; a widget that paints itself is a
// blank area to it, and a button that can be chosen is turned on by it without having been clicked.
#pragma once

namespace tessera {

/// Before the first widget is made: Qt remembers what it once took a widget for. May be called more than
/// once.
void installAccessibleRoles();

} // namespace tessera

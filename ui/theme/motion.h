// Whether things may move (design section 7): what a person has chosen, else what the system says.
#pragma once

#include "core/settings/settings.h"

#include <QByteArrayView>

namespace tessera {

/// Widgets ask when they begin to move something: it jumps to its end instead.
bool motionReduced();
void setMotionChoice(MotionChoice choice);

/// What the desktop's own files say, where the system tells it in no other way: "gtk-enable-animations=false"
/// in GTK's settings.ini, "AnimationDurationFactor=0" in KDE's kdeglobals.
bool saysLessMotion(QByteArrayView settingsFile);

} // namespace tessera

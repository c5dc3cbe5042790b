#include "ui/theme/motion.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace tessera {
namespace {

constexpr qint64 kMostBytes = 256 * 1024;

MotionChoice& current()
{
    static MotionChoice choice = MotionChoice::System;
    return choice;
}

bool systemReducesMotion()
{
#if defined(Q_OS_WIN)
    BOOL animates = TRUE;
    return SystemParametersInfoW(SPI_GETCLIENTAREAANIMATION, 0, &animates, 0) && !animates;
#else
    const QDir config(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    for (const char* name : {"gtk-4.0/settings.ini", "gtk-3.0/settings.ini", "kdeglobals"}) {
        QFile file(config.filePath(QLatin1String(name)));
        if (file.open(QIODevice::ReadOnly) && saysLessMotion(file.read(kMostBytes)))
            return true;
    }
    return false;
#endif
}

} // namespace

bool saysLessMotion(QByteArrayView settingsFile)
{
    for (const QByteArray& raw : settingsFile.toByteArray().split('\n')) {
        const QByteArray line = raw.simplified().replace(' ', "");
        if (line == "gtk-enable-animations=false" || line == "gtk-enable-animations=0" ||
            line == "AnimationDurationFactor=0")
            return true;
    }
    return false;
}

bool motionReduced()
{
    if (current() != MotionChoice::System)
        return current() == MotionChoice::Reduced;
    static const bool reduced = systemReducesMotion(); // asked once: it is read from files
    return reduced;
}

void setMotionChoice(MotionChoice choice)
{
    current() = choice;
}

} // namespace tessera

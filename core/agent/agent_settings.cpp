#include "core/agent/agent_settings.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace tessera {
namespace {

const QString kLockWithScreen = QStringLiteral("agent/lock_with_screen");

QString pathIn(const QString& configDirectory)
{
    return QDir(configDirectory).filePath(QStringLiteral("settings.ini"));
}

} // namespace

bool locksWithScreen(const QString& configDirectory)
{
    const QFileInfo file(pathIn(configDirectory));
    if (!file.exists())
        return false;
    const QSettings settings(file.filePath(), QSettings::IniFormat);
    const bool isReadable = file.isFile() && file.isReadable() && settings.status() == QSettings::NoError;
    return !isReadable || settings.value(kLockWithScreen, false).toBool();
}

Result<void> setLocksWithScreen(const QString& configDirectory, const AgentDeskPtr& desk, bool isOn)
{
    const bool before = desk && desk->screen;
    if (desk) {
        const auto followed = desk->followScreen(isOn);
        if (!followed)
            return failure(followed.error());
    }
    QSettings settings(pathIn(configDirectory), QSettings::IniFormat);
    settings.setValue(kLockWithScreen, isOn);
    settings.sync();
    if (settings.status() == QSettings::NoError)
        return {};
    if (desk && desk->followScreen(before)) // it was so a moment ago
        qCWarning(lcAgent) << "the settings cannot be written";
    return failure(ErrorKind::Configuration, u"settings.not_writable", pathIn(configDirectory));
}

} // namespace tessera

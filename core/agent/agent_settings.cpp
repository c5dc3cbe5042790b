#include "core/agent/agent_settings.h"

#include "core/base/logging.h"
#include "core/settings/settings_store.h"

namespace tessera {
namespace {

Result<void> keep(const QString& configDirectory, bool isOn)
{
    auto file = readSettings(configDirectory);
    if (!file)
        return failure(file.error());
    file->settings.lockWithScreen = isOn;
    return writeSettings(configDirectory, *file);
}

} // namespace

bool locksWithScreen(const QString& configDirectory)
{
    const auto file = readSettings(configDirectory);
    return !file || file->settings.lockWithScreen;
}

Result<void> setLocksWithScreen(const QString& configDirectory, const AgentDeskPtr& desk, bool isOn)
{
    const bool before = desk && desk->screen;
    if (desk) {
        const auto followed = desk->followScreen(isOn);
        if (!followed)
            return failure(followed.error());
    }
    auto kept = keep(configDirectory, isOn);
    if (!kept && desk && !desk->followScreen(before)) // it was so a moment ago
        qCWarning(lcAgent) << "the agent does not hear of the screen any more";
    return kept;
}

} // namespace tessera

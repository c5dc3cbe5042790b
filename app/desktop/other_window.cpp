#include "app/desktop/other_window.h"

#include "core/base/logging.h"
#include "ui/text/error_text.h"

#include <cstdio>

namespace tessera {
namespace {

constexpr int kRefused = 1;

} // namespace

std::optional<int> askOtherWindow(const AgentPlace& place, const WindowWish& wish)
{
    const auto asked = askWindow(place, wish);
    if (asked)
        return 0;
    if (asked.error().code != u"window.no_answer")
        return std::nullopt;
    std::fprintf(stderr, "tessera-desktop: %s\n",
                 errorText(asked.error()).sentence().toLocal8Bit().constData());
    return kRefused;
}

std::optional<std::unique_ptr<WindowDoor>> becomeFirst(const AgentPlace& place, const WindowWish& wish)
{
    auto door = openOrAsk(place, wish);
    if (!door) {
        qCWarning(lcAgent) << "a later start cannot find this window:" << door.error();
        return std::unique_ptr<WindowDoor>();
    }
    if (!*door)
        return std::nullopt;
    return *std::move(door);
}

} // namespace tessera

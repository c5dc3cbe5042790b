// A session manager over nothing, in a folder of its own, for tests that make a whole window.
#pragma once

#include "core/keychain/memory_store.h"
#include "core/session/session_manager.h"
#include "tests/support/manual_clock.h"
#include "tests/ui/made_up.h"
#include "ui/main_window.h"

#include <QTemporaryDir>

namespace tessera::test {

struct MadeUpWindow
{
    MadeUpWindow()
    {
        Environment world;
        world.clock = clock;
        world.recorder = std::make_shared<FlowRecorder>(clock);
        world.http = std::make_shared<HttpClient>(world.recorder);
        world.secrets = std::make_shared<MemoryStore>();
        world.jwkSets = std::make_shared<RemoteJwkSets>(world.http, world.clock);
        world.openUrl = [](const QUrl&) { return Result<void>(); };
        world.configDirectory = directory.filePath(QStringLiteral("config"));
        manager = std::make_unique<SessionManager>(world);
    }

    QTemporaryDir directory;
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(madeUpNow());
    std::unique_ptr<SessionManager> manager;
};

} // namespace tessera::test

// Everything a journey at a twin needs, all of it real but the hands and the clock: a keychain that outlives
// managers, a browser that follows redirects, and the session manager.
#pragma once

#include "core/providers/provider_catalogue.h"
#include "core/session/session_manager.h"
#include "core/session/session_store.h"
#include "tests/core/session/scripted_store.h"
#include "tests/support/await.h"
#include "tests/support/manual_clock.h"
#include "tests/support/robot_browser.h"

#include <QTemporaryDir>
#include <QTest>

namespace tessera::test {

class TwinWorld
{
public:
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<ScriptedStore> store = std::make_shared<ScriptedStore>();
    QTemporaryDir directory;
    QList<QUrl> opened;
    /// The browser has shown its last page for all of them: a fixed return address is free again.
    bool browserIsDone() const { return *m_visited == opened.size(); }
    /// Runs before each poll of the device grant, after the clock has moved.
    std::function<void()> onPause;

    std::unique_ptr<SessionManager> startProgram();
    /// As the row of providers.json has it, for a server at `issuer`.
    static SignInRequest request(const char* provider, const QString& issuer, const QString& clientId,
                                 const QString& clientSecret = {});
    QString storedRefreshToken(const QString& accountId) const;

private:
    Environment environment();

    std::shared_ptr<qsizetype> m_visited = std::make_shared<qsizetype>(0);
    BrowserPtr m_browser = std::make_shared<Browser>();
};

QString accessTokenOf(const SessionManager& manager, const QString& accountId);
QString codeOf(const Result<SignInOutcome>& outcome);

} // namespace tessera::test

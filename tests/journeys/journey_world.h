// Everything a journey needs, all of it real but the hands and the clock: demo provider, robot browsers, a
// store that outlives managers, and the session manager.
#pragma once

#include "app/demo_idp/identity_provider.h"
#include "core/session/session_manager.h"
#include "tests/core/session/scripted_store.h"
#include "tests/support/await.h"
#include "tests/support/manual_clock.h"
#include "tests/support/robot_browser.h"

#include <QTemporaryDir>

namespace tessera::test {

/// What came of the visits, shared with robots that may outlive the world.
struct VisitLog
{
    QList<RobotVisit> done;
};

class JourneyWorld
{
public:
    explicit JourneyWorld(demo::IdentityProviderOptions options = {});

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    demo::IdentityProvider provider;
    std::shared_ptr<ScriptedStore> store = std::make_shared<ScriptedStore>();
    QTemporaryDir directory;

    /// What the person does; the user is replaced by the address's login_hint where there is one.
    RobotPlan plan;
    /// The provider's request log at the moment the browser opened.
    QStringList logAtBrowser;
    QList<QUrl> opened;
    QList<quint16> redirectPorts; ///< as chosen in the settings
    std::shared_ptr<VisitLog> visits = std::make_shared<VisitLog>();

    /// The program starts (again): a new manager that has loaded what there is.
    std::unique_ptr<SessionManager> startProgram();
    SignInRequest request(const QString& user = QStringLiteral("alice")) const;
    /// Signs in and answers the account's id; empty after a failure.
    QString signIn(SessionManager& manager, const QString& user = QStringLiteral("alice"));
    void openInBrowser(const QUrl& address);

    /// The refresh token the store keeps for this account.
    QString storedRefreshToken(const QString& accountId) const;
    /// What a stranger gets at the provider for a token.
    int userinfoStatus(const QString& accessToken) const;
    BrowserPage refreshAsThief(const QString& refreshToken) const;

private:
    static demo::IdentityProviderOptions withClock(demo::IdentityProviderOptions options,
                                                   const std::shared_ptr<ManualClock>& clock);
    QHash<QString, BrowserPtr> m_browsers; ///< each person has one
};

/// Turns the event loop until it is so; false after ten seconds.
bool eventually(const std::function<bool()>& isSo);
QString accessToken(const SessionManager& manager, const QString& accountId);
Phase phaseOf(const SessionManager& manager, const QString& accountId);
QList<SessionEvent::Kind> eventsOf(const SessionManager& manager, const QString& accountId);

} // namespace tessera::test

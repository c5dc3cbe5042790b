// A world for one test: clock, provider, store, configuration folder, and managers that live in it.
#pragma once

#include "core/session/session_manager.h"
#include "tests/core/session/scripted_provider.h"
#include "tests/core/session/scripted_store.h"
#include "tests/support/await.h"

#include <QTemporaryDir>

namespace tessera::test {

class SessionWorld
{
public:
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    std::shared_ptr<ScriptedStore> store = std::make_shared<ScriptedStore>();
    ScriptedProvider provider{clock};
    QTemporaryDir directory;
    /// Set: managers lock each other out as two programs would.
    QString lockDirectory;
    QList<RenewalEvent> journal;

    Environment environment();
    std::unique_ptr<SessionManager> manager();
    /// A manager that has loaded these people's accounts, each with refresh token "refresh-0".
    std::unique_ptr<SessionManager> managerOf(const QStringList& subjects);
    std::unique_ptr<SessionManager> managerOf(const QStringList& subjects, const Environment& environment,
                                              const RenewalPolicy& policy);
    QString id(const QString& subject) const { return provider.account(subject).id; }

    SignInRequest request() const;
    /// The refresh token the store holds for this person, or empty.
    QByteArray storedToken(const QString& subject) const;
    std::optional<StoredGrant> storedGrant(const QString& subject) const;
    QList<RenewalEvent::Kind> journalKinds() const;
    void replaceStored(const QString& subject, const QByteArray& refreshToken);
};

/// Turns the event loop until it is so; false after five seconds.
bool eventually(const std::function<bool()>& isSo);

} // namespace tessera::test

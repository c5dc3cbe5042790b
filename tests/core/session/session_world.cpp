#include "tests/core/session/session_world.h"

#include <QTest>

namespace tessera::test {

Environment SessionWorld::environment()
{
    Environment environment;
    environment.recorder = std::make_shared<FlowRecorder>(clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.clock = clock;
    environment.secrets = store;
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, clock);
    environment.openUrl = provider.browser();
    environment.configDirectory = directory.path();
    environment.lockDirectory = lockDirectory;
    environment.onRenewalEvent = [this](const RenewalEvent& event) { journal.append(event); };
    return environment;
}

std::unique_ptr<SessionManager> SessionWorld::manager()
{
    return std::make_unique<SessionManager>(environment());
}

std::unique_ptr<SessionManager> SessionWorld::managerOf(const QStringList& subjects)
{
    return managerOf(subjects, environment(), {});
}

std::unique_ptr<SessionManager> SessionWorld::managerOf(const QStringList& subjects,
                                                        const Environment& environment,
                                                        const RenewalPolicy& policy)
{
    QList<Account> accounts;
    for (const QString& subject : subjects) {
        accounts.append(provider.account(subject));
        replaceStored(subject, "refresh-0");
    }
    if (!AccountsFile(directory.path()).write(accounts))
        qFatal("accounts.json cannot be written");
    auto loaded = std::make_unique<SessionManager>(environment, policy);
    if (!await(loaded->load()))
        qFatal("accounts.json cannot be read");
    return loaded;
}

SignInRequest SessionWorld::request() const
{
    SignInRequest request;
    request.registration = provider.registration();
    request.limit = Seconds(10);
    return request;
}

std::optional<StoredGrant> SessionWorld::storedGrant(const QString& subject) const
{
    const auto text = store->entries.value(keychainKey(id(subject)));
    const auto grant = parseGrant(SecretString::fromUtf8(text));
    return grant ? std::optional<StoredGrant>(*grant) : std::nullopt;
}

QByteArray SessionWorld::storedToken(const QString& subject) const
{
    const auto grant = storedGrant(subject);
    return grant ? grant->refreshToken.reveal().toByteArray() : QByteArray();
}

QList<RenewalEvent::Kind> SessionWorld::journalKinds() const
{
    QList<RenewalEvent::Kind> kinds;
    for (const RenewalEvent& event : journal)
        kinds.append(event.kind);
    return kinds;
}

void SessionWorld::replaceStored(const QString& subject, const QByteArray& refreshToken)
{
    const SecretString text = serialiseGrant(provider.grant(subject, refreshToken));
    store->entries.insert(keychainKey(id(subject)), text.reveal().toByteArray());
}

bool eventually(const std::function<bool()>& isSo)
{
    return QTest::qWaitFor([&isSo] { return isSo(); }, 5000);
}

} // namespace tessera::test

// Everything around one sign-in at a hostile provider: a store that counts, a browser without a person, a
// folder for accounts.json.
#pragma once

#include "core/keychain/secret_store.h"
#include "core/session/session_manager.h"
#include "tests/hostile/hostile_identity_provider.h"
#include "tests/support/await.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>

namespace tessera::test {

/// Keeps what it is given, as a keychain would, and can be looked into.
class CountingStore final : public SecretStore
{
public:
    QString name() const override { return QStringLiteral("counting"); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token) override { co_return SecretStoreState::Available; }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token) override
    {
        const auto it = entries->constFind(key);
        std::optional<SecretString> found;
        if (it != entries->constEnd())
            found = *it;
        co_return Result<std::optional<SecretString>>(found);
    }
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token) override
    {
        ++*writes;
        entries->insert(key, secret);
        co_return Result<void>();
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token) override
    {
        entries->remove(key);
        co_return Result<void>();
    }

    std::shared_ptr<QHash<QString, SecretString>> entries = std::make_shared<QHash<QString, SecretString>>();
    std::shared_ptr<int> writes = std::make_shared<int>(0);
};

struct HostileWorld
{
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    HostileIdentityProvider provider;
    std::shared_ptr<CountingStore> store = std::make_shared<CountingStore>();
    QTemporaryDir folder;
    QNetworkAccessManager browser; // follows redirects, as browsers do
    int opened = 0;
    QList<QUrl> addresses;     ///< given to the browser
    bool browserWaits = false; ///< true: they are only kept, for the test to open
    std::unique_ptr<SessionManager> manager;
    Milliseconds patience;
    std::function<void(SignInRequest&)> asks;

    explicit HostileWorld(const HostileCase& row)
        : provider(row.fault, clock), manager(std::make_unique<SessionManager>(environment(row.limits))),
          patience(row.patience), asks(row.request)
    {
    }

    Result<SignInOutcome> signIn()
    {
        SignInRequest request;
        request.registration.issuer = provider.issuer();
        request.registration.clientId = HostileIdentityProvider::clientId();
        request.limit = patience;
        if (asks)
            asks(request);
        return await(manager->signIn(request));
    }

    void open(const QUrl& url)
    {
        QNetworkReply* reply = browser.get(QNetworkRequest(url));
        QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    }

    bool somethingIsStored() const
    {
        return *store->writes > 0 || !store->entries->isEmpty() || !manager->sessions().isEmpty() ||
               QFile::exists(folder.filePath(QStringLiteral("accounts.json")));
    }

private:
    Environment environment(const ReplyLimits& limits)
    {
        Environment environment;
        environment.recorder = std::make_shared<FlowRecorder>(clock);
        environment.http = std::make_shared<HttpClient>(environment.recorder, limits);
        environment.clock = clock;
        environment.secrets = store;
        environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, clock);
        environment.discovery = std::make_shared<DiscoveryCache>(environment.http, clock);
        environment.openUrl = [this](const QUrl& url) {
            ++opened;
            addresses += url;
            if (!browserWaits)
                open(url);
            return Result<void>();
        };
        environment.configDirectory = folder.path();
        return environment;
    }
};

} // namespace tessera::test

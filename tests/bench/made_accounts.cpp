#include "tests/bench/made_accounts.h"

#include "core/keychain/memory_store.h"
#include "core/session/session_store.h"

#include <QCoroTask>

namespace tessera::bench {
namespace {

/// Answers when the event loop comes round, as a keychain over D-Bus does.
class LaterStore final : public SecretStore
{
public:
    explicit LaterStore(std::shared_ptr<SecretStore> inner) : m_inner(std::move(inner)) {}
    QString name() const override { return m_inner->name(); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override { return m_inner->state(stop); }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override
    {
        return readLater(m_inner, std::move(key), std::move(stop));
    }
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override
    {
        return m_inner->write(std::move(key), std::move(secret), std::move(stop));
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override
    {
        return m_inner->remove(std::move(key), std::move(stop));
    }

private:
    static QCoro::Task<Result<std::optional<SecretString>>> readLater(std::shared_ptr<SecretStore> store,
                                                                      QString key, std::stop_token stop)
    {
        const auto waited = co_await pauseFor(Milliseconds(0), stop);
        if (!waited)
            co_return failure(waited.error());
        co_return co_await store->read(key, stop);
    }

    std::shared_ptr<SecretStore> m_inner;
};

class StillClock final : public Clock
{
public:
    TimePoint now() const override { return fromUnixSeconds(1767323045); }
    Milliseconds sinceBoot() const override { return Seconds(1000); }
};

StoredGrant grantFor(const Account& account)
{
    StoredGrant grant;
    grant.metadata.issuer = account.issuer;
    grant.metadata.authorizationEndpoint = QUrl(account.issuer + QStringLiteral("/authorize"));
    grant.metadata.tokenEndpoint = QUrl(account.issuer + QStringLiteral("/token"));
    grant.metadata.jwksUri = QUrl(account.issuer + QStringLiteral("/jwks"));
    grant.registration.issuer = account.issuer;
    grant.registration.clientId = account.clientId;
    grant.subject = account.subject;
    grant.refreshToken = SecretString(QByteArray(64, 'r'));
    grant.scopeRequested = grant.scopeGranted = account.scopeRequested;
    return grant;
}

} // namespace

Environment environmentWith(int accounts, const QString& directory, Answers answers)
{
    Environment environment;
    environment.clock = std::make_shared<StillClock>();
    environment.recorder = std::make_shared<FlowRecorder>(environment.clock);
    environment.http = std::make_shared<HttpClient>(environment.recorder);
    environment.jwkSets = std::make_shared<RemoteJwkSets>(environment.http, environment.clock);
    environment.secrets = std::make_shared<MemoryStore>();
    environment.configDirectory = directory;
    QList<Account> list;
    for (int i = 0; i < accounts; ++i) {
        Account account;
        account.issuer = QStringLiteral("https://id.example");
        account.subject = QStringLiteral("person-%1").arg(i);
        account.clientId = QStringLiteral("desktop");
        account.id = accountId(account.issuer, account.subject, account.clientId);
        account.name = QStringLiteral("Person %1").arg(i);
        account.email = QStringLiteral("person%1@id.example").arg(i);
        account.scopeRequested = account.scopeGranted = {QStringLiteral("openid")};
        account.createdAt = environment.clock->now();
        list.append(account);
        if (!QCoro::waitFor(saveGrant(environment.secrets, account.id, grantFor(account), {})))
            qFatal("a grant could not be stored");
    }
    if (!AccountsFile(directory).write(list))
        qFatal("accounts.json could not be written");
    if (answers == Answers::Later)
        environment.secrets = std::make_shared<LaterStore>(environment.secrets);
    return environment;
}

} // namespace tessera::bench

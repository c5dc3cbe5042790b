// The operating system's keychain through QtKeychain, with what QtKeychain gets wrong put right: a locked
// collection is probed for (QtKeychain says "not found"), writes are read back, deletes are checked, every
// job has a time limit (platform.md section 4).
#pragma once

#include "core/base/clock.h"
#include "core/keychain/secret_store.h"

namespace tessera {

struct KeychainHistory;

class KeychainStore final : public SecretStore
{
public:
    /// `service` is the name under which the entries stand in the keychain; tests use another one.
    explicit KeychainStore(QString service = QStringLiteral("tessera"), Milliseconds timeLimit = Seconds(30));

    QString name() const override;
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override;
    std::shared_ptr<void> watch(std::function<void()> changed) override;
    QCoro::Task<Result<void>> unlock(QString key, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> keys(std::stop_token stop) override;

private:
    QString m_service;
    Milliseconds m_timeLimit;
    std::shared_ptr<KeychainHistory> m_history;
};

} // namespace tessera

// A secret store whose entries may be longer than the system's, and whose old entry stays whole until the new
// one is proven: each write goes under a second name, is read back, and only then is the first one removed
// (A242, A243). Two generations of one secret may stand there after a crash; the later one that is whole
// counts. In front of every keychain, so that all of them behave alike.
#pragma once

#include "core/keychain/secret_store.h"
#include "core/keychain/split_format.h"

namespace tessera {

/// Errors besides the inner store's (Keychain): secret.damaged (there is an entry, and no generation of it is
/// whole; it is left as it is, A241).
class SplitStore final : public SecretStore
{
public:
    explicit SplitStore(std::shared_ptr<SecretStore> inner, qsizetype limit = kMostEntryBytes);

    QString name() const override { return m_inner->name(); }
    bool isPersistent() const override { return m_inner->isPersistent(); }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override;
    std::shared_ptr<void> watch(std::function<void()> changed) override;
    QCoro::Task<Result<void>> unlock(QString key, std::stop_token stop) override;
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> keys(std::stop_token stop) override;

private:
    std::shared_ptr<SecretStore> m_inner;
    qsizetype m_limit;
};

} // namespace tessera

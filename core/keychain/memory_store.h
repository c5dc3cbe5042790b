// "This session only": secrets in this process's memory, sealed, and gone with it.
#pragma once

#include "core/base/sealed_secret.h"
#include "core/keychain/secret_store.h"

#include <QHash>

namespace tessera {

class MemoryStore final : public SecretStore
{
public:
    QString name() const override;
    bool isPersistent() const override { return false; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override;
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override;
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override;
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override;
    QCoro::Task<Result<QStringList>> keys(std::stop_token stop) override;

private:
    std::shared_ptr<QHash<QString, SealedSecret>> m_entries =
        std::make_shared<QHash<QString, SealedSecret>>();
};

} // namespace tessera

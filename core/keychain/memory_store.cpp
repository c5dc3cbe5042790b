// Secrets in memory. Nothing here waits: the tasks are ready when they are returned.
#include "core/keychain/memory_store.h"

namespace tessera {

QString MemoryStore::name() const
{
    return QStringLiteral("this session only");
}

QCoro::Task<SecretStoreState> MemoryStore::state(std::stop_token)
{
    co_return SecretStoreState::Available;
}

QCoro::Task<Result<std::optional<SecretString>>> MemoryStore::read(QString key, std::stop_token)
{
    const auto it = m_entries->constFind(key);
    if (it == m_entries->constEnd())
        co_return std::optional<SecretString>();
    co_return std::optional<SecretString>(it->open());
}

QCoro::Task<Result<void>> MemoryStore::write(QString key, SecretString secret, std::stop_token)
{
    m_entries->insert(key, SealedSecret(secret));
    co_return Result<void>();
}

QCoro::Task<Result<void>> MemoryStore::remove(QString key, std::stop_token)
{
    m_entries->remove(key);
    co_return Result<void>();
}

QCoro::Task<Result<QStringList>> MemoryStore::keys(std::stop_token)
{
    QStringList found = m_entries->keys();
    found.sort();
    co_return found;
}

} // namespace tessera

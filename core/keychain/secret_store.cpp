// The parts of a secret store that most have no use for.
#include "core/keychain/secret_store.h"

namespace tessera {

QCoro::Task<Result<void>> SecretStore::unlock(QString, std::stop_token)
{
    co_return Result<void>();
}

std::shared_ptr<void> SecretStore::watch(std::function<void()>)
{
    return nullptr;
}

} // namespace tessera

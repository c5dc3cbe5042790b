// The parts of a secret store that most have no use for.
#include "core/keychain/secret_store.h"

namespace tessera {

std::optional<Error> faultOf(SecretStoreState state)
{
    const auto keychain = [](QStringView code) {
        return Error{ErrorKind::Keychain, code.toString(), {}, {}};
    };
    switch (state) {
    case SecretStoreState::Available:
        return std::nullopt;
    case SecretStoreState::Locked:
        return keychain(u"keychain.locked");
    case SecretStoreState::Absent:
        return keychain(u"keychain.absent");
    case SecretStoreState::Denied:
        return keychain(u"keychain.denied");
    case SecretStoreState::Slow:
        return keychain(u"keychain.timeout");
    case SecretStoreState::Gone:
        return keychain(u"keychain.gone");
    }
    Q_UNREACHABLE();
}

QCoro::Task<Result<void>> SecretStore::unlock(QString, std::stop_token)
{
    co_return Result<void>();
}

QCoro::Task<Result<QStringList>> SecretStore::keys(std::stop_token)
{
    co_return failure(ErrorKind::Keychain, u"keychain.no_list");
}

std::shared_ptr<void> SecretStore::watch(std::function<void()>)
{
    return nullptr;
}

} // namespace tessera

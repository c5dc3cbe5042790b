// A grant in and out of the keychain, and the check that it is this account's (A251).
#include "core/session/session_store.h"

namespace tessera {

QString keychainKey(const QString& accountId)
{
    // Derived from a hash: nothing a person or a server chose gets into the key (A250).
    return QStringLiteral("account/") + accountId;
}

QCoro::Task<Result<void>> saveGrant(std::shared_ptr<SecretStore> secrets, QString accountId,
                                    StoredGrant grant, std::stop_token stop)
{
    const SecretString text = serialiseGrant(grant);
    // What could not be read again is not written.
    if (const auto readable = parseGrant(text); !readable)
        co_return failure(readable.error());
    co_return co_await secrets->write(keychainKey(accountId), text, stop);
}

QCoro::Task<Result<StoredGrant>> loadGrant(std::shared_ptr<SecretStore> secrets, Account account,
                                           std::stop_token stop)
{
    const auto text = co_await secrets->read(keychainKey(account.id), stop);
    if (!text)
        co_return failure(text.error());
    if (!*text)
        co_return failure(ErrorKind::Keychain, u"grant.missing");
    auto grant = parseGrant(**text);
    if (!grant)
        co_return failure(grant.error());
    if (grant->metadata.issuer != account.issuer || grant->subject != account.subject ||
        grant->registration.clientId != account.clientId)
        co_return failure(ErrorKind::Keychain, u"grant.issuer_mismatch", grant->metadata.issuer);
    co_return grant;
}

} // namespace tessera

// Where secrets outlive the program. One interface: the operating system's keychain, or memory for "this
// session only". Nothing else: there is no plain-text store (attack group G11).
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QCoro/QCoroTask>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace tessera {

enum class SecretStoreState {
    Available,
    Locked, ///< there, and its owner has to open it: waited for
    Absent, ///< this computer has none: secrets last as long as the program
    Denied, ///< there, and does not let this program in: asked again only when a person says so
    Slow,   ///< there, and did not answer in time: asked again, each time later
    Gone,   ///< was there while this program ran: what is in memory goes on, and is written when it is back
};

/// What keeps a store in that state from being used: the codes below. Unset for Available.
std::optional<Error> faultOf(SecretStoreState state);

/// Errors of all members (Keychain): one for each state, keychain.locked, keychain.absent, keychain.denied,
/// keychain.timeout (slow), keychain.gone; keychain.read_back (written, but read back different),
/// keychain.too_large, keychain.failed (detail: the system's words); and Cancelled.
class SecretStore
{
public:
    SecretStore() = default;
    SecretStore(const SecretStore&) = delete;
    SecretStore& operator=(const SecretStore&) = delete;
    virtual ~SecretStore() = default;

    /// "Secret Service", "Windows Credential Manager", "this session only"…
    virtual QString name() const = 0;
    /// False for memory: what is written is gone when the program ends.
    virtual bool isPersistent() const = 0;
    virtual QCoro::Task<SecretStoreState> state(std::stop_token stop = {}) = 0;
    /// Calls `changed` when the store may have been opened, closed, or come back, as long as the answer is
    /// kept. Null: the system tells nothing, so that it has to be asked now and then.
    virtual std::shared_ptr<void> watch(std::function<void()> changed);

    /// Lets the person open a locked store, where the system has a prompt for it; `key` is an entry that is
    /// wanted. Only for what a person asked for: no prompt may appear out of nothing. Done when the store is
    /// open.
    virtual QCoro::Task<Result<void>> unlock(QString key, std::stop_token stop = {});

    /// nullopt: the store is open and has no such entry. A locked store is an error, never nullopt.
    virtual QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop = {}) = 0;
    /// Done when the entry was written and read back equal.
    virtual QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop = {}) = 0;
    /// Done when the entry is really gone (the system's "deleted" is not believed).
    virtual QCoro::Task<Result<void>> remove(QString key, std::stop_token stop = {}) = 0;

    /// The keys of all entries of this program, sorted; no secret is read. Errors: also keychain.no_list
    /// (this kind of keychain cannot be asked, or has more entries than are listed).
    virtual QCoro::Task<Result<QStringList>> keys(std::stop_token stop = {});
};

} // namespace tessera

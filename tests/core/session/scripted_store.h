// A secret store that outlives the manager like a keychain does, remembers what was asked of it in which
// order, and fails when told to.
#pragma once

#include "core/keychain/secret_store.h"

#include <QHash>
#include <QStringList>

#include <functional>

namespace tessera::test {

class ScriptedStore final : public SecretStore
{
public:
    SecretStoreState now = SecretStoreState::Available;
    QString failWrites; ///< code of a Keychain error, or empty
    QString failRemovals;
    bool persistent = true;
    bool personUnlocks = false;
    /// Runs before a write, with the text to be written.
    std::function<void(const QByteArray&)> onWrite;
    /// What the system would call when the keychain is opened; set while somebody watches.
    std::function<void()> changed;
    QHash<QString, QByteArray> entries;
    QStringList log; ///< "read", "write", "remove"

    QString name() const override { return QStringLiteral("scripted"); }
    bool isPersistent() const override { return persistent; }
    QCoro::Task<SecretStoreState> state(std::stop_token) override { co_return now; }

    std::shared_ptr<void> watch(std::function<void()> call) override
    {
        changed = std::move(call);
        return std::make_shared<int>();
    }

    QCoro::Task<Result<void>> unlock(QString, std::stop_token) override
    {
        if (personUnlocks)
            now = SecretStoreState::Available;
        if (const auto error = closed())
            co_return failure(*error);
        co_return Result<void>();
    }

    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token) override
    {
        log.append(QStringLiteral("read"));
        if (const auto error = closed())
            co_return failure(*error);
        if (!entries.contains(key))
            co_return std::optional<SecretString>();
        co_return std::optional<SecretString>(SecretString::fromUtf8(entries.value(key)));
    }

    QCoro::Task<Result<QStringList>> keys(std::stop_token) override
    {
        if (const auto error = closed())
            co_return failure(*error);
        co_return QStringList(entries.keys());
    }

    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token) override
    {
        log.append(QStringLiteral("write"));
        if (onWrite)
            onWrite(secret.reveal().toByteArray());
        if (const auto error = closed())
            co_return failure(*error);
        if (!failWrites.isEmpty())
            co_return failure(ErrorKind::Keychain, failWrites);
        entries.insert(key, secret.reveal().toByteArray());
        co_return Result<void>();
    }

    QCoro::Task<Result<void>> remove(QString key, std::stop_token) override
    {
        log.append(QStringLiteral("remove"));
        if (const auto error = closed())
            co_return failure(*error);
        if (!failRemovals.isEmpty())
            co_return failure(ErrorKind::Keychain, failRemovals);
        entries.remove(key);
        co_return Result<void>();
    }

private:
    std::optional<Error> closed() const { return faultOf(now); }
};

} // namespace tessera::test

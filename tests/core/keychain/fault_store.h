// A keychain in memory that dies at a step: from the nth change on nothing more happens, and that change may
// be left half done. What it holds afterwards is what a program finds that starts again.
#pragma once

#include "core/keychain/secret_store.h"

#include <QMap>
#include <QStringList>

namespace tessera::test {

class FaultStore final : public SecretStore
{
public:
    QMap<QString, QByteArray> entries;
    QStringList log;           ///< "write NAME", "remove NAME"
    int changesLeft = -1;      ///< then it is dead; −1: never
    bool tears = false;        ///< the write it dies at leaves half of the bytes
    QString failing;           ///< code for every write from now on, or empty
    bool keepsRemoved = false; ///< removals are refused
    qsizetype longest = 2560;  ///< of an entry, as Windows Credential Manager

    QString name() const override { return QStringLiteral("fault"); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token) override { co_return SecretStoreState::Available; }

    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token) override
    {
        if (!entries.contains(key))
            co_return std::optional<SecretString>();
        co_return std::optional<SecretString>(SecretString::fromUtf8(entries.value(key)));
    }

    QCoro::Task<Result<QStringList>> keys(std::stop_token) override
    {
        if (!failing.isEmpty())
            co_return failure(ErrorKind::Keychain, failing);
        co_return QStringList(entries.keys());
    }

    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token) override
    {
        if (secret.size() > longest)
            co_return failure(ErrorKind::Keychain, u"keychain.too_large");
        if (!failing.isEmpty())
            co_return failure(ErrorKind::Keychain, failing);
        const QByteArray bytes = secret.reveal().toByteArray();
        if (changesLeft == 0) {
            if (std::exchange(tears, false))
                entries.insert(key, bytes.left(bytes.size() / 2));
            co_return failure(ErrorKind::Keychain, u"keychain.failed");
        }
        --changesLeft;
        log.append(QStringLiteral("write ") + key);
        entries.insert(key, bytes);
        co_return Result<void>();
    }

    QCoro::Task<Result<void>> remove(QString key, std::stop_token) override
    {
        if (changesLeft == 0 || keepsRemoved)
            co_return failure(ErrorKind::Keychain, u"keychain.failed");
        --changesLeft;
        if (entries.remove(key) > 0)
            log.append(QStringLiteral("remove ") + key);
        co_return Result<void>();
    }
};

} // namespace tessera::test

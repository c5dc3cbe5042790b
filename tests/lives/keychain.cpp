#include "tests/lives/keychain.h"

#include "core/base/one_shot.h"

namespace tessera::lives {
namespace {

using Kind = KeychainFault::Kind;
using OnPtr = std::shared_ptr<const bool>;

Error keychainError(QStringView code)
{
    return Error{ErrorKind::Keychain, code.toString(), {}, {}};
}

std::optional<Error> closedError(SecretStoreState state)
{
    switch (state) {
    case SecretStoreState::Available:
        return std::nullopt;
    case SecretStoreState::Locked:
        return keychainError(u"keychain.locked");
    case SecretStoreState::Absent:
        return keychainError(u"keychain.absent");
    case SecretStoreState::Denied:
        return keychainError(u"keychain.denied");
    case SecretStoreState::Slow:
        return keychainError(u"keychain.timeout");
    case SecretStoreState::Gone:
        return keychainError(u"keychain.gone");
    }
    return std::nullopt;
}

/// Some answers come at once, some a turn of the event loop later; where nobody answers, only a stop ends it.
QCoro::Task<void> takeATurn(VaultPtr vault, std::stop_token stop)
{
    if (vault->breakage != Breakage::NeverAnswers && vault->dice.oneIn(2))
        co_return;
    const OneShot<Result<void>> turn(stop);
    ++vault->operationsUnderWay;
    if (vault->breakage != Breakage::NeverAnswers)
        QTimer::singleShot(0, [turn] { turn.resolve({}); });
    co_await turn;
    --vault->operationsUnderWay;
}

/// Counts, and says whether the armed fault happens at this operation.
std::optional<Kind> faultNow(const VaultPtr& vault, bool isChange)
{
    if (!vault->armed || (!isChange && vault->armed->kind != Kind::Closes))
        return std::nullopt;
    if (vault->armed->after-- > 0)
        return std::nullopt;
    ++vault->faultsHit;
    const KeychainFault fault = *vault->armed;
    vault->armed->after = 0;
    if (--vault->armed->times <= 0)
        vault->armed.reset();
    if (fault.kind == Kind::Closes)
        vault->setState(fault.closes);
    return fault.kind;
}

void change(const VaultPtr& vault, const QString& key, const std::optional<QByteArray>& value)
{
    if (vault->breakage == Breakage::ForgetsWrites && value)
        return;
    if (value)
        vault->entries.insert(key, *value);
    else
        vault->entries.remove(key);
    if (vault->onChange)
        vault->onChange();
}

/// A write (with a value) or a removal.
QCoro::Task<Result<void>> changeEntry(VaultPtr vault, OnPtr isOn, QString key,
                                      std::optional<SecretString> secret, std::stop_token stop)
{
    co_await takeATurn(vault, stop);
    if (!*isOn)
        co_return failure(keychainError(u"keychain.failed"));
    const auto fault = faultNow(vault, true);
    if (const auto closed = closedError(vault->now)) {
        vault->onHindrance();
        co_return failure(*closed);
    }
    const auto value = secret ? std::optional<QByteArray>(secret->reveal().toByteArray()) : std::nullopt;
    const bool isTorn = fault == Kind::Torn || fault == Kind::CutTorn;
    const bool isCut = fault == Kind::CutBefore || fault == Kind::CutTorn || fault == Kind::CutAfter;
    if (isTorn && value)
        change(vault, key, value->left(value->size() / 2));
    else if (!isTorn && fault != Kind::FailsBefore && fault != Kind::CutBefore)
        change(vault, key, value);
    if (isCut) {
        vault->onHindrance();
        vault->onPowerCut(QStringLiteral("at a change of the keychain"));
        co_return failure(keychainError(u"keychain.failed"));
    }
    if (fault == Kind::FailsBefore || fault == Kind::FailsAfter || fault == Kind::Torn) {
        vault->onHindrance();
        co_return failure(keychainError(fault == Kind::Torn ? u"keychain.read_back" : u"keychain.failed"));
    }
    co_return Result<void>();
}

QCoro::Task<Result<std::optional<SecretString>>> readEntry(VaultPtr vault, OnPtr isOn, QString key,
                                                           std::stop_token stop)
{
    co_await takeATurn(vault, stop);
    if (!*isOn)
        co_return failure(keychainError(u"keychain.failed"));
    faultNow(vault, false);
    if (const auto closed = closedError(vault->now)) {
        vault->onHindrance(); // nobody writes without looking first
        co_return failure(*closed);
    }
    const auto found = vault->entries.constFind(key);
    if (found == vault->entries.constEnd())
        co_return std::optional<SecretString>();
    co_return std::optional<SecretString>(SecretString::fromUtf8(*found));
}

QCoro::Task<Result<void>> askPerson(VaultPtr vault, OnPtr isOn, std::stop_token stop)
{
    co_await takeATurn(vault, stop);
    if (*isOn && vault->now == SecretStoreState::Locked && vault->personUnlocks)
        vault->setState(SecretStoreState::Available);
    if (const auto closed = closedError(vault->now))
        co_return failure(*closed);
    co_return Result<void>();
}

QCoro::Task<SecretStoreState> askState(VaultPtr vault, std::stop_token stop)
{
    co_await takeATurn(vault, stop);
    co_return vault->now;
}

class Keychain final : public SecretStore
{
public:
    Keychain(VaultPtr vault, OnPtr isOn) : m_vault(std::move(vault)), m_isOn(std::move(isOn)) {}

    QString name() const override { return QStringLiteral("of a life"); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token stop) override { return askState(m_vault, stop); }
    std::shared_ptr<void> watch(std::function<void()> changed) override
    {
        if (!m_vault->tells)
            return nullptr;
        const auto watcher = std::make_shared<std::function<void()>>(std::move(changed));
        m_vault->watchers.append(watcher);
        return watcher;
    }
    QCoro::Task<Result<void>> unlock(QString, std::stop_token stop) override
    {
        return askPerson(m_vault, m_isOn, stop);
    }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token stop) override
    {
        return readEntry(m_vault, m_isOn, key, stop);
    }
    QCoro::Task<Result<void>> write(QString key, SecretString secret, std::stop_token stop) override
    {
        return changeEntry(m_vault, m_isOn, key, secret, stop);
    }
    QCoro::Task<Result<void>> remove(QString key, std::stop_token stop) override
    {
        return changeEntry(m_vault, m_isOn, key, std::nullopt, stop);
    }

private:
    VaultPtr m_vault;
    OnPtr m_isOn;
};

/// For the oracle: answers at once.
class PlainView final : public SecretStore
{
public:
    explicit PlainView(VaultPtr vault) : m_vault(std::move(vault)) {}

    QString name() const override { return QStringLiteral("plain"); }
    bool isPersistent() const override { return true; }
    QCoro::Task<SecretStoreState> state(std::stop_token) override { co_return SecretStoreState::Available; }
    QCoro::Task<Result<std::optional<SecretString>>> read(QString key, std::stop_token) override
    {
        const auto found = m_vault->entries.constFind(key);
        if (found == m_vault->entries.constEnd())
            co_return std::optional<SecretString>();
        co_return std::optional<SecretString>(SecretString::fromUtf8(*found));
    }
    QCoro::Task<Result<void>> write(QString, SecretString, std::stop_token) override
    {
        co_return Result<void>();
    }
    QCoro::Task<Result<void>> remove(QString, std::stop_token) override { co_return Result<void>(); }

private:
    VaultPtr m_vault;
};

} // namespace

void Vault::setState(SecretStoreState state)
{
    if (now == state)
        return;
    now = state;
    const auto told = watchers;
    watchers.clear();
    for (const auto& weak : told) {
        const auto watcher = weak.lock();
        if (!watcher)
            continue;
        watchers.append(weak);
        // As a signal of the bus would come: later.
        QTimer::singleShot(0, [weak] {
            if (const auto call = weak.lock())
                (*call)();
        });
    }
}

std::shared_ptr<SecretStore> makeKeychain(VaultPtr vault, std::shared_ptr<const bool> isOn)
{
    return std::make_shared<Keychain>(std::move(vault), std::move(isOn));
}

std::shared_ptr<SecretStore> plainView(VaultPtr vault)
{
    return std::make_shared<PlainView>(std::move(vault));
}

} // namespace tessera::lives

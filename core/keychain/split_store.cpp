#include "core/keychain/split_store.h"

#include "core/base/logging.h"

#include <QRegularExpression>

#include <algorithm>

namespace tessera {
namespace {

using StorePtr = std::shared_ptr<SecretStore>;

/// Where the two generations stand. The first is the name that earlier versions knew.
enum class Slot { First, Second };
constexpr Slot kSlots[] = {Slot::First, Slot::Second};

constexpr int kMostLooks = 4;

QString nameOf(const QString& key, Slot slot, int part)
{
    const QString letter = slot == Slot::First ? QStringLiteral("a") : QStringLiteral("b");
    if (part > 1)
        return QStringLiteral("%1/%2%3").arg(key, letter).arg(part);
    return slot == Slot::First ? key : QStringLiteral("%1/%2").arg(key, letter);
}

/// What one slot holds.
struct View
{
    bool isThere = false;
    quint64 generation = 0; ///< 0: a bare text of an earlier version, or a head that says nothing
    int parts = 1;
    std::optional<SecretString> secret; ///< set if it is whole
};

QCoro::Task<Result<View>> look(StorePtr store, QString key, Slot slot, std::stop_token stop)
{
    const auto entry = co_await store->read(nameOf(key, slot, 1), stop);
    if (!entry)
        co_return failure(entry.error());
    View view;
    if (!*entry)
        co_return view;
    view.isThere = true;
    if (isBareEntry((*entry)->reveal())) {
        view.secret = **entry;
        co_return view;
    }
    const auto head = parseSplitHead((*entry)->reveal());
    if (!head)
        co_return view;
    view.generation = head->generation;
    view.parts = head->parts;
    QList<SecretString> further;
    for (int index = 2; index <= head->parts; ++index) {
        const auto part = co_await store->read(nameOf(key, slot, index), stop);
        if (!part)
            co_return failure(part.error());
        const auto piece = *part ? parseSplitPart((*part)->reveal(), head->generation, index) : std::nullopt;
        if (!piece)
            co_return view;
        further.append(*piece);
    }
    view.secret = joinSecret(*head, further);
    co_return view;
}

struct Both
{
    View first;
    View second;

    bool isEmpty() const { return !first.isThere && !second.isThere; }
    /// The later of those that are whole.
    std::optional<Slot> best() const
    {
        if (second.secret && (!first.secret || second.generation > first.generation))
            return Slot::Second;
        return first.secret ? std::optional<Slot>(Slot::First) : std::nullopt;
    }
    const View& at(Slot slot) const { return slot == Slot::First ? first : second; }
};

QCoro::Task<Result<Both>> lookAtBoth(StorePtr store, QString key, std::stop_token stop)
{
    Both both;
    // Another program may write between two looks: the new one is there before the old one goes, so what was
    // missed in one place is in the other.
    for (int looks = 0; looks < kMostLooks; ++looks) {
        const bool isSecondLook = looks > 0;
        const auto first = co_await look(store, key, Slot::First, stop);
        if (!first)
            co_return failure(first.error());
        both.first = *first;
        if (isSecondLook && both.isEmpty())
            break;
        const auto second = co_await look(store, key, Slot::Second, stop);
        if (!second)
            co_return failure(second.error());
        both.second = *second;
        if (both.best())
            break;
    }
    co_return both;
}

QCoro::Task<Result<std::optional<SecretString>>> readBest(StorePtr store, QString key, std::stop_token stop)
{
    const auto both = co_await lookAtBoth(store, key, stop);
    if (!both)
        co_return failure(both.error());
    if (const auto best = both->best())
        co_return both->at(*best).secret;
    if (both->isEmpty())
        co_return std::optional<SecretString>();
    co_return failure(ErrorKind::Keychain, u"secret.damaged");
}

/// The head goes first: without it the parts are nothing.
QCoro::Task<Result<void>> removeSlot(StorePtr store, QString key, Slot slot, int parts)
{
    for (int index = 1; index <= parts; ++index) {
        const auto removed = co_await store->remove(nameOf(key, slot, index), {});
        if (!removed)
            co_return removed;
    }
    co_return Result<void>();
}

/// The parts first: the head makes them count.
QCoro::Task<Result<void>> writeSlot(StorePtr store, QString key, Slot slot, QList<SecretString> entries,
                                    std::stop_token stop)
{
    for (int index = static_cast<int>(entries.size()); index >= 1; --index) {
        const auto written = co_await store->write(nameOf(key, slot, index), entries[index - 1], stop);
        if (!written)
            co_return written;
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> writeNext(StorePtr store, QString key, SecretString secret, qsizetype limit,
                                    std::stop_token stop)
{
    const auto both = co_await lookAtBoth(store, key, stop);
    if (!both)
        co_return failure(both.error());
    const auto best = both->best();
    const Slot target = best == Slot::First ? Slot::Second : Slot::First;
    const Slot other = target == Slot::First ? Slot::Second : Slot::First;
    const quint64 generation = std::max(both->first.generation, both->second.generation) + 1;
    const auto entries = splitSecret(secret, generation, limit);
    if (entries.isEmpty())
        co_return failure(ErrorKind::Keychain, u"keychain.too_large",
                          QStringLiteral("%1 bytes").arg(secret.size()));
    const auto written = co_await writeSlot(store, key, target, entries, stop);
    if (!written)
        co_return written;
    // From here on the new one counts, whatever becomes of the old one; the next write takes its place.
    if (both->at(other).isThere) {
        const auto removed = co_await removeSlot(store, key, other, both->at(other).parts);
        if (!removed)
            qCWarning(lcKeychain) << "an older generation is left in the keychain:" << removed.error();
    }
    co_return Result<void>();
}

/// Everything that can be there, also what a crash left without a head.
QCoro::Task<Result<void>> removeAll(StorePtr store, QString key, std::stop_token stop)
{
    for (const Slot slot : kSlots) {
        const auto removed = co_await store->remove(nameOf(key, slot, 1), stop);
        if (!removed)
            co_return removed;
    }
    for (const Slot slot : kSlots) {
        for (int index = 2; index <= kMostParts; ++index) {
            const QString name = nameOf(key, slot, index);
            const auto part = co_await store->read(name, stop);
            if (!part)
                co_return failure(part.error());
            if (!*part)
                continue;
            const auto removed = co_await store->remove(name, stop);
            if (!removed)
                co_return removed;
        }
    }
    co_return Result<void>();
}

/// The key a name of nameOf was made of. Keys themselves hold a stroke ("account/…"), and what follows the
/// last one there is longer than a slot's name.
QString keyOf(const QString& name)
{
    static const QRegularExpression kOfSlot(QStringLiteral("/(?:b|[ab][2-9])$"));
    const auto found = kOfSlot.match(name);
    return found.hasMatch() ? name.left(found.capturedStart()) : name;
}

QCoro::Task<Result<QStringList>> keysOf(StorePtr store, std::stop_token stop)
{
    const auto names = co_await store->keys(stop);
    if (!names)
        co_return failure(names.error());
    QStringList keys;
    for (const QString& name : *names)
        keys.append(keyOf(name));
    keys.sort();
    keys.removeDuplicates();
    co_return keys;
}

/// A prompt comes for an entry that is there, and either may be the one.
QCoro::Task<Result<void>> unlockEither(StorePtr store, QString key, std::stop_token stop)
{
    const auto opened = co_await store->unlock(nameOf(key, Slot::First, 1), stop);
    if (opened || opened.error().code != u"keychain.locked")
        co_return opened;
    co_return co_await store->unlock(nameOf(key, Slot::Second, 1), stop);
}

} // namespace

SplitStore::SplitStore(std::shared_ptr<SecretStore> inner, qsizetype limit)
    : m_inner(std::move(inner)), m_limit(limit)
{
}

QCoro::Task<SecretStoreState> SplitStore::state(std::stop_token stop)
{
    return m_inner->state(std::move(stop));
}

std::shared_ptr<void> SplitStore::watch(std::function<void()> changed)
{
    return m_inner->watch(std::move(changed));
}

QCoro::Task<Result<void>> SplitStore::unlock(QString key, std::stop_token stop)
{
    return unlockEither(m_inner, std::move(key), std::move(stop));
}

QCoro::Task<Result<std::optional<SecretString>>> SplitStore::read(QString key, std::stop_token stop)
{
    return readBest(m_inner, std::move(key), std::move(stop));
}

QCoro::Task<Result<void>> SplitStore::write(QString key, SecretString secret, std::stop_token stop)
{
    return writeNext(m_inner, std::move(key), std::move(secret), m_limit, std::move(stop));
}

QCoro::Task<Result<void>> SplitStore::remove(QString key, std::stop_token stop)
{
    return removeAll(m_inner, std::move(key), std::move(stop));
}

QCoro::Task<Result<QStringList>> SplitStore::keys(std::stop_token stop)
{
    return keysOf(m_inner, std::move(stop));
}

} // namespace tessera

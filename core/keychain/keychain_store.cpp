// QtKeychain with its answers checked: probe, job, look again (attack group G11).
#include "core/keychain/keychain_store.h"

#include "core/keychain/gdbus_exit_on_close.h"
#include "core/keychain/keychain_job.h"
#include "core/keychain/keychain_probe.h"

namespace tessera {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kLongestProbe = 5s;
/// A person may have to find and type a password.
constexpr Milliseconds kPromptTime = 2min;
constexpr qsizetype kLargestSecret = 16 * 1024;

struct Place
{
    QString service;
    QString key;
    Milliseconds limit;

    Milliseconds probeLimit() const { return std::min(limit, kLongestProbe); }
};

Error keychainError(QStringView code, const QString& detail = {})
{
    return Error{ErrorKind::Keychain, code.toString(), detail, {}};
}

std::optional<Error> whyNotOpen(KeychainProbe probe)
{
    switch (probe) {
    case KeychainProbe::Open:
        return std::nullopt;
    case KeychainProbe::Locked:
        return keychainError(u"keychain.locked");
    case KeychainProbe::Absent:
        return keychainError(u"keychain.absent");
    case KeychainProbe::Silent:
        return keychainError(u"keychain.timeout", QStringLiteral("the keychain does not answer"));
    }
    Q_UNREACHABLE();
}

/// What is believed instead of QtKeychain's word: the probe's, where it names a reason.
QCoro::Task<Error> explained(Error error, Milliseconds probeLimit, std::stop_token stop)
{
    if (error.kind == ErrorKind::Cancelled)
        co_return error;
    const auto probe = co_await probeKeychain(probeLimit, stop);
    if (!probe)
        co_return probe.error();
    auto reason = whyNotOpen(*probe);
    if (!reason)
        co_return error;
    reason->detail = error.detail;
    co_return *reason;
}

/// The entry of an open keychain; "not found" counts only if it is still open afterwards.
QCoro::Task<Result<std::optional<SecretString>>> readOpen(Place place, std::stop_token stop)
{
    const auto found = co_await runReadJob(place.service, place.key, place.limit, stop);
    if (!found) {
        const Error error = co_await explained(found.error(), place.probeLimit(), stop);
        co_return failure(error);
    }
    if (*found)
        co_return *found;
    const auto probe = co_await probeKeychain(place.probeLimit(), stop);
    if (!probe)
        co_return failure(probe.error());
    if (const auto error = whyNotOpen(*probe))
        co_return failure(*error);
    co_return std::optional<SecretString>();
}

/// No prompt appears for a reader: a locked keychain is an answer.
QCoro::Task<Result<std::optional<SecretString>>> readChecked(Place place, std::stop_token stop)
{
    const auto probe = co_await probeKeychain(place.probeLimit(), stop);
    if (!probe)
        co_return failure(probe.error());
    if (const auto error = whyNotOpen(*probe))
        co_return failure(*error);
    surviveLossOfSessionBus();
    co_return co_await readOpen(place, stop);
}

/// How long a change may take; a locked keychain asks the person for its password first.
QCoro::Task<Result<Milliseconds>> limitForChange(Place place, std::stop_token stop)
{
    const auto probe = co_await probeKeychain(place.probeLimit(), stop);
    if (!probe)
        co_return failure(probe.error());
    surviveLossOfSessionBus();
    if (*probe == KeychainProbe::Locked)
        co_return std::max(place.limit, kPromptTime);
    if (const auto error = whyNotOpen(*probe))
        co_return failure(*error);
    co_return place.limit;
}

/// Reading an entry of a locked collection is what makes libsecret ask for its password.
QCoro::Task<Result<void>> unlockByReading(Place place, std::stop_token stop)
{
    const auto before = co_await probeKeychain(place.probeLimit(), stop);
    if (!before)
        co_return failure(before.error());
    if (*before == KeychainProbe::Locked) {
        surviveLossOfSessionBus();
        const auto read = co_await runReadJob(place.service, place.key, kPromptTime, stop);
        if (!read && read.error().kind == ErrorKind::Cancelled)
            co_return failure(read.error());
    }
    const auto after = co_await probeKeychain(place.probeLimit(), stop);
    if (!after)
        co_return failure(after.error());
    if (const auto error = whyNotOpen(*after))
        co_return failure(*error);
    co_return Result<void>();
}

QCoro::Task<Result<void>> writeChecked(Place place, SecretString secret, std::stop_token stop)
{
    if (secret.size() > kLargestSecret)
        co_return failure(ErrorKind::Keychain, u"keychain.too_large",
                          QStringLiteral("%1 bytes, at most %2").arg(secret.size()).arg(kLargestSecret));
    const auto limit = co_await limitForChange(place, stop);
    if (!limit)
        co_return failure(limit.error());
    const auto written = co_await runWriteJob(place.service, place.key, secret, *limit, stop);
    if (!written) {
        const Error error = co_await explained(written.error(), place.probeLimit(), stop);
        co_return failure(error);
    }
    const auto readBack = co_await readOpen(place, stop);
    if (!readBack)
        co_return failure(readBack.error());
    if (!*readBack || !(**readBack == secret))
        co_return failure(ErrorKind::Keychain, u"keychain.read_back");
    co_return Result<void>();
}

QCoro::Task<Result<void>> removeChecked(Place place, std::stop_token stop)
{
    const auto limit = co_await limitForChange(place, stop);
    if (!limit)
        co_return failure(limit.error());
    const auto removed = co_await runDeleteJob(place.service, place.key, *limit, stop);
    if (!removed) {
        const Error error = co_await explained(removed.error(), place.probeLimit(), stop);
        co_return failure(error);
    }
    const auto left = co_await readOpen(place, stop);
    if (!left)
        co_return failure(left.error());
    if (*left)
        co_return failure(ErrorKind::Keychain, u"keychain.failed",
                          QStringLiteral("the entry is still there"));
    co_return Result<void>();
}

QCoro::Task<SecretStoreState> stateOfKeychain(Place place, std::stop_token stop)
{
    const auto probe = co_await probeKeychain(place.probeLimit(), stop);
    const KeychainProbe found = probe.value_or(KeychainProbe::Silent);
    if (found == KeychainProbe::Open)
        co_return SecretStoreState::Available;
    // One that does not answer may be waiting for its owner: worth another look later, as a locked one.
    co_return found == KeychainProbe::Absent ? SecretStoreState::Absent : SecretStoreState::Locked;
}

} // namespace

KeychainStore::KeychainStore(QString service, Milliseconds timeLimit)
    : m_service(std::move(service)), m_timeLimit(timeLimit)
{
}

QString KeychainStore::name() const
{
#if defined(Q_OS_WIN)
    return QStringLiteral("Windows Credential Manager");
#elif defined(Q_OS_MACOS)
    return QStringLiteral("macOS Keychain");
#else
    return QStringLiteral("Secret Service");
#endif
}

QCoro::Task<SecretStoreState> KeychainStore::state(std::stop_token stop)
{
    return stateOfKeychain({m_service, QString(), m_timeLimit}, std::move(stop));
}

QCoro::Task<Result<void>> KeychainStore::unlock(QString key, std::stop_token stop)
{
    return unlockByReading({m_service, std::move(key), m_timeLimit}, std::move(stop));
}

QCoro::Task<Result<std::optional<SecretString>>> KeychainStore::read(QString key, std::stop_token stop)
{
    return readChecked({m_service, std::move(key), m_timeLimit}, std::move(stop));
}

QCoro::Task<Result<void>> KeychainStore::write(QString key, SecretString secret, std::stop_token stop)
{
    return writeChecked({m_service, std::move(key), m_timeLimit}, std::move(secret), std::move(stop));
}

QCoro::Task<Result<void>> KeychainStore::remove(QString key, std::stop_token stop)
{
    return removeChecked({m_service, std::move(key), m_timeLimit}, std::move(stop));
}

} // namespace tessera

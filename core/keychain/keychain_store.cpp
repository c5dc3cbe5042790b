// QtKeychain with its answers checked: probe, job, look again (attack group G11).
#include "core/keychain/keychain_store.h"

#include "core/keychain/gdbus_exit_on_close.h"
#include "core/keychain/keychain_entries.h"
#include "core/keychain/keychain_job.h"
#include "core/keychain/keychain_probe.h"
#include "core/keychain/keychain_watch.h"
#include "core/keychain/libsecret_session.h"

namespace tessera {

/// What this program has seen of the keychain.
struct KeychainHistory
{
    bool wasThere = false;
};

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
    std::shared_ptr<KeychainHistory> history;

    Milliseconds probeLimit() const { return std::min(limit, kLongestProbe); }
};

Error keychainError(QStringView code, const QString& detail = {})
{
    return Error{ErrorKind::Keychain, code.toString(), detail, {}};
}

/// The probe, and what is known of before: a keychain that was there and is not is another thing than none.
QCoro::Task<Result<KeychainProbe>> probe(Place place, std::stop_token stop)
{
    const auto found = co_await probeKeychain(place.probeLimit(), stop);
    if (found && *found != KeychainProbe::Absent && *found != KeychainProbe::Silent)
        place.history->wasThere = true;
    co_return found;
}

std::optional<Error> whyNotOpen(const Place& place, KeychainProbe answer)
{
    switch (answer) {
    case KeychainProbe::Open:
        return std::nullopt;
    case KeychainProbe::Locked:
        return keychainError(u"keychain.locked");
    case KeychainProbe::Absent:
        return keychainError(place.history->wasThere ? u"keychain.gone" : u"keychain.absent");
    case KeychainProbe::Denied:
        return keychainError(u"keychain.denied", QStringLiteral("the keychain refuses this program"));
    case KeychainProbe::Silent:
        return keychainError(u"keychain.timeout", QStringLiteral("the keychain does not answer"));
    }
    Q_UNREACHABLE();
}

/// What is believed instead of QtKeychain's word: the probe's, where it names a reason.
QCoro::Task<Error> explained(Error error, Place place, std::stop_token stop)
{
    if (error.kind == ErrorKind::Cancelled)
        co_return error;
    const auto answer = co_await probe(place, stop);
    if (!answer)
        co_return answer.error();
    auto reason = whyNotOpen(place, *answer);
    if (!reason)
        co_return error;
    reason->detail = error.detail;
    co_return *reason;
}

/// The service may have been started anew since the last job: then the session with the old one is in the
/// way.
bool isWorthAnotherTry(const Error& error)
{
    return error.code == u"keychain.failed" && letGoOfLibsecretSession();
}

QCoro::Task<Result<std::optional<SecretString>>> runRead(Place place, std::stop_token stop)
{
    const auto found = co_await runReadJob(place.service, place.key, place.limit, stop);
    if (found || !isWorthAnotherTry(found.error()))
        co_return found;
    co_return co_await runReadJob(place.service, place.key, place.limit, stop);
}

QCoro::Task<Result<void>> runWrite(Place place, SecretString secret, std::stop_token stop)
{
    const auto written = co_await runWriteJob(place.service, place.key, secret, place.limit, stop);
    if (written || !isWorthAnotherTry(written.error()))
        co_return written;
    co_return co_await runWriteJob(place.service, place.key, secret, place.limit, stop);
}

QCoro::Task<Result<void>> runDelete(Place place, std::stop_token stop)
{
    const auto removed = co_await runDeleteJob(place.service, place.key, place.limit, stop);
    if (removed || !isWorthAnotherTry(removed.error()))
        co_return removed;
    co_return co_await runDeleteJob(place.service, place.key, place.limit, stop);
}

/// The entry of an open keychain; "not found" counts only if it is still open afterwards.
QCoro::Task<Result<std::optional<SecretString>>> readOpen(Place place, std::stop_token stop)
{
    const auto found = co_await runRead(place, stop);
    if (!found) {
        const Error error = co_await explained(found.error(), place, stop);
        co_return failure(error);
    }
    if (*found)
        co_return *found;
    const auto answer = co_await probe(place, stop);
    if (!answer)
        co_return failure(answer.error());
    if (const auto error = whyNotOpen(place, *answer))
        co_return failure(*error);
    co_return std::optional<SecretString>();
}

/// No prompt appears for a reader: a locked keychain is an answer.
QCoro::Task<Result<std::optional<SecretString>>> readChecked(Place place, std::stop_token stop)
{
    const auto answer = co_await probe(place, stop);
    if (!answer)
        co_return failure(answer.error());
    if (const auto error = whyNotOpen(place, *answer))
        co_return failure(*error);
    surviveLossOfSessionBus();
    co_return co_await readOpen(place, stop);
}

/// How long a change may take; a locked keychain asks the person for its password first.
QCoro::Task<Result<Milliseconds>> limitForChange(Place place, std::stop_token stop)
{
    const auto answer = co_await probe(place, stop);
    if (!answer)
        co_return failure(answer.error());
    surviveLossOfSessionBus();
    if (*answer == KeychainProbe::Locked)
        co_return std::max(place.limit, kPromptTime);
    if (const auto error = whyNotOpen(place, *answer))
        co_return failure(*error);
    co_return place.limit;
}

/// Reading an entry of a locked collection is what makes libsecret ask for its password.
QCoro::Task<Result<void>> unlockByReading(Place place, std::stop_token stop)
{
    const auto before = co_await probe(place, stop);
    if (!before)
        co_return failure(before.error());
    if (*before == KeychainProbe::Locked) {
        surviveLossOfSessionBus();
        Place patient = place;
        patient.limit = kPromptTime;
        const auto read = co_await runRead(patient, stop);
        if (!read && read.error().kind == ErrorKind::Cancelled)
            co_return failure(read.error());
    }
    const auto after = co_await probe(place, stop);
    if (!after)
        co_return failure(after.error());
    if (const auto error = whyNotOpen(place, *after))
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
    Place patient = place;
    patient.limit = *limit;
    const auto written = co_await runWrite(patient, secret, stop);
    if (!written) {
        const Error error = co_await explained(written.error(), place, stop);
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
    Place patient = place;
    patient.limit = *limit;
    const auto removed = co_await runDelete(patient, stop);
    if (!removed) {
        const Error error = co_await explained(removed.error(), place, stop);
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

QCoro::Task<Result<QStringList>> keysOfOpen(Place place, std::stop_token stop)
{
    const auto answer = co_await probe(place, stop);
    if (!answer)
        co_return failure(answer.error());
    if (const auto error = whyNotOpen(place, *answer))
        co_return failure(*error);
    co_return co_await listKeychainEntries(place.service, place.limit, stop);
}

QCoro::Task<SecretStoreState> stateOfKeychain(Place place, std::stop_token stop)
{
    const auto answer = co_await probe(place, stop);
    switch (answer.value_or(KeychainProbe::Silent)) {
    case KeychainProbe::Open:
        co_return SecretStoreState::Available;
    case KeychainProbe::Locked:
        co_return SecretStoreState::Locked;
    case KeychainProbe::Absent:
        co_return place.history->wasThere ? SecretStoreState::Gone : SecretStoreState::Absent;
    case KeychainProbe::Denied:
        co_return SecretStoreState::Denied;
    case KeychainProbe::Silent:
        break;
    }
    co_return SecretStoreState::Slow;
}

} // namespace

KeychainStore::KeychainStore(QString service, Milliseconds timeLimit)
    : m_service(std::move(service)), m_timeLimit(timeLimit), m_history(std::make_shared<KeychainHistory>())
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
    return stateOfKeychain({m_service, QString(), m_timeLimit, m_history}, std::move(stop));
}

std::shared_ptr<void> KeychainStore::watch(std::function<void()> changed)
{
    return watchKeychain(std::move(changed));
}

QCoro::Task<Result<void>> KeychainStore::unlock(QString key, std::stop_token stop)
{
    return unlockByReading({m_service, std::move(key), m_timeLimit, m_history}, std::move(stop));
}

QCoro::Task<Result<std::optional<SecretString>>> KeychainStore::read(QString key, std::stop_token stop)
{
    return readChecked({m_service, std::move(key), m_timeLimit, m_history}, std::move(stop));
}

QCoro::Task<Result<void>> KeychainStore::write(QString key, SecretString secret, std::stop_token stop)
{
    return writeChecked({m_service, std::move(key), m_timeLimit, m_history}, std::move(secret),
                        std::move(stop));
}

QCoro::Task<Result<void>> KeychainStore::remove(QString key, std::stop_token stop)
{
    return removeChecked({m_service, std::move(key), m_timeLimit, m_history}, std::move(stop));
}

QCoro::Task<Result<QStringList>> KeychainStore::keys(std::stop_token stop)
{
    return keysOfOpen({m_service, QString(), m_timeLimit, m_history}, std::move(stop));
}

} // namespace tessera

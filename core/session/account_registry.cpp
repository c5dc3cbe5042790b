#include "core/session/account_registry.h"

#include "core/base/logging.h"

#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kShortestPrefix = 4;

using Matches = std::function<bool(const Account&)>;

QString describe(const Account& account)
{
    const QString who = account.email.isEmpty() ? account.subject : account.email;
    return QStringLiteral("%1 (%2, %3)").arg(account.id, printable(who, 80), printable(account.issuer, 120));
}

/// Two programs that write at the same moment would each lose what the other wrote. It is a moment, so it is
/// waited for right here; who holds it longer than that is stuck, and is not waited for.
std::shared_ptr<ProcessLock> lockList(const StatePtr& state)
{
    constexpr int kLooks = 40;
    constexpr unsigned long kMillisecondsBetween = 5;
    const QString& directory = state->environment.lockDirectory;
    for (int look = 0; look < kLooks && !directory.isEmpty(); ++look) {
        const auto taken = ProcessLock::tryTake(directory, QStringLiteral("accounts"));
        if (!taken || *taken)
            return taken.value_or(nullptr);
        QThread::msleep(kMillisecondsBetween);
    }
    return nullptr;
}

/// A list that somebody took away is made again from what is known.
Result<QList<Account>> accountsOnDisk(const StatePtr& state)
{
    const QFileInfo file(state->file.path());
    if (file.exists() || file.isSymLink())
        return state->file.read();
    QList<Account> accounts;
    for (const EntryPtr& entry : state->entries)
        if (entry->listed)
            accounts.append(entry->session.account);
    return accounts;
}

} // namespace

Result<QString> findAccount(const QList<Session>& sessions, const QString& text)
{
    const auto alike = [&text](const QString& value) {
        return value.compare(text, Qt::CaseInsensitive) == 0;
    };
    const QList<Matches> ways{
        [&](const Account& account) { return account.id == text; },
        [&](const Account& account) { return account.label == text; },
        [&](const Account& account) { return alike(account.email); },
        [&](const Account& account) { return alike(account.name); },
        [&](const Account& account) { return account.subject == text; },
        [&](const Account& account) { return text.size() >= kShortestPrefix && account.id.startsWith(text); },
    };
    for (const Matches& matches : ways) {
        QStringList ids;
        QStringList candidates;
        for (const Session& session : sessions) {
            if (text.isEmpty() || !matches(session.account))
                continue;
            ids.append(session.account.id);
            candidates.append(describe(session.account));
        }
        if (ids.size() == 1)
            return ids.constFirst();
        if (!ids.isEmpty())
            return failure(ErrorKind::Configuration, u"account.ambiguous",
                           candidates.join(QStringLiteral(", ")));
    }
    return failure(ErrorKind::Configuration, u"account.unknown", printable(text, 80));
}

ClientRegistration registrationOf(const EntryPtr& entry)
{
    if (entry->grant)
        return entry->grant->registration;
    const Account& account = entry->session.account;
    ClientRegistration registration;
    registration.provider = account.provider;
    registration.issuer = account.issuer;
    registration.clientId = account.clientId;
    registration.scope = account.scopeRequested;
    return registration;
}

Result<void> changeList(const StatePtr& state, const std::function<void(QList<Account>&)>& change)
{
    const auto lock = lockList(state);
    auto accounts = accountsOnDisk(state);
    if (!accounts)
        return failure(accounts.error());
    change(*accounts);
    const auto written = state->file.write(*accounts);
    if (lock)
        lock->removeFile();
    return written;
}

Result<void> writeAccount(const StatePtr& state, const EntryPtr& entry, IfMissing missing)
{
    return changeList(state, [&entry, missing](QList<Account>& accounts) {
        const Account& ours = entry->session.account;
        const auto row = std::find_if(accounts.begin(), accounts.end(),
                                      [&ours](const Account& account) { return account.id == ours.id; });
        if (row != accounts.end() && entry->listed)
            *row = ours;
        else if (row != accounts.end())
            accounts.erase(row);
        else if (entry->listed && missing == IfMissing::Add)
            accounts.append(ours);
    });
}

} // namespace tessera

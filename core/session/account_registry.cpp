#include "core/session/account_registry.h"

#include "core/base/logging.h"

#include <functional>

namespace tessera {
namespace {

constexpr qsizetype kShortestPrefix = 4;

using Matches = std::function<bool(const Account&)>;

QString describe(const Account& account)
{
    const QString who = account.email.isEmpty() ? account.subject : account.email;
    return QStringLiteral("%1 (%2, %3)").arg(account.id, printable(who, 80), printable(account.issuer, 120));
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

Result<void> writeAccounts(const StatePtr& state)
{
    QList<Account> accounts;
    for (const EntryPtr& entry : state->entries) {
        if (entry->listed)
            accounts.append(entry->session.account);
    }
    return state->file.write(accounts);
}

} // namespace tessera

#include "core/session/account_editing.h"

#include "core/session/account_registry.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kLongestLabel = 80;

/// One line for a list, a menu and a terminal.
Result<QString> checkedLabel(const QString& text)
{
    const QString label = text.trimmed();
    if (label.size() > kLongestLabel)
        return failure(ErrorKind::Configuration, u"account.label",
                       QStringLiteral("%1 characters, at most %2").arg(label.size()).arg(kLongestLabel));
    // Joiners belong to Persian words and to pictures made of several.
    const auto isJoiner = [](QChar c) { return c == QChar(0x200C) || c == QChar(0x200D); };
    for (const QChar c : label)
        if (!c.isPrint() && !c.isSurrogate() && !isJoiner(c))
            return failure(ErrorKind::Configuration, u"account.label",
                           QStringLiteral("U+%1").arg(int(c.unicode()), 4, 16, QLatin1Char('0')));
    return label;
}

/// A label names one account to `tessera token`.
Result<void> checkFree(const StatePtr& state, const QString& accountId, const QString& label)
{
    for (const EntryPtr& entry : state->entries)
        if (!label.isEmpty() && entry->session.account.label == label &&
            entry->session.account.id != accountId)
            return failure(ErrorKind::Configuration, u"account.label_taken", label);
    return {};
}

qsizetype placeOf(const QList<Account>& accounts, const QString& id)
{
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [&id](const Account& account) { return account.id == id; });
    return found == accounts.end() ? -1 : found - accounts.begin();
}

QStringList idsOf(const QList<Account>& accounts)
{
    QStringList ids;
    for (const Account& account : accounts)
        ids.append(account.id);
    return ids;
}

void sortAs(const StatePtr& state, const QStringList& ids)
{
    if (state->entries.sort(ids) && state->facade)
        Q_EMIT state->facade->orderChanged();
}

} // namespace

Result<void> renameAccount(const StatePtr& state, const QString& accountId, const QString& label)
{
    const EntryPtr entry = findEntry(state, accountId);
    if (!entry || entry->fate != Fate::Present)
        return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    const auto name = checkedLabel(label);
    if (!name)
        return failure(name.error());
    if (const auto isFree = checkFree(state, accountId, *name); !isFree)
        return isFree;
    QString& current = entry->session.account.label;
    const QString before = std::exchange(current, *name);
    if (before == *name)
        return {};
    if (entry->listed) {
        if (const auto written = writeAccount(state, entry, IfMissing::Leave); !written) {
            current = before;
            return written;
        }
    }
    announceChanged(state, entry);
    return {};
}

Result<void> moveAccount(const StatePtr& state, const QString& accountId, const QString& beforeId)
{
    if (!findEntry(state, accountId))
        return failure(ErrorKind::Configuration, u"account.unknown", accountId);
    if (accountId == beforeId)
        return {};
    QStringList order;
    const auto written = changeList(state, [&](QList<Account>& accounts) {
        const qsizetype from = placeOf(accounts, accountId);
        if (from >= 0) {
            const Account moved = accounts.takeAt(from);
            const qsizetype before = placeOf(accounts, beforeId);
            accounts.insert(before < 0 ? accounts.size() : before, moved);
        }
        order = idsOf(accounts);
    });
    if (!written)
        return written;
    sortAs(state, order);
    return {};
}

void takeOrder(const StatePtr& state, const QList<Account>& accounts)
{
    sortAs(state, idsOf(accounts));
}

} // namespace tessera

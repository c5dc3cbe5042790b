#include "ui/accounts/account_filter.h"

#include "ui/models/account_list_model.h"
#include "ui/text/host_text.h"

#include <algorithm>

namespace tessera {

AccountFilter::AccountFilter(AccountListModel* model, QObject* parent)
    : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(model);
}

void AccountFilter::setText(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool AccountFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    if (m_words.isEmpty())
        return true;
    const Account& account = m_model->sessions().at(row).account;
    const QString text =
        QStringList{accountName(account), account.name, account.email, hostText(account.issuer)}.join(u'\n');
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace tessera

// The accounts that fit what is typed into the search field: each word in the name, the host or the e-mail.
#pragma once

#include <QSortFilterProxyModel>

namespace tessera {

class AccountListModel;

class AccountFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit AccountFilter(AccountListModel* model, QObject* parent = nullptr);

    void setText(const QString& text);
    const QStringList& words() const { return m_words; }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    AccountListModel* m_model;
    QStringList m_words;
};

} // namespace tessera

// The accounts: list on the left, the chosen one on the right.
#pragma once

#include "core/session/session.h"

#include <QListView>
#include <QWidget>

namespace tessera {

class AccountDelegate;
class AccountDetail;
class AccountListModel;
class Banner;
class Plane;

class AccountsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit AccountsPage(AccountListModel* model, QWidget* parent = nullptr);

    AccountDetail* detail() const { return m_detail; }
    QListView* list() const { return m_list; }
    QString currentAccount() const;
    void select(const QString& accountId);
    void setNow(TimePoint now);
    void setNarrow(bool narrow);

Q_SIGNALS:
    void newAccountRequested();

private:
    QWidget* makeList();
    void showCurrent();

    AccountListModel* m_model;
    QListView* m_list;
    Plane* m_listPlane;
    AccountDelegate* m_delegate;
    AccountDetail* m_detail;
    TimePoint m_now;
};

} // namespace tessera

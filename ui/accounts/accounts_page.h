// The accounts: list on the left, the chosen one on the right.
#pragma once

#include "core/session/session.h"

#include <QListView>
#include <QWidget>

namespace tessera {

class AccountDelegate;
class AccountDetail;
class AccountFilter;
class AccountListModel;
class AccountListView;
class Field;
class Label;
class Plane;

class AccountsPage final : public QWidget
{
    Q_OBJECT
public:
    explicit AccountsPage(AccountListModel* model, QWidget* parent = nullptr);

    AccountDetail* detail() const { return m_detail; }
    QListView* list() const;
    Field* search() const { return m_search; }
    QString currentAccount() const;
    void select(const QString& accountId);
    /// Where nothing is chosen.
    void selectFirst();
    void setNow(TimePoint now);
    void setNarrow(bool narrow);
    /// Shows the search field, where the cursor is then.
    void beginSearch();
    void endSearch();

Q_SIGNALS:
    void newAccountRequested();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QWidget* makeList();
    QLayout* makeHead();
    void followModel();
    void followSearch();
    void filter(const QString& text);
    void refreshSearch();
    void showCurrent();

    AccountListModel* m_model;
    AccountFilter* m_filter;
    AccountListView* m_list;
    Field* m_search;
    Label* m_nothing;
    Plane* m_listPlane;
    AccountDelegate* m_delegate;
    AccountDetail* m_detail;
    TimePoint m_now;
    bool m_searches = false; ///< because a person asked, though the list is short
};

} // namespace tessera

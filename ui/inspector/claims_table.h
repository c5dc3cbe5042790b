// The table of claims: sections to choose from, a field to look for words, the rows, and what can be done
// with them. Looks nothing up itself.
#pragma once

#include "ui/inspector/claims_filter.h"

#include <QUrl>
#include <QWidget>

class QTableView;

namespace tessera {

class Field;
class Segmented;

class ClaimsTable final : public QWidget
{
    Q_OBJECT
public:
    explicit ClaimsTable(QWidget* parent = nullptr);

    ClaimsModel* model() const { return m_model; }
    ClaimsFilter* filter() const { return m_filter; }
    QTableView* view() const { return m_view; }
    Field* words() const { return m_words; }
    Segmented* sections() const { return m_sections; }

    void setReport(const TokenReport& report, TimePoint now);
    void setNow(TimePoint now);
    void copyValues();
    void copyJson();

Q_SIGNALS:
    /// Somebody wants to read where that is written.
    void referenceRequested(const QUrl& address);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void setUpView();
    void refreshSections();
    void fitHeight();
    void fitColumns();
    void showMenu(const QPoint& place);
    void openReference(const QModelIndex& index);
    QList<ClaimRow> selectedRows() const;

    ClaimsModel* m_model;
    ClaimsFilter* m_filter;
    Segmented* m_sections;
    Field* m_words;
    QTableView* m_view;
    QList<ClaimRow::Section> m_shown;
};

} // namespace tessera

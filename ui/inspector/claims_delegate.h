// Paints the table of claims: rows in turn sunken with round ends, names and values in the fixed font,
// references in the colour of links (design section 6).
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace tessera {

class ClaimsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int kPadding = 8;
    using QStyledItemDelegate::QStyledItemDelegate;

    static int rowHeight();
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

/// Captions without boxes; a small triangle beside the one that sorts. A third click ends the sorting.
class ClaimsHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit ClaimsHeader(QWidget* parent);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter* painter, const QRect& rect, int column) const override;
};

} // namespace tessera

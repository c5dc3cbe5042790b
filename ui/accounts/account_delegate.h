// Paints one row of the account list: tile, name, host, word of state, glyph (design section 6).
#pragma once

#include <QStyledItemDelegate>

namespace tessera {

class AccountDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Where it is narrow the word goes; glyph, tooltip and accessible text still say it.
    void setNarrow(bool narrow) { m_narrow = narrow; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;

private:
    void paintTexts(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const;

    bool m_narrow = false;
};

} // namespace tessera

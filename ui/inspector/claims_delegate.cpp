#include "ui/inspector/claims_delegate.h"

#include "ui/inspector/claims_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/mirror.h"

#include <QPainter>
#include <QPainterPath>
#include <QTableView>

namespace tessera {
namespace {

constexpr int kRowHeight = 24;
constexpr int kRadius = 6;

QColor rowColour(const QStyleOptionViewItem& option, int row)
{
    if (option.state.testFlag(QStyle::State_Selected))
        return theme().select;
    return row % 2 == 0 ? theme().sunken : QColor();
}

/// Round at the row's two ends only.
void paintRow(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const QColor colour = rowColour(option, index.row());
    const bool first = index.column() == 0;
    const auto* view = qobject_cast<const QTableView*>(option.widget);
    const int right = view && view->isColumnHidden(ClaimsModel::ReferenceColumn)
                          ? ClaimsModel::MeaningColumn
                          : ClaimsModel::ReferenceColumn;
    const bool last = index.column() == right;
    QRect rect = option.rect;
    const bool isMirrored = option.direction == Qt::RightToLeft;
    if (isMirrored ? !last : !first)
        rect.setLeft(rect.left() - kRadius);
    if (isMirrored ? !first : !last)
        rect.setRight(rect.right() + kRadius);
    painter.setClipRect(option.rect);
    if (colour.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(rect, kRadius, kRadius);
    }
    if (view && view->hasFocus() && view->currentIndex().row() == index.row()) {
        painter.setPen(QPen(theme().accentText, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
    }
}

} // namespace

int ClaimsDelegate::rowHeight()
{
    return qMax(kRowHeight, QFontMetrics(fontFor(TextStyle::Body)).height() + 6);
}

void ClaimsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRow(*painter, option, index);
    QColor colour = theme().text;
    TextStyle style = TextStyle::Body;
    if (index.column() == ClaimsModel::NameColumn) {
        const bool header = index.data(ClaimsModel::SectionRole).toInt() == int(ClaimRow::Section::Header);
        colour = header ? theme().tokHeader : theme().tokPayload;
        style = TextStyle::Token;
    } else if (index.column() == ClaimsModel::ValueColumn) {
        style = TextStyle::Token;
    } else if (index.column() == ClaimsModel::ReferenceColumn) {
        colour = theme().accentText;
        style = TextStyle::Caption;
    }
    painter->setFont(fontFor(style));
    painter->setPen(colour);
    const QRect words = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const QString text =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, words.width());
    if (index.column() == ClaimsModel::MeaningColumn || !option.widget)
        painter->drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, text);
    else
        drawValue(*painter, *option.widget, words, text);
    painter->restore();
}

ClaimsHeader::ClaimsHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSortIndicatorClearable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
    setMinimumSectionSize(24);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setFont(fontFor(TextStyle::Caption));
    viewport()->setAutoFillBackground(false);
}

QSize ClaimsHeader::sizeHint() const
{
    return QSize(QHeaderView::sizeHint().width(), ClaimsDelegate::rowHeight());
}

void ClaimsHeader::paintSection(QPainter* painter, const QRect& rect, int column) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(fontFor(TextStyle::Caption));
    painter->setPen(theme().text2);
    const QString word = model()->headerData(column, Qt::Horizontal).toString();
    const QRect words = rect.adjusted(ClaimsDelegate::kPadding, 0, -ClaimsDelegate::kPadding, 0);
    painter->drawText(words, Qt::AlignVCenter | Qt::TextSingleLine, word);
    if (isSortIndicatorShown() && sortIndicatorSection() == column) {
        const int behind = painter->fontMetrics().horizontalAdvance(word) + 10;
        const int x = isRightToLeft() ? words.right() - behind : words.left() + behind;
        const int y = rect.center().y();
        const int up = sortIndicatorOrder() == Qt::AscendingOrder ? -2 : 2;
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme().text2);
        painter->drawPolygon(QPolygon{QPoint(x, y + up), QPoint(x - 4, y - up), QPoint(x + 4, y - up)});
    }
    painter->restore();
}

} // namespace tessera

#include "ui/accounts/account_delegate.h"

#include "ui/models/account_list_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/state_glyph.h"

#include <QLineEdit>
#include <QListView>
#include <QPainter>

namespace tessera {
namespace {

constexpr int kTile = 36;
constexpr int kRowGap = 4;
constexpr double kRadius = 8;

/// Only when the focus came by keyboard: the view remembers.
bool showsFocus(const QStyleOptionViewItem& option)
{
    return option.state.testFlag(QStyle::State_HasFocus) &&
           option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

QColor wordColour(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Warning:
    case Glyph::Locked:
        return theme().warn;
    case Glyph::Error:
        return theme().err;
    default:
        return theme().text3;
    }
}

} // namespace

void AccountDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const QRect row = option.rect.adjusted(0, 0, 0, -kRowGap);
    const auto mirrored = [&](const QRect& place) {
        return QStyle::visualRect(option.direction, option.rect, place);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? theme().select : theme().hover);
        painter->drawRoundedRect(row, kRadius, kRadius);
    }
    const QRect tile(row.left() + 10, row.top() + (row.height() - kTile) / 2, kTile, kTile);
    paintMonogram(*painter, mirrored(tile), index.data(AccountListModel::InitialsRole).toString(),
                  index.data(AccountListModel::TileRole).toInt());
    const auto glyph = Glyph(index.data(AccountListModel::GlyphRole).toInt());
    const QRect glyphPlace(row.right() - 10 - kGlyphSize, row.top() + (row.height() - kGlyphSize) / 2,
                           kGlyphSize, kGlyphSize);
    painter->drawPixmap(mirrored(glyphPlace).topLeft(),
                        glyphPixmap(glyph, kGlyphSize, painter->device()->devicePixelRatioF()));
    paintTexts(
        *painter,
        mirrored(QRect(QPoint(tile.right() + 13, row.top()), QPoint(glyphPlace.left() - 12, row.bottom()))),
        option, index);
    painter->restore();
    if (showsFocus(option))
        drawFocusInside(*painter, row, kRadius);
}

void AccountDelegate::paintTexts(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QFont nameFont = fontFor(selected ? TextStyle::BodyStrong : TextStyle::Body);
    const QFont small = fontFor(TextStyle::Caption);
    const QFontMetrics nameMetrics(nameFont);
    const QFontMetrics smallMetrics(small);
    const int top = rect.top() + (rect.height() - nameMetrics.height() - smallMetrics.height() - 2) / 2;
    int nameWidth = rect.width();
    const auto draw = [&](const QRect& place, Qt::Alignment side, const QString& text) {
        const auto alignment = QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter);
        painter.drawText(QStyle::visualRect(option.direction, rect, place),
                         int(alignment) | Qt::TextSingleLine, text);
    };

    painter.setFont(small);
    const QString word = m_narrow ? QString() : index.data(AccountListModel::WordRole).toString();
    if (!word.isEmpty()) {
        const int width = smallMetrics.horizontalAdvance(word);
        painter.setPen(wordColour(Glyph(index.data(AccountListModel::GlyphRole).toInt())));
        draw(QRect(rect.right() - width, top, width + 1, nameMetrics.height()), Qt::AlignRight, word);
        nameWidth -= width + 8;
    }
    painter.setPen(theme().text2);
    const QString host = index.data(AccountListModel::HostRole).toString();
    draw(QRect(rect.left(), top + nameMetrics.height() + 2, rect.width(), smallMetrics.height()),
         Qt::AlignLeft, smallMetrics.elidedText(host, Qt::ElideMiddle, rect.width()));
    painter.setFont(nameFont);
    painter.setPen(theme().text);
    const QString name = index.data(AccountListModel::NameRole).toString();
    draw(QRect(rect.left(), top, nameWidth, nameMetrics.height()), Qt::AlignLeft,
         nameMetrics.elidedText(name, Qt::ElideRight, nameWidth));
}

QWidget* AccountDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const
{
    auto* editor = new QLineEdit(parent);
    editor->setFont(fontFor(TextStyle::Body));
    editor->setMaxLength(80);
    editor->setAccessibleName(tr("Name of the account"));
    editor->setPlaceholderText(tr("As its provider calls it"));
    return editor;
}

/// Over the name; tile and glyph stay in sight.
void AccountDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                           const QModelIndex&) const
{
    const QRect row = option.rect.adjusted(0, 0, 0, -kRowGap);
    const int left = row.left() + kTile + 16;
    const int height = qMin(row.height(), editor->sizeHint().height());
    const QRect place(left, row.top() + (row.height() - height) / 2, row.right() - kGlyphSize - 18 - left,
                      height);
    editor->setGeometry(QStyle::visualRect(option.direction, option.rect, place));
}

QSize AccountDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int text = QFontMetrics(fontFor(TextStyle::BodyStrong)).height() +
                     QFontMetrics(fontFor(TextStyle::Caption)).height();
    return QSize(100, qMax(56, text + 20) + kRowGap);
}

} // namespace tessera

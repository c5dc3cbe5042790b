// How a row of a flow is painted: arrow, label, and the boxes on a lifeline.
#include "ui/flow/flow_items.h"

#include "ui/widgets/fingerprint.h"
#include "ui/widgets/state_glyph.h"

#include <QPaintEngine>
#include <QPainter>

namespace tessera {
namespace {

constexpr double kLine = 1.75;
constexpr double kRadius = 8;
constexpr double kPillRadius = 6;
constexpr double kPointer = 5; ///< of a failure's box, towards what it is about

double widthOf(const QFont& font, const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(text) + 1;
}

struct PillLook
{
    Glyph glyph;
    QColor fill;
    QColor text;
};

PillLook pillLook(const FlowRow& row)
{
    switch (row.kind) {
    case FlowRow::Kind::Note:
        return {Glyph::Note, theme().noteTint, theme().note};
    case FlowRow::Kind::Waiting:
        return {Glyph::Waiting, theme().accentTint, theme().accentText};
    default:
        break;
    }
    return row.allUnchecked ? PillLook{Glyph::NotDone, theme().fill, theme().text2}
                            : PillLook{Glyph::Ok, theme().okTint, theme().ok};
}

/// Words of a protocol run from left to right in a window that does not, and the other way round.
void write(QPainter& painter, const QRectF& room, const QString& text, bool mirrored)
{
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    painter.drawText(room,
                     int((mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute | Qt::AlignVCenter |
                         Qt::TextSingleLine),
                     text);
}

/// Device pixels for each unit of the painter. An SVG has none: enough to look at it enlarged.
double ratioOf(const QPainter& painter)
{
    if (painter.paintEngine()->type() == QPaintEngine::SVG)
        return 4;
    return painter.device()->devicePixelRatioF() * painter.transform().m11();
}

} // namespace

void FlowRowItem::paintArrow(QPainter& painter) const
{
    const bool notSent = m_row.kind == FlowRow::Kind::NotSent;
    const QColor colour = m_row.isRefusal ? theme().err : notSent ? theme().text3 : theme().text2;
    if (m_arrow.tip != m_arrow.start) {
        const double way = m_arrow.tip > m_arrow.start ? 1 : -1;
        const double tip = m_arrow.start + (m_arrow.tip - m_arrow.start) * m_grown;
        const double neck = tip - way * SequenceLayout::kHead;
        QPen pen(colour, kLine, Qt::SolidLine, Qt::FlatCap);
        if (notSent)
            pen.setDashPattern({2.6, 2.2});
        painter.setPen(pen);
        if ((neck - m_arrow.start) * way > 0)
            painter.drawLine(QPointF(m_arrow.start, m_arrow.y), QPointF(neck + way, m_arrow.y));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{QPointF(tip, m_arrow.y),
                                      QPointF(neck, m_arrow.y - SequenceLayout::kHeadHalf),
                                      QPointF(neck, m_arrow.y + SequenceLayout::kHeadHalf)});
    }
    // The number, hollow where nothing was sent. One of three figures needs a longer disc.
    const QString number = QString::number(m_row.number);
    const double half = qMax(SequenceLayout::kDisc, widthOf(m_fonts.number, number) / 2 + 2);
    const QRectF disc(m_arrow.disc.x() - half, m_arrow.disc.y() - SequenceLayout::kDisc, 2 * half,
                      2 * SequenceLayout::kDisc);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plane());
    painter.drawRoundedRect(disc.adjusted(-2, -2, 2, 2), SequenceLayout::kDisc + 2,
                            SequenceLayout::kDisc + 2);
    if (notSent) {
        painter.setPen(QPen(colour, 1.5));
        painter.drawRoundedRect(disc.adjusted(0.75, 0.75, -0.75, -0.75), SequenceLayout::kDisc,
                                SequenceLayout::kDisc);
    } else {
        painter.setBrush(colour);
        painter.drawRoundedRect(disc, SequenceLayout::kDisc, SequenceLayout::kDisc);
    }
    painter.setFont(m_fonts.number);
    painter.setPen(notSent ? colour : plane());
    painter.drawText(disc, Qt::AlignCenter, number);
}

void FlowRowItem::paintLabel(QPainter& painter) const
{
    const double title = widthOf(m_fonts.title, m_title);
    const double detail = m_detail.isEmpty() ? 0 : widthOf(m_fonts.detail, m_detail);
    const double gap = detail > 0 ? SequenceLayout::kWordGap : 0;
    const double top = m_arrow.y - 4 - m_fonts.line;
    const QRectF label(m_arrow.labelLeft, top, title + gap + detail, m_fonts.line);
    const double opacity = painter.opacity();
    painter.setOpacity(1); // whatever steps back: no lifeline runs through words
    painter.fillRect(label.adjusted(-3, 0, 3, 0), plane());
    painter.setOpacity(opacity);
    const bool notSent = m_row.kind == FlowRow::Kind::NotSent;
    painter.setFont(m_fonts.title);
    painter.setPen(m_row.isRefusal ? theme().err : notSent ? theme().text3 : theme().text);
    // Title and detail in the order of the window.
    const bool mirrored = m_layout.isMirrored();
    const double left = label.left();
    const double titleLeft = mirrored ? left + detail + gap : left;
    const double detailLeft = mirrored ? left : left + title + gap;
    write(painter, QRectF(titleLeft, top, title + 2, m_fonts.line), m_title, false);
    painter.setFont(m_fonts.detail);
    painter.setPen(theme().text3);
    write(painter, QRectF(detailLeft, top, detail + 2, m_fonts.line), m_detail, false);
    if (m_row.secret)
        paintFingerprint(painter, m_arrow.pattern, m_row.secret->tiles, theme().bar);
}

void FlowRowItem::paintPill(QPainter& painter) const
{
    const PillLook look = pillLook(m_row);
    const double opacity = painter.opacity();
    painter.setPen(Qt::NoPen);
    painter.setOpacity(1);
    painter.setBrush(plane());
    painter.drawRoundedRect(m_box, kPillRadius, kPillRadius);
    painter.setOpacity(opacity);
    painter.setBrush(look.fill);
    painter.drawRoundedRect(m_box, kPillRadius, kPillRadius);
    const int size = 14;
    const bool mirrored = m_layout.isMirrored();
    const double margin = SequenceLayout::kBoxMargin;
    const double sign = mirrored ? m_box.right() - margin - size : m_box.left() + margin;
    painter.drawPixmap(QPointF(sign, m_box.center().y() - size / 2.0),
                       glyphPixmap(look.glyph, size, ratioOf(painter)));
    painter.setFont(m_fonts.title);
    painter.setPen(look.text);
    const double beside = margin + SequenceLayout::kBoxIcon + 4;
    write(painter, mirrored ? m_box.adjusted(0, 0, -beside, 0) : m_box.adjusted(beside, 0, 0, 0), m_title,
          mirrored);
}

void FlowRowItem::paintFailure(QPainter& painter) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().errTint);
    painter.drawRoundedRect(m_box, kRadius, kRadius);
    const double x = qBound(m_box.left() + 2 * kRadius, m_layout.x(m_row.from), m_box.right() - 2 * kRadius);
    painter.drawPolygon(QPolygonF{QPointF(x - kPointer - 1, m_box.top()), QPointF(x, m_box.top() - kPointer),
                                  QPointF(x + kPointer + 1, m_box.top())});
    const QRectF inside = m_box.adjusted(14, 10, -14, -10);
    const double line = m_layout.line() + 3;
    const bool mirrored = m_layout.isMirrored();
    painter.drawPixmap(QPointF(mirrored ? inside.right() - kGlyphSize : inside.left(),
                               inside.top() + (line - kGlyphSize) / 2),
                       glyphPixmap(Glyph::Error, kGlyphSize, ratioOf(painter)));
    const double beside = SequenceLayout::kBoxIcon + SequenceLayout::kBoxMargin;
    QRectF words = mirrored ? inside.adjusted(-2, 0, -beside, 0) : inside.adjusted(beside, 0, 2, 0);
    words.setHeight(line);
    painter.setFont(m_fonts.failure);
    painter.setPen(theme().err);
    write(painter, words, m_title, mirrored);
    painter.setFont(m_fonts.detail);
    painter.setPen(theme().text);
    for (const QString& reason : m_reason) {
        words.translate(0, line);
        write(painter, words, reason, mirrored);
    }
}

} // namespace tessera

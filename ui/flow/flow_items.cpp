#include "ui/flow/flow_items.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/focus_ring.h"

#include <QPainter>
#include <QTextLayout>

namespace tessera {
namespace {

constexpr double kLifeline = 2;
constexpr double kRadius = 8;
constexpr double kFaded = 0.32;
constexpr int kMostReasonLines = 4;

double widthOf(const QFont& font, const QString& text)
{
    return text.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(text) + 1;
}

QString elided(const QFont& font, const QString& text, double width)
{
    return QFontMetricsF(font).elidedText(text, Qt::ElideRight, width);
}

/// The lines of a reason, the last one cut where there are too many.
QStringList wrapped(const QString& text, const QFont& font, double width)
{
    QStringList lines;
    QTextLayout layout(text, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() == kMostReasonLines) {
            lines.last() = elided(font, lines.last() + QStringLiteral(" \u2026\u2026"), width);
            break;
        }
        lines.append(text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

} // namespace

FlowFonts::FlowFonts()
    : title(fontFor(TextStyle::Caption)), detail(fontFor(TextStyle::Caption)),
      number(fontFor(TextStyle::CaptionStrong)), failure(fontFor(TextStyle::BodyStrong))
{
    title.setWeight(QFont::Medium);
    if (number.pointSizeF() > 0)
        number.setPointSizeF(number.pointSizeF() - 1);
    else
        number.setPixelSize(number.pixelSize() - 1);
    line = QFontMetricsF(title).height();
}

// ---- lifelines

LifelinesItem::LifelinesItem()
{
    setZValue(-1);
}

void LifelinesItem::setLayout(const SequenceLayout& layout, double height)
{
    prepareGeometryChange();
    m_layout = layout;
    m_height = height;
}

QRectF LifelinesItem::boundingRect() const
{
    return QRectF(0, 0, m_layout.width(), m_height);
}

void LifelinesItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    for (FlowParty party : m_layout.parties())
        painter->fillRect(QRectF(m_layout.x(party) - kLifeline / 2, 0, kLifeline, m_height), theme().track);
}

// ---- rows

FlowRowItem::FlowRowItem(const FlowFonts& fonts) : m_fonts(fonts) {}

void FlowRowItem::setRow(const FlowRow& row)
{
    m_row = row;
    m_isMeasured = false;
    update();
}

double FlowRowItem::setLayout(const SequenceLayout& layout)
{
    prepareGeometryChange();
    m_layout = layout;
    m_isMeasured = false;
    if (m_row.kind == FlowRow::Kind::Failure)
        m_reason = m_row.detail.isEmpty()
                       ? QStringList()
                       : wrapped(m_row.detail, m_fonts.detail, layout.mostWords(m_row.kind));
    m_height = layout.height(m_row.kind, int(m_reason.size()));
    return m_height;
}

void FlowRowItem::setCurrent(bool current)
{
    m_isCurrent = current;
    update();
}

void FlowRowItem::setHovered(bool hovered)
{
    m_isHovered = hovered;
    update();
}

void FlowRowItem::setFocused(bool focused)
{
    m_isFocused = focused;
    update();
}

void FlowRowItem::setFaded(bool faded)
{
    m_isFaded = faded;
    update();
}

void FlowRowItem::setGrown(double grown)
{
    m_grown = grown;
    update();
}

bool FlowRowItem::isCut()
{
    measure();
    return m_isCut;
}

QRectF FlowRowItem::boundingRect() const
{
    return QRectF(0, 0, m_layout.width(), m_height);
}

void FlowRowItem::measure()
{
    if (m_isMeasured)
        return;
    m_isMeasured = true;
    const QFont& titleFont = m_row.kind == FlowRow::Kind::Failure ? m_fonts.failure : m_fonts.title;
    const double title = widthOf(titleFont, m_row.title);
    double room = 0;
    if (m_row.kind == FlowRow::Kind::Arrow || m_row.kind == FlowRow::Kind::NotSent) {
        const double detail = widthOf(m_fonts.detail, m_row.detail);
        m_arrow = m_layout.arrow(m_row, title, detail);
        m_detail = elided(m_fonts.detail, m_row.detail, m_arrow.detailWidth);
        room = m_arrow.titleWidth;
    } else {
        double words = title;
        for (const QString& line : std::as_const(m_reason))
            words = qMax(words, widthOf(m_fonts.detail, line));
        m_box = m_layout.box(m_row, words, int(m_reason.size()));
        room = m_layout.mostWords(m_row.kind);
        m_detail = m_row.detail;
    }
    m_title = elided(titleFont, m_row.title, room);
    m_isCut = m_title != m_row.title || m_detail != m_row.detail || m_reason.size() >= kMostReasonLines;
}

QColor FlowRowItem::plane() const
{
    return m_isCurrent ? theme().select : m_isHovered ? theme().sunken : theme().surface;
}

void FlowRowItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    measure();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF whole = boundingRect().adjusted(SequenceLayout::kAside, 0, -SequenceLayout::kAside, -2);
    if (m_isCurrent || m_isHovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(plane());
        painter->drawRoundedRect(whole, kRadius, kRadius);
    }
    if (m_isFaded && !m_isCurrent)
        painter->setOpacity(kFaded);
    switch (m_row.kind) {
    case FlowRow::Kind::Arrow:
    case FlowRow::Kind::NotSent:
        paintArrow(*painter);
        paintLabel(*painter);
        break;
    case FlowRow::Kind::Checks:
    case FlowRow::Kind::Note:
    case FlowRow::Kind::Waiting:
        paintPill(*painter);
        break;
    case FlowRow::Kind::Failure:
        paintFailure(*painter);
        break;
    }
    painter->setOpacity(1);
    if (m_isFocused && m_isCurrent)
        drawFocusInside(*painter, whole.toAlignedRect(), kRadius);
}

} // namespace tessera

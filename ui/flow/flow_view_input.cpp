// The flow's view and the person: keys, mouse, wheel, tooltips, and where the focus is seen.
#include "ui/flow/flow_view.h"
#include "ui/flow/flow_view_access.h"
#include "ui/widgets/label.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>

namespace tessera {
namespace {

constexpr int kWheelStep = 120;

} // namespace

qsizetype FlowView::rowOfPage(int pages) const
{
    const FlowRowItem* item = m_scene->item(qMax<qsizetype>(0, m_current));
    if (!item)
        return -1;
    const double page = viewport()->height() / m_zoom * 0.9;
    const double y = qBound(0.0, item->y() + pages * page + 1, qMax(0.0, m_scene->rowsHeight() - 1));
    return m_scene->rowAt(y);
}

void FlowView::keyPressEvent(QKeyEvent* event)
{
    const qsizetype last = rows().size() - 1;
    const bool control = event->modifiers() & Qt::ControlModifier;
    showFocus(true);
    if (event->matches(QKeySequence::ZoomIn) || (control && event->key() == Qt::Key_Equal))
        return zoomBy(1);
    if (event->matches(QKeySequence::ZoomOut))
        return zoomBy(-1);
    if (control && event->key() == Qt::Key_0)
        return zoomBy(0);
    switch (event->key()) {
    case Qt::Key_Up:
        return setCurrent(qMax<qsizetype>(0, m_current - 1));
    case Qt::Key_Down:
        return setCurrent(qMin(last, m_current + 1));
    case Qt::Key_Home:
        return setCurrent(qMin<qsizetype>(0, last));
    case Qt::Key_End:
        return setCurrent(last);
    case Qt::Key_PageUp:
        return setCurrent(rowOfPage(-1));
    case Qt::Key_PageDown:
        return setCurrent(rowOfPage(1));
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current >= 0)
            Q_EMIT opened(m_current, true);
        return;
    case Qt::Key_Escape:
        if (isReplaying())
            return endReplay();
        break;
    default:
        break;
    }
    event->ignore();
}

void FlowView::wheelEvent(QWheelEvent* event)
{
    if (!(event->modifiers() & Qt::ControlModifier))
        return QGraphicsView::wheelEvent(event);
    m_wheel += event->angleDelta().y(); // a touchpad sends less than a step at a time
    const int steps = m_wheel / kWheelStep;
    m_wheel -= steps * kWheelStep;
    if (steps != 0)
        zoomBy(steps);
    event->accept();
}

void FlowView::mousePressEvent(QMouseEvent* event)
{
    const qsizetype row = rowBelow(event->pos());
    if (event->button() != Qt::LeftButton || row < 0)
        return QGraphicsView::mousePressEvent(event);
    showFocus(false);
    setCurrent(row);
    Q_EMIT opened(row, false);
}

void FlowView::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(rowBelow(event->pos()));
}

void FlowView::setHovered(qsizetype row)
{
    if (row == m_hovered)
        return;
    if (FlowRowItem* item = m_scene->item(m_hovered))
        item->setHovered(false);
    m_hovered = row;
    if (FlowRowItem* item = m_scene->item(m_hovered))
        item->setHovered(true);
    viewport()->setCursor(row < 0 ? Qt::ArrowCursor : Qt::PointingHandCursor);
}

void FlowView::showFocus(bool visible)
{
    m_focusVisible = visible;
    if (FlowRowItem* item = m_scene->item(m_current))
        item->setFocused(visible);
}

void FlowView::focusInEvent(QFocusEvent* event)
{
    QGraphicsView::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason ||
                            event->reason() == Qt::BacktabFocusReason ||
                            event->reason() == Qt::ShortcutFocusReason;
    if (byKeyboard && m_current < 0)
        setCurrent(qMin<qsizetype>(0, rows().size() - 1));
    showFocus(byKeyboard);
    tellFlowCurrent(this);
}

void FlowView::focusOutEvent(QFocusEvent* event)
{
    QGraphicsView::focusOutEvent(event);
    showFocus(false);
}

void FlowView::showToolTip(const QPoint& at, const QPoint& global)
{
    FlowRowItem* item = m_scene->item(rowBelow(at));
    if (!item || !item->isCut())
        return QToolTip::hideText();
    const FlowRow& row = item->row();
    const QString words = row.kind == FlowRow::Kind::Failure ? row.title + u'\n' + row.detail
                                                             : (row.title + u' ' + row.detail).trimmed();
    QToolTip::showText(global, plainToolTip(words), viewport());
}

bool FlowView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::Leave)
        setHovered(-1);
    return QGraphicsView::viewportEvent(event);
}

void FlowView::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    arrange();
}

void FlowView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    if (dx != 0)
        placeHeads();
}

void FlowView::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        takeColours();
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::LayoutDirectionChange) {
        m_scene->refresh();
        arrange();
    }
}

} // namespace tessera

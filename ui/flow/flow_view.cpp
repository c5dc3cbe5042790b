#include "ui/flow/flow_view.h"

#include "ui/flow/flow_heads.h"
#include "ui/flow/flow_view_access.h"
#include "ui/flow/message_words.h"
#include "ui/theme/motion.h"

#include <QScrollBar>

#include <cmath>

namespace tessera {
namespace {

constexpr int kGrowTime = 160;
constexpr int kReplayStep = 240;
constexpr double kZoomStep = 1.1;
constexpr double kLeastZoom = 0.5;
constexpr double kMostZoom = 3;
constexpr int kBar = 16; ///< room for the bar

} // namespace

FlowView::FlowView(QWidget* parent)
    : QGraphicsView(parent), m_scene(new FlowScene(this)), m_heads(new FlowHeads(this))
{
    installFlowAccess();
    setScene(m_scene);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setRenderHint(QPainter::Antialiasing);
    setViewportUpdateMode(QGraphicsView::BoundingRectViewportUpdate);
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Steps of the exchange"));
    m_grow.setStartValue(0.0);
    m_grow.setEndValue(1.0);
    m_grow.setDuration(kGrowTime);
    connect(&m_grow, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        if (FlowRowItem* item = m_scene->item(m_growing))
            item->setGrown(value.toDouble());
    });
    m_replay.setInterval(kReplayStep);
    connect(&m_replay, &QTimer::timeout, this, &FlowView::showNextOfReplay);
    takeColours();
    arrange();
}

void FlowView::takeColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Base, theme().surface);
    setPalette(colours);
}

// ---- what is shown

void FlowView::setRun(const FlowRun& run, bool grows)
{
    const bool isOther = run.id != m_run.id;
    if (isOther) {
        endReplay();
        setHovered(-1);
        if (FlowRowItem* item = m_scene->item(m_current))
            item->setCurrent(false); // items are used again
        m_current = -1;
    }
    QScrollBar* bar = verticalScrollBar();
    const bool followsEnd = grows && !isOther && bar->value() >= bar->maximum() - 4;
    const bool hasMore = isOther || run.steps.size() > m_run.steps.size();
    m_run = run;
    m_scene->setRows(flowRows(run), flowParties(run));
    m_heads->setHeads(flowHeads(run));
    setAccessibleDescription(m_heads->accessibleDescription());
    arrange();
    if (m_current >= rows().size())
        m_current = -1;
    if (isOther) {
        bar->setValue(0);
        horizontalScrollBar()->setValue(0);
    }
    if (FlowRowItem* item = m_scene->item(m_current))
        item->setCurrent(true);
    if (grows && hasMore)
        growLastArrow();
    if (followsEnd)
        bar->setValue(bar->maximum());
    tellFlowChanged(this, isOther);
}

void FlowView::growLastArrow()
{
    for (qsizetype row = rows().size() - 1; row >= 0; --row)
        if (rows()[row].first >= 0) // what is waited for does not count
            return grow(row);
}

void FlowView::grow(qsizetype row)
{
    if (FlowRowItem* item = m_scene->item(m_growing))
        item->setGrown(1);
    m_growing = row;
    m_grow.stop();
    if (motionReduced() || !isVisible())
        return;
    if (FlowRowItem* item = m_scene->item(row))
        item->setGrown(0);
    m_grow.start();
}

void FlowView::setCurrent(qsizetype row)
{
    if (row == m_current || row >= rows().size())
        return;
    if (FlowRowItem* item = m_scene->item(m_current))
        item->setCurrent(false);
    m_current = row;
    if (FlowRowItem* item = m_scene->item(m_current)) {
        item->setCurrent(true);
        item->setFocused(m_focusVisible);
        const QRect place = rowRect(row);
        QScrollBar* bar = verticalScrollBar();
        const int most = viewport()->height();
        if (place.top() < 0)
            bar->setValue(bar->value() + place.top());
        else if (place.bottom() > most)
            bar->setValue(bar->value() + place.bottom() - most + 1);
    }
    tellFlowCurrent(this);
    Q_EMIT currentChanged(m_current);
}

void FlowView::setFaded(const QList<bool>& faded)
{
    for (qsizetype i = 0; i < rows().size(); ++i)
        m_scene->item(i)->setFaded(faded.value(i, false));
}

QString FlowView::spoken(qsizetype row) const
{
    if (row < 0 || row >= rows().size())
        return {};
    const FlowRow& shown = rows()[row];
    switch (shown.kind) {
    case FlowRow::Kind::Arrow:
    case FlowRow::Kind::NotSent:
        return spokenStep(m_run, shown.first);
    case FlowRow::Kind::Checks:
        return shown.allUnchecked ? tr("Not checked: %1").arg(shown.title)
                                  : tr("Passed: %1").arg(shown.title);
    case FlowRow::Kind::Waiting:
        return shown.title;
    case FlowRow::Kind::Note:
        return tr("Note: %1").arg(shown.title);
    case FlowRow::Kind::Failure:
        break;
    }
    return shown.detail.isEmpty() ? shown.title : shown.title + QStringLiteral(". ") + shown.detail;
}

// ---- places

QRect FlowView::rowRect(qsizetype row) const
{
    const FlowRowItem* item = m_scene->item(row);
    return item ? mapFromScene(item->sceneBoundingRect()).boundingRect() : QRect();
}

qsizetype FlowView::rowBelow(const QPoint& place) const
{
    const qsizetype row = m_scene->rowAt(mapToScene(place).y());
    return row < m_scene->shown() ? row : -1;
}

/// Lines, labels and heads stand anew for this width and zoom. The words get larger, the width stays the
/// view's as long as there is room for words between the lifelines.
void FlowView::arrange()
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    m_heads->setPlace(m_zoom, m_heads->x());
    // The bar is there where the rows need it, and takes its room from the columns.
    const bool scrolls =
        m_scene->rowsHeight() * m_zoom > height() - m_heads->wantedHeight() - FlowScene::kBelow;
    const int bar = scrolls ? qMax(kBar, verticalScrollBar()->sizeHint().width()) : 0;
    m_scene->setWidth((width() - bar) / m_zoom, mirrored);
    const bool fits = m_scene->layout().width() * m_zoom <= width() - bar + 1;
    setHorizontalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setTransform(QTransform::fromScale(m_zoom, m_zoom));
    const int head = m_heads->wantedHeight();
    setViewportMargins(0, head, 0, 0);
    m_scene->setLeastHeight((height() - head) / m_zoom - 1);
    m_heads->setLayout(m_scene->layout());
    placeHeads();
}

void FlowView::placeHeads()
{
    m_heads->setGeometry(0, 0, width(), m_heads->wantedHeight());
    m_heads->setPlace(m_zoom, viewport()->x() + mapFromScene(QPointF(0, 0)).x());
}

void FlowView::setZoom(double zoom)
{
    zoom = qBound(kLeastZoom, zoom, kMostZoom);
    if (qFuzzyCompare(zoom, m_zoom))
        return;
    const double top = verticalScrollBar()->value() / m_zoom;
    m_zoom = zoom;
    arrange();
    verticalScrollBar()->setValue(qRound(top * m_zoom));
    Q_EMIT zoomChanged(m_zoom);
}

void FlowView::zoomBy(int steps)
{
    setZoom(steps == 0 ? 1 : m_zoom * std::pow(kZoomStep, steps));
}

void FlowView::zoomToFit()
{
    setZoom(qMin(1.0, height() / (m_scene->rowsHeight() + flowHeadsHeight() + 8)));
    verticalScrollBar()->setValue(0);
}

// ---- replay

void FlowView::replay()
{
    if (isReplaying() || rows().isEmpty())
        return endReplay();
    if (motionReduced())
        return;
    m_scene->setShown(0);
    verticalScrollBar()->setValue(0);
    m_replay.start();
    Q_EMIT replayChanged(true);
    showNextOfReplay();
}

void FlowView::showNextOfReplay()
{
    const qsizetype next = m_scene->shown();
    if (next >= rows().size())
        return endReplay();
    m_scene->setShown(next + 1);
    grow(next);
    const QRect place = rowRect(next);
    if (place.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalScrollBar()->value() + place.bottom() - viewport()->height());
}

void FlowView::endReplay()
{
    if (!m_replay.isActive())
        return;
    m_replay.stop();
    m_scene->setShown(-1);
    Q_EMIT replayChanged(false);
}

} // namespace tessera

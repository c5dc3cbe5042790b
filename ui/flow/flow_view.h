// A run to walk along: scrolls under its lifelines' heads, zooms, and one row of it is the current one. Each
// row is an item of a list for a screen reader (flow_view_access).
#pragma once

#include "ui/flow/flow_scene.h"

#include <QGraphicsView>
#include <QTimer>
#include <QVariantAnimation>

namespace tessera {

class FlowHeads;

class FlowView final : public QGraphicsView
{
    Q_OBJECT
public:
    explicit FlowView(QWidget* parent = nullptr);

    /// `grows`: what is new since the last call happens now, and its arrow grows.
    void setRun(const FlowRun& run, bool grows);
    const FlowRun& run() const { return m_run; }
    FlowScene* flow() const { return m_scene; }
    FlowHeads* heads() const { return m_heads; }
    const QList<FlowRow>& rows() const { return m_scene->rows(); }

    qsizetype current() const { return m_current; }
    void setCurrent(qsizetype row);
    /// Rows that are not looked for step back; empty: none.
    void setFaded(const QList<bool>& faded);

    double zoom() const { return m_zoom; }
    void setZoom(double zoom);
    void zoomBy(int steps);
    /// All rows are in sight, if they can still be read then.
    void zoomToFit();

    void replay();
    bool isReplaying() const { return m_replay.isActive(); }
    /// In words, as a screen reader says it.
    QString spoken(qsizetype row) const;
    QRect rowRect(qsizetype row) const;

Q_SIGNALS:
    void currentChanged(qsizetype row);
    /// Enter or a click: its message is wanted.
    void opened(qsizetype row, bool byKeyboard);
    void zoomChanged(double zoom);
    void replayChanged(bool replaying);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    void takeColours();
    void arrange();
    void placeHeads();
    void growLastArrow();
    void grow(qsizetype row);
    void showNextOfReplay();
    void endReplay();
    void setHovered(qsizetype row);
    void showFocus(bool visible);
    void showToolTip(const QPoint& at, const QPoint& global);
    qsizetype rowBelow(const QPoint& place) const;
    qsizetype rowOfPage(int pages) const;

    FlowScene* m_scene;
    FlowHeads* m_heads;
    FlowRun m_run;
    qsizetype m_current = -1;
    qsizetype m_hovered = -1;
    qsizetype m_growing = -1;
    double m_zoom = 1;
    int m_wheel = 0; ///< turned, and not yet a step
    bool m_focusVisible = false;
    QVariantAnimation m_grow;
    QTimer m_replay;
};

} // namespace tessera

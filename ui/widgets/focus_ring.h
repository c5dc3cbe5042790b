// The ring round whatever has the keyboard's focus: 2 px, 2 px outside, only when the focus came by keyboard
// (design section 4). One per window.
#pragma once

#include <QPointer>
#include <QWidget>

namespace tessera {

class FocusRing final : public QWidget
{
    Q_OBJECT
public:
    /// Watches the focus inside `window`.
    explicit FocusRing(QWidget* window);

    QWidget* target() const { return m_target; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void follow(QWidget* target);
    void place();

    QWidget* m_window;
    QPointer<QWidget> m_target;
};

/// For widgets that draw their own focus inside (rows, tiles).
void drawFocusInside(QPainter& painter, const QRect& rect, double radius);

} // namespace tessera

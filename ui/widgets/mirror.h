// Layouts from right to left. Painters and margins are written as from left to right and ask here where that
// is; code and addresses keep their own direction.
#pragma once

#include <QBoxLayout>
#include <QRect>
#include <QString>

class QLabel;
class QPainter;
class QWidget;

namespace tessera {

/// Where `place`, thought from left to right, stands in `widget`.
QRect mirrored(const QWidget& widget, const QRect& place);
QRectF mirrored(const QWidget& widget, const QRectF& place);
/// The same for an edge between two pixels.
int mirrored(const QWidget& widget, int x);

/// One line of code, an address or what somebody wrote: it begins where a line of `widget` begins, and is
/// read in its own direction. In the sentence's direction "/usr/bin/git" would end with its first slash.
void drawValue(QPainter& painter, const QWidget& widget, const QRect& room, const QString& text);
/// The same for what a label shows now; again after another text.
void showAsValue(QLabel& label);

/// Its left and right margins change sides. Qt mirrors what stands in a layout, not what is around it.
class SidedBox final : public QBoxLayout
{
public:
    /// Margins as from left to right; they may be negative.
    SidedBox(Direction direction, const QMargins& margins);

    void setGeometry(const QRect& rect) override;

private:
    QMargins m_margins;
};

} // namespace tessera

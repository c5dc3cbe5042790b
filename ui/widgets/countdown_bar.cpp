#include "ui/widgets/countdown_bar.h"

#include "ui/theme/theme.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/tiles.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 8;

} // namespace

CountdownBar::CountdownBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Time left"));
}

void CountdownBar::setSpan(TimePoint from, TimePoint until)
{
    m_from = from;
    m_until = until;
    update();
}

void CountdownBar::setNow(TimePoint now)
{
    m_now = now;
    if (spent() != m_paintedSpent)
        update();
}

int CountdownBar::spent() const
{
    return spentTiles(m_from, m_until, m_now, kTiles);
}

QSize CountdownBar::sizeHint() const
{
    return QSize(300, kHeight);
}

QString CountdownBar::minutesAndSeconds(Milliseconds left)
{
    const qint64 seconds = qMax<qint64>(0, std::chrono::ceil<Seconds>(left).count());
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

void CountdownBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const TileRow row = TileRow::of(kTiles, width());
    // What is left shrinks from the end, as in an hourglass seen from the side.
    const int left = row.count - spent();
    for (int i = 0; i < row.count; ++i)
        paintTile(painter, mirrored(*this, QRect(row.left(i), 0, row.width, kHeight)),
                  i < left ? theme().bar : theme().track);
    m_paintedSpent = spent();
}

} // namespace tessera

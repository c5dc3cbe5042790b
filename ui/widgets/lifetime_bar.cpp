#include "ui/widgets/lifetime_bar.h"

#include "ui/text/relative_time.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace tessera {
namespace {

constexpr int kTileHeight = 16;
constexpr int kAbove = 26; // room for the mark's label at the usual font
constexpr int kGapBelow = 8;

void paintTriangle(QPainter& painter, int x, int tip, int base, const QColor& colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygon{QPoint(x, tip), QPoint(x - 4, base), QPoint(x + 5, base)});
}

} // namespace

LifetimeBar::LifetimeBar(QWidget* parent) : QWidget(parent)
{
    setFont(fontFor(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(200);
}

void LifetimeBar::setLifetime(const Lifetime& lifetime, const QString& sentence)
{
    m_lifetime = lifetime;
    setAccessibleName(tr("Life of the access token"));
    setAccessibleDescription(sentence);
    update();
}

void LifetimeBar::setNow(TimePoint now)
{
    m_now = now;
    if (spent() != m_paintedSpent)
        update();
}

int LifetimeBar::spent() const
{
    return spentTiles(m_lifetime.issuedAt, m_lifetime.endsAt, m_now, row().count);
}

int LifetimeBar::tilesTop() const
{
    return qMax(kAbove, fontMetrics().height() + 8);
}

QSize LifetimeBar::sizeHint() const
{
    return QSize(400, tilesTop() + kTileHeight + kGapBelow + fontMetrics().height());
}

void LifetimeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTiles(painter);
    if (m_now < m_lifetime.endsAt)
        paintMark(painter);
    paintCaptions(painter);
    m_paintedSpent = spent();
}

void LifetimeBar::paintTiles(QPainter& painter) const
{
    const TileRow tiles = row();
    const int spentNow = spent();
    const int soft = softFrom(m_lifetime, tiles.count);
    for (int i = 0; i < tiles.count; ++i) {
        QColor colour = theme().bar;
        if (i < spentNow)
            colour = theme().track;
        else if (m_lifetime.offline)
            colour = theme().edge;
        else if (i >= soft)
            colour = theme().barSoft;
        paintTile(painter, mirrored(*this, QRect(tiles.left(i), tilesTop(), tiles.width, kTileHeight)),
                  colour);
    }
}

void LifetimeBar::paintMark(QPainter& painter) const
{
    if (!m_lifetime.renewsAt || *m_lifetime.renewsAt >= m_lifetime.endsAt)
        return;
    const TileRow tiles = row();
    const int x = qMin(tiles.left(softFrom(m_lifetime, tiles.count)) - 1, tiles.totalWidth() - 1);
    const int seen = mirrored(*this, x);
    painter.fillRect(QRect(seen - 1, tilesTop() - 4, 2, kTileHeight + 8), theme().text);
    paintTriangle(painter, seen, tilesTop() - 2, tilesTop() - 8, theme().text);
    const QString words = tr("Renews %1").arg(clockTime(*m_lifetime.renewsAt));
    const int width = fontMetrics().horizontalAdvance(words);
    const int left = qBound(0, x - width / 2, qMax(0, tiles.totalWidth() - width));
    painter.setFont(font());
    painter.setPen(theme().text2);
    paintWords(painter, left, tilesTop() - 12, words);
}

/// `left` as from left to right.
void LifetimeBar::paintWords(QPainter& painter, int left, int baseline, const QString& words) const
{
    const QRect place(left, 0, fontMetrics().horizontalAdvance(words), 1);
    painter.drawText(QPoint(mirrored(*this, place).left(), baseline), words);
}

void LifetimeBar::paintCaptions(QPainter& painter) const
{
    const TileRow tiles = row();
    const int top = tilesTop() + kTileHeight;
    const int baseline = top + kGapBelow + fontMetrics().ascent();
    const QString issued = tr("Issued %1").arg(clockTime(m_lifetime.issuedAt));
    const bool over = m_now >= m_lifetime.endsAt;
    const QString ends = (over ? tr("Ended %1") : tr("Ends %1")).arg(clockTime(m_lifetime.endsAt));
    const int issuedRight = fontMetrics().horizontalAdvance(issued);
    const int endsLeft = tiles.totalWidth() - fontMetrics().horizontalAdvance(ends);
    painter.setFont(font());
    painter.setPen(theme().text3);
    paintWords(painter, 0, baseline, issued);
    paintWords(painter, endsLeft, baseline, ends);
    if (over)
        return;
    // "Now" points at the first tile that is left; its word goes where there is room for it.
    const int x = qBound(4, tiles.left(spent()) - 1, tiles.totalWidth() - 5);
    paintTriangle(painter, mirrored(*this, x), top + 2, top + 8, theme().text);
    const QString word = tr("Now");
    const int width = fontMetrics().horizontalAdvance(word);
    const int left = x - width / 2;
    if (left > issuedRight + kGapBelow && left + width < endsLeft - kGapBelow) {
        painter.setPen(theme().text2);
        paintWords(painter, left, baseline, word);
    }
}

QString LifetimeBar::toolTipText() const
{
    QString text = tr("Issued %1\nEnds %2").arg(exactTime(m_lifetime.issuedAt), exactTime(m_lifetime.endsAt));
    if (m_lifetime.renewsAt)
        text += u'\n' + tr("Renews %1").arg(exactTime(*m_lifetime.renewsAt));
    return text;
}

bool LifetimeBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), toolTipText(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace tessera

#include "ui/inspector/time_axis.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kSide = 8; ///< the track begins where the text of a table row begins
constexpr int kTrack = 6;
constexpr int kAbove = 10;
constexpr int kBelow = 14;
constexpr QSize kPost(4, 16);
constexpr int kTicks = 8;

/// An arrow that points away from the axis, for what lies beyond it.
void paintArrow(QPainter& painter, const QPoint& tip, bool left)
{
    const int back = left ? 6 : -6;
    painter.setPen(Qt::NoPen);
    painter.drawPolygon(QPolygon{tip, tip + QPoint(back, -5), tip + QPoint(back, 5)});
}

} // namespace

TimeAxis::TimeAxis(QWidget* parent) : QWidget(parent)
{
    setFont(fontFor(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(240);
    setAccessibleName(tr("Life of the token"));
}

void TimeAxis::setTimes(const TokenTimes& times, TimePoint now)
{
    m_times = times;
    m_now = now;
    setVisible(!times.isEmpty());
    refreshWords();
}

void TimeAxis::setNow(TimePoint now)
{
    m_now = now;
    refreshWords();
}

void TimeAxis::refreshWords()
{
    const QString life = lifeText(m_times, m_now);
    QStringList lines{life};
    const auto add = [&lines](QStringView name, const std::optional<TimePoint>& time) {
        if (time)
            lines << QStringLiteral("%1: %2").arg(name,
                                                  bothTimes(*time).replace(u'\n', QStringLiteral(", ")));
    };
    add(u"auth_time", m_times.signedInAt);
    add(u"iat", m_times.issuedAt);
    add(u"nbf", m_times.notBefore);
    add(u"exp", m_times.expiresAt);
    setAccessibleDescription(lines.join(QStringLiteral(". ")));
    setPlainToolTip(this, lines.join(u'\n'));
    update();
}

AxisLayout TimeAxis::axis() const
{
    const int track = width() - 2 * kSide;
    const AxisLayout axis = layOutAxis(
        m_times, m_now, track, [this](const QString& text) { return fontMetrics().horizontalAdvance(text); });
    return isRightToLeft() ? mirrored(axis, track) : axis;
}

int TimeAxis::trackTop() const
{
    return fontMetrics().height() + kAbove;
}

QSize TimeAxis::sizeHint() const
{
    return QSize(400, trackTop() + kTrack + kBelow + fontMetrics().height());
}

void TimeAxis::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kSide, 0);
    const AxisLayout layout = axis();
    paintTrack(painter, layout);
    paintLabels(painter, layout);
    paintNow(painter, layout);
}

void TimeAxis::paintTrack(QPainter& painter, const AxisLayout& axis) const
{
    const int width = this->width() - 2 * kSide;
    const int top = trackTop();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().track);
    painter.drawRoundedRect(QRectF(0, top, width, kTrack), 3, 3);
    for (int tick = 0; tick <= kTicks; ++tick)
        painter.fillRect(QRect(qMin(width - 1, tick * width / kTicks), top + kTrack + 3, 1, 4), theme().edge);
    const bool over = m_times.expiresAt && *m_times.expiresAt <= m_now;
    painter.setBrush(over ? theme().edge : theme().bar);
    if (axis.barRight > axis.barLeft)
        painter.drawRect(QRect(axis.barLeft, top, axis.barRight - axis.barLeft, kTrack));
    painter.setBrush(theme().text);
    for (const AxisPost& post : axis.posts) {
        const int middle = top + kTrack / 2;
        if (post.beyond != AxisBeyond::No) {
            const bool isLeft = (post.beyond == AxisBeyond::Before) != isRightToLeft();
            paintArrow(painter, QPoint(post.x + (isLeft ? -6 : 6), middle), isLeft);
        } else {
            const int left = qBound(0, post.x - kPost.width() / 2, width - kPost.width());
            painter.drawRoundedRect(QRect(QPoint(left, middle - kPost.height() / 2), kPost), 1.5, 1.5);
        }
    }
}

void TimeAxis::paintNow(QPainter& painter, const AxisLayout& axis) const
{
    const int top = trackTop();
    const int x = axis.now.x;
    if (axis.now.beyond == AxisBeyond::No) {
        painter.fillRect(QRect(x - 3, top - 2, 6, kTrack + 4), theme().surface);
        painter.fillRect(QRect(x - 1, top - 6, 2, kTrack + 8), theme().text);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().text);
    painter.drawPolygon(QPolygon{QPoint(x - 5, top - 9), QPoint(x + 5, top - 9), QPoint(x + 5, top - 6),
                                 QPoint(x, top - 1), QPoint(x - 5, top - 6)});
    painter.setFont(fontFor(TextStyle::CaptionStrong));
    painter.setPen(theme().text);
    painter.drawText(QRect(axis.nowLabel.left - 8, 0, axis.nowLabel.width + 16, fontMetrics().height()),
                     Qt::AlignCenter | Qt::TextSingleLine, axis.nowLabel.text);
}

void TimeAxis::paintLabels(QPainter& painter, const AxisLayout& axis) const
{
    const int top = trackTop() + kTrack + kBelow - 2;
    painter.setFont(font());
    const auto paint = [&](const AxisLabel& label, const QColor& colour) {
        const int most = width() - 2 * kSide - label.left;
        painter.setPen(colour);
        painter.drawText(QPoint(label.left, top + fontMetrics().ascent()),
                         fontMetrics().elidedText(label.text, Qt::ElideRight, most + kSide));
    };
    for (const AxisLabel& label : axis.labels)
        paint(label, theme().text2);
    if (!axis.life.text.isEmpty())
        paint(axis.life, theme().text3);
}

} // namespace tessera

#include "ui/widgets/fingerprint.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kTile = 4;
constexpr int kPitch = 5;
constexpr double kRadius = 0.75;
constexpr double kOff = 0.22; ///< how much is seen of a tile that is off
constexpr int kGap = 5;

} // namespace

void paintFingerprint(QPainter& painter, const QPointF& corner, quint16 tiles, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 9; ++i) {
        QColor fill = colour;
        if (!(tiles >> i & 1))
            fill.setAlphaF(float(kOff));
        painter.setBrush(fill);
        painter.drawRoundedRect(
            QRectF(corner.x() + i % 3 * kPitch, corner.y() + int(i / 3) * kPitch, kTile, kTile), kRadius,
            kRadius);
    }
    painter.restore();
}

Fingerprint::Fingerprint(quint16 tiles, const QString& digits, const QString& caption, const QString& name,
                         ThemeColour colour, QWidget* parent)
    : QWidget(parent), m_tiles(tiles), m_digits(digits), m_caption(caption), m_colour(colour)
{
    setFont(fontFor(TextStyle::Fixed));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(name);
    setPlainToolTip(this, name);
}

QSize Fingerprint::sizeHint() const
{
    const QFontMetrics caption(fontFor(TextStyle::Caption));
    const int words = m_caption.isEmpty() ? 0 : kGap + 3 + caption.horizontalAdvance(m_caption);
    return QSize(kFingerprintSize + kGap + fontMetrics().horizontalAdvance(m_digits) + words,
                 qMax(kFingerprintSize, qMax(fontMetrics().height(), caption.height())));
}

QSize Fingerprint::minimumSizeHint() const
{
    return QSize(kFingerprintSize + kGap + fontMetrics().horizontalAdvance(m_digits), sizeHint().height());
}

void Fingerprint::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [this, mirrored](int left, int wide) {
        return QRect(mirrored ? width() - left - wide : left, 0, wide, height());
    };
    const QColor colour = theme().*m_colour;
    const QRect pattern = place(0, kFingerprintSize);
    paintFingerprint(painter, QPoint(pattern.x(), (height() - kFingerprintSize) / 2), m_tiles, colour);
    int x = kFingerprintSize + kGap;
    const int digits = fontMetrics().horizontalAdvance(m_digits);
    // The digits of plain patterns are read like any value; coloured ones belong to their meaning.
    painter.setPen(m_colour == &Theme::err ? colour : theme().text);
    painter.setLayoutDirection(Qt::LeftToRight); // of each word; where it stands is computed
    painter.drawText(place(x, digits + 1), Qt::AlignVCenter | Qt::TextSingleLine, m_digits);
    x += digits + kGap + 3;
    painter.setFont(fontFor(TextStyle::Caption));
    painter.setPen(theme().text3);
    const int room = qMax(0, width() - x);
    if (m_caption.isRightToLeft())
        painter.setLayoutDirection(Qt::RightToLeft);
    painter.drawText(place(x, room),
                     Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_caption, Qt::ElideRight, room));
}

} // namespace tessera

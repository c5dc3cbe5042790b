#include "ui/widgets/chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/mirror.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 24;
constexpr int kMargin = 8;
constexpr int kIcon = 14;
constexpr int kGap = 6;
constexpr int kRadius = 6;
constexpr int kWidest = 280;

} // namespace

Chip::Chip(Kind kind, const QString& text, QWidget* parent) : QWidget(parent), m_kind(kind), m_text(text)
{
    setFont(fontFor(TextStyle::Caption));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    switch (kind) {
    case Kind::Granted:
        setAccessibleName(tr("%1, granted").arg(text));
        break;
    case Kind::Refused:
        setAccessibleName(tr("%1, refused").arg(text));
        break;
    case Kind::Plain:
        setAccessibleName(text);
    }
}

QString Chip::iconName() const
{
    switch (m_kind) {
    case Kind::Granted:
        return QStringLiteral("check");
    case Kind::Refused:
        return QStringLiteral("cross");
    case Kind::Plain:
        break;
    }
    return QStringLiteral("computer");
}

QSize Chip::sizeHint() const
{
    const int words = fontMetrics().horizontalAdvance(m_text);
    return QSize(qMin(kWidest, words + 2 * kMargin + kIcon + kGap),
                 qMax(kHeight, fontMetrics().height() + 8));
}

QSize Chip::minimumSizeHint() const
{
    return sizeHint();
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_kind == Kind::Refused) {
        painter.setPen(QPen(theme().edge, 1, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().sunken);
        painter.drawRoundedRect(rect(), kRadius, kRadius);
    }
    const QColor colour = theme().text2;
    const QRect sign(kMargin, (height() - kIcon) / 2, kIcon, kIcon);
    painter.drawPixmap(mirrored(*this, sign).topLeft(), icon(iconName(), kIcon, colour, devicePixelRatioF()));
    painter.setPen(colour);
    const QRect words = mirrored(*this, rect().adjusted(kMargin + kIcon + kGap, 0, -kMargin + 1, 0));
    drawValue(painter, *this, words, fontMetrics().elidedText(m_text, Qt::ElideMiddle, words.width()));
}

} // namespace tessera

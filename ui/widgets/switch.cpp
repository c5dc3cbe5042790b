#include "ui/widgets/switch.h"

#include "ui/theme/quiet_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/mirror.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 32;
constexpr QSize kTrack(36, 20);
constexpr int kOffKnob = 10;
constexpr int kOnKnob = 14;

} // namespace

Switch::Switch(const QString& text, QWidget* parent) : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setFont(fontFor(TextStyle::Body));
    setAttribute(Qt::WA_Hover);
    setAccessibleName(QString(text).remove(u'&'));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Switch::sizeHint() const
{
    const int words = fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return QSize(kTrack.width() + (text().isEmpty() ? 0 : space::kSmall + words),
                 qMax(kHeight, fontMetrics().height() + 8));
}

void Switch::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track =
        mirrored(*this, QRectF(0, (height() - kTrack.height()) / 2.0, kTrack.width(), kTrack.height()));
    const double radius = track.height() / 2;
    const double knob = isChecked() ? kOnKnob : kOffKnob;
    const double margin = (track.height() - knob) / 2;
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isEnabled() ? theme().bar : theme().track);
        painter.drawRoundedRect(track, radius, radius);
    } else {
        painter.setPen(QPen(isEnabled() ? theme().edge : theme().line, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? theme().surface : (underMouse() ? theme().text2 : theme().edge));
    const bool atRight = isChecked() != isRightToLeft();
    const double x = atRight ? track.right() - margin - knob : track.left() + margin;
    painter.drawEllipse(QRectF(x, track.top() + margin, knob, knob));
    painter.setPen(isEnabled() ? theme().text : theme().disabled);
    painter.drawText(mirrored(*this, rect().adjusted(kTrack.width() + space::kSmall, 0, 0, 0)),
                     int(Qt::AlignVCenter | Qt::AlignLeft) | mnemonicFlag(this), text());
}

} // namespace tessera

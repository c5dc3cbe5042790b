#include "ui/widgets/button.h"

#include "ui/theme/icons.h"
#include "ui/theme/quiet_style.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

#include <QEvent>
#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 32;
constexpr int kBigHeight = 40;
constexpr int kIcon = 18;
constexpr int kGap = 8;
constexpr int kRadius = 8;
constexpr int kMargin = 14;
constexpr int kBigMargin = 20;
constexpr int kLinkMargin = 4; // room for the focus ring

} // namespace

Button::Button(Kind kind, const QString& text, const QString& iconName, QWidget* parent)
    : QPushButton(text, parent), m_kind(kind), m_icon(iconName)
{
    setFont(fontFor(TextStyle::BodyStrong));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoDefault(true);
    setAttribute(Qt::WA_Hover);
}

Button* Button::iconOnly(const QString& iconName, const QString& name, QWidget* parent)
{
    auto* button = new Button(Kind::Flat, {}, iconName, parent);
    button->setAccessibleName(name);
    setPlainToolTip(button, name);
    return button;
}

void Button::setBig(bool big)
{
    m_big = big;
    updateGeometry();
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    update();
}

void Button::setOnList()
{
    m_onList = true;
    update();
}

void Button::setIconName(const QString& iconName)
{
    m_icon = iconName;
    update();
}

int Button::contentWidth() const
{
    const int icon = m_icon.isEmpty() ? 0 : kIcon;
    const int words = text().isEmpty() ? 0 : fontMetrics().size(Qt::TextShowMnemonic, text()).width();
    return icon + words + (icon && words ? kGap : 0);
}

QSize Button::sizeHint() const
{
    const int height = qMax(m_big ? kBigHeight : kHeight, fontMetrics().height() + 2 * kGap);
    if (text().isEmpty())
        return QSize(height, height);
    const int margin = m_kind == Kind::Link ? kLinkMargin : (m_big ? kBigMargin : kMargin);
    return QSize(contentWidth() + 2 * margin, height);
}

Button::Look Button::look() const
{
    const Theme& t = theme();
    const bool bare = m_kind == Kind::Flat || m_kind == Kind::DangerFlat || m_kind == Kind::Link;
    if (!isEnabled())
        return {bare ? QColor() : (m_onList ? t.fill : t.sunken), t.disabled};
    const auto pick = [this](const QColor& rest, const QColor& hover, const QColor& pressed) {
        return isDown() ? pressed : (underMouse() || isChecked() ? hover : rest);
    };
    switch (m_kind) {
    case Kind::Primary:
        return {pick(t.accent, t.accentHover, t.accentPress), t.onAccent};
    case Kind::Normal:
        return {pick(m_onList ? t.fill : t.sunken, t.hover, t.pressed), t.text};
    case Kind::Flat:
        return {pick({}, t.hover, t.pressed), t.text};
    case Kind::Danger:
        return {pick(t.errTint, t.errHover, t.errPress), t.err};
    case Kind::DangerFlat:
        return {pick({}, t.errHover, t.errPress), t.err};
    case Kind::Link:
        break;
    }
    return {{}, t.accentText};
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Look colours = look();
    if (colours.fill.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.fill);
        painter.drawRoundedRect(rect(), kRadius, kRadius);
    }
    int x = (width() - contentWidth()) / 2;
    if (!m_icon.isEmpty()) {
        const QRect place(x, (height() - kIcon) / 2, kIcon, kIcon);
        painter.drawPixmap(
            mirrored(*this, place).topLeft(),
            tessera::icon(m_icon, kIcon, colours.text, devicePixelRatioF(), layoutDirection()));
        x += kIcon + kGap;
    }
    if (m_kind == Kind::Link && underMouse() && isEnabled()) {
        QFont underlined = font();
        underlined.setUnderline(true);
        painter.setFont(underlined);
    }
    painter.setPen(colours.text);
    painter.drawText(mirrored(*this, QRect(x, 0, width() - x, height())),
                     int(Qt::AlignVCenter | Qt::AlignLeft) | mnemonicFlag(this), text());
}

bool Button::event(QEvent* event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave)
        update();
    return QPushButton::event(event);
}

QLayout* hanging(Button* button)
{
    auto* row = new SidedBox(QBoxLayout::LeftToRight, {-kMargin, 0, 0, 0});
    row->addWidget(button);
    row->addStretch(1);
    return row;
}

} // namespace tessera

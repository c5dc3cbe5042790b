#include "ui/widgets/nav_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/quiet_style.h"
#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/state_glyph.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 36;
constexpr int kIcon = 20;
constexpr int kMargin = 10;
constexpr int kRadius = 8;

} // namespace

NavButton::NavButton(const QString& text, const QString& iconName, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    refreshNames();
}

void NavButton::setNarrow(bool narrow)
{
    m_narrow = narrow;
    refreshNames();
    updateGeometry();
    update();
}

void NavButton::setWarning(const QString& why)
{
    m_warning = why;
    refreshNames();
    update();
}

void NavButton::refreshNames()
{
    const QString name = QString(text()).remove(u'&');
    setAccessibleName(m_warning.isEmpty() ? name : name + QStringLiteral(". ") + m_warning);
    setPlainToolTip(this, m_narrow ? accessibleName() : m_warning);
}

QSize NavButton::sizeHint() const
{
    return QSize(m_narrow ? 40 : 160, qMax(kHeight, fontMetrics().height() + 18));
}

void NavButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? theme().select : theme().hover);
        painter.drawRoundedRect(rect(), kRadius, kRadius);
    }
    const QRect sign(m_narrow ? (width() - kIcon) / 2 : kMargin, (height() - kIcon) / 2, kIcon, kIcon);
    painter.drawPixmap(mirrored(*this, sign).topLeft(),
                       tessera::icon(m_icon, kIcon, isChecked() ? theme().accentText : theme().text2,
                                     devicePixelRatioF(), layoutDirection()));
    if (!m_narrow) {
        painter.setFont(fontFor(isChecked() ? TextStyle::BodyStrong : TextStyle::Body));
        painter.setPen(isChecked() ? theme().text : theme().text2);
        painter.drawText(mirrored(*this, rect().adjusted(2 * kMargin + kIcon, 0, 0, 0)),
                         int(Qt::AlignVCenter) | mnemonicFlag(this), text());
    }
    if (!m_warning.isEmpty()) {
        const int size = m_narrow ? 12 : kGlyphSize;
        const QPoint place = m_narrow ? QPoint(width() - size - 2, 2)
                                      : QPoint(width() - size - kMargin, (height() - size) / 2);
        painter.drawPixmap(mirrored(*this, QRect(place, QSize(size, size))).topLeft(),
                           glyphPixmap(Glyph::Warning, size, devicePixelRatioF()));
    }
}

} // namespace tessera

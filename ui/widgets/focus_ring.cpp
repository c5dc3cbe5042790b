#include "ui/widgets/focus_ring.h"

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFocusEvent>
#include <QPainter>
#include <QScrollArea>

namespace tessera {
namespace {

constexpr int kReach = 4; // 2 px of air, 2 px of line
constexpr double kRadius = 11;

bool cameByKeyboard(const QFocusEvent* event)
{
    switch (event->reason()) {
    case Qt::TabFocusReason:
    case Qt::BacktabFocusReason:
    case Qt::ShortcutFocusReason:
        return true;
    default:
        return false;
    }
}

} // namespace

FocusRing::FocusRing(QWidget* window) : QWidget(window), m_window(window)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    hide();
    qApp->installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        if (!watched->isWidgetType()) // the window itself hears of it too
            break;
        auto* button = qobject_cast<QAbstractButton*>(watched);
        const bool ours = button && m_window->isAncestorOf(button);
        follow(ours && cameByKeyboard(static_cast<QFocusEvent*>(event)) ? button : nullptr);
        break;
    }
    case QEvent::FocusOut:
        if (watched == m_target)
            follow(nullptr);
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Hide:
        if (m_target && qobject_cast<QWidget*>(watched) &&
            (watched == m_target || static_cast<QWidget*>(watched)->isAncestorOf(m_target)))
            place();
        break;
    default:
        break;
    }
    return false;
}

void FocusRing::follow(QWidget* target)
{
    m_target = target;
    // In the same viewport, so that it scrolls and is clipped with the target.
    QWidget* home = m_window;
    for (QWidget* w = target; w; w = w->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(w)) {
            home = area->widget();
            break;
        }
    if (parentWidget() != home)
        setParent(home);
    place();
}

void FocusRing::place()
{
    if (!m_target || !m_target->isVisible()) {
        hide();
        return;
    }
    const QPoint corner = m_target->mapTo(parentWidget(), QPoint(0, 0));
    setGeometry(QRect(corner, m_target->size()).adjusted(-kReach, -kReach, kReach, kReach));
    show();
    raise();
}

void FocusRing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accentText, 2));
    painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), kRadius, kRadius);
}

void drawFocusInside(QPainter& painter, const QRect& rect, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accentText, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(3, 3, -3, -3), radius - 2, radius - 2);
    painter.restore();
}

} // namespace tessera

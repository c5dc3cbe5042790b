#include "ui/theme/quiet_style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace tessera {

QuietStyle::QuietStyle() : QProxyStyle(QStringLiteral("Fusion"))
{
    qApp->installEventFilter(this);
}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* returnData) const
{
    if (hint == SH_UnderlineShortcut)
        return m_altHeld ? 1 : 0;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

bool QuietStyle::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt)
            setAltHeld(event->type() == QEvent::KeyPress);
        break;
    case QEvent::ApplicationStateChange:
        setAltHeld(false); // Alt+Tab leaves without a release
        break;
    default:
        break;
    }
    return QProxyStyle::eventFilter(watched, event);
}

void QuietStyle::setAltHeld(bool held)
{
    if (m_altHeld == held)
        return;
    m_altHeld = held;
    if (QWidget* window = QApplication::activeWindow())
        for (QWidget* widget : window->findChildren<QWidget*>())
            widget->update();
}

int mnemonicFlag(const QWidget* widget)
{
    return widget->style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, widget) ? Qt::TextShowMnemonic
                                                                                     : Qt::TextHideMnemonic;
}

} // namespace tessera

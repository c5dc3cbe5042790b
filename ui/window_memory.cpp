#include "ui/window_memory.h"

#include "core/base/logging.h"
#include "ui/main_window.h"

#include <QEvent>
#include <QGuiApplication>
#include <QScreen>

namespace tessera {

WindowMemory::WindowMemory(MainWindow& window, QString directory, QObject* parent)
    : QObject(parent), m_window(window), m_directory(std::move(directory)),
      m_state(readWindowState(m_directory)), m_saved(m_state)
{
    window.installEventFilter(this);
}

void WindowMemory::restore()
{
    QList<QRect> screens;
    for (const QScreen* screen : QGuiApplication::screens())
        screens.append(screen->availableGeometry());
    const auto place = placeOnScreens(m_state.geometry, screens);
    if (place) {
        m_window.resize(place->size());
        m_window.move(place->topLeft());
    } else if (m_state.geometry.isValid() && !screens.isEmpty()) {
        m_window.resize(m_state.geometry.size().boundedTo(screens.constFirst().size()));
    }
    if (m_state.maximised)
        m_window.setWindowState(m_window.windowState() | Qt::WindowMaximized);
}

void WindowMemory::restorePage()
{
    m_window.showNamed(m_state.page);
}

void WindowMemory::save()
{
    m_state.maximised = m_window.isMaximized();
    // Of a maximised window this is the place it goes back to.
    const QRect normal =
        m_window.isMaximized() || m_window.isMinimized() ? m_window.normalGeometry() : m_window.geometry();
    if (normal.isValid())
        m_state.geometry = QRect(m_window.isMaximized() ? normal.topLeft() : m_window.pos(), normal.size());
    m_state.page = m_window.pageName();
    if (m_state == m_saved)
        return;
    if (const auto written = writeWindowState(m_directory, m_state); !written)
        qCWarning(lcSession) << written.error();
    else
        m_saved = m_state;
}

void WindowMemory::noteTold(const QString& hint)
{
    if (!hasTold(hint))
        m_state.told.append(hint);
    save();
}

bool WindowMemory::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Hide && watched == &m_window && !event->spontaneous())
        save();
    return QObject::eventFilter(watched, event);
}

} // namespace tessera

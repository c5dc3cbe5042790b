#include "ui/notifications/tray_notifier.h"

namespace tessera {

TrayNotifier::TrayNotifier(QSystemTrayIcon* tray) : m_tray(tray)
{
    if (!tray)
        return;
    connect(tray, &QSystemTrayIcon::messageClicked, this, [this] {
        if (!m_key.isEmpty())
            Q_EMIT chosen(std::exchange(m_key, {}));
    });
}

void TrayNotifier::notify(const QString& key, const Notice& notice)
{
    if (!m_tray || !m_tray->isVisible())
        return;
    m_key = key;
    m_tray->showMessage(notice.title, notice.body, QSystemTrayIcon::Warning);
}

void TrayNotifier::withdraw(const QString& key)
{
    if (m_key == key)
        m_key.clear(); // a click on what is not so any more leads nowhere
}

} // namespace tessera

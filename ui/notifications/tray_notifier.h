// Notifications by the bubble of a tray icon. It tells one thing at a time and takes nothing back.
#pragma once

#include "ui/notifications/notifier.h"

#include <QPointer>
#include <QSystemTrayIcon>

namespace tessera {

class TrayNotifier final : public Notifier
{
    Q_OBJECT
public:
    /// `tray` may be null: then nothing is ever told.
    explicit TrayNotifier(QSystemTrayIcon* tray);

    void notify(const QString& key, const Notice& notice) override;
    void withdraw(const QString& key) override;

private:
    QPointer<QSystemTrayIcon> m_tray;
    QString m_key; ///< of the bubble that was shown last
};

} // namespace tessera

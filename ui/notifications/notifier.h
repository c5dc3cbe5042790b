// Tells a person something while they look elsewhere. Each system has a file of its own behind this; where
// there is nothing to tell it with, nothing is told.
#pragma once

#include <QObject>

#include <memory>

class QSystemTrayIcon;

namespace tessera {

/// Plain text, all of it: what is markup to a system is made harmless by its own file.
struct Notice
{
    QString title;
    QString body;
    QString action; ///< on the button
};

class Notifier : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Never waits. One of the same key that is still shown is replaced.
    virtual void notify(const QString& key, const Notice& notice) = 0;
    /// It is not so any more. Also for one that nobody shows.
    virtual void withdraw(const QString& key) = 0;

Q_SIGNALS:
    /// The person clicked it.
    void chosen(const QString& key);
};

/// Linux: the desktop's notification service. Elsewhere the bubble of the tray icon, if there is one.
std::unique_ptr<Notifier> makeNotifier(QSystemTrayIcon* tray = nullptr);

} // namespace tessera

// Tells when the desktop locks its screen, so that the agent can lock with it. Any program of the session can
// send that message; all it can do with it is lock.
#pragma once

#include <QObject>

namespace tessera {

class ScreenLock final : public QObject
{
    Q_OBJECT
public:
    explicit ScreenLock(QObject* parent = nullptr);

    /// False: there is no message bus (or this is no Linux), and nothing will ever be told.
    bool isListening() const { return m_listening; }

Q_SIGNALS:
    void locked();

private Q_SLOTS:
    void activeChanged(bool active);

private:
    bool m_listening = false;
};

} // namespace tessera

// What the system tells programs that stay open: the network is back, the machine woke up. Only hints:
// whoever plans by time must not need them, because many systems tell nothing.
#pragma once

#include <QObject>

namespace tessera {

class SystemEvents : public QObject
{
    Q_OBJECT
public:
    explicit SystemEvents(QObject* parent = nullptr);

    /// Begins to listen: to Qt's network information (NetworkManager and its kin) and, on Linux, to logind.
    /// What is not there is left out. Not in the constructor, because it may wait for a service to answer.
    void listen();

Q_SIGNALS:
    void networkCameBack();
    void wokeUp();

private:
    Q_SLOT void prepareForSleep(bool goingToSleep); ///< logind's signal
    bool m_listening = false;
    bool m_reachable = true;
};

} // namespace tessera

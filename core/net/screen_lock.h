// The person locked the screen: what logind tells of the person's own sessions (Lock, LockedHint), and the
// desktop's screen saver. It hears what is told; a locker that tells nobody (a bare i3lock) it cannot hear.
#pragma once

#include "core/base/one_shot.h"

#include <QObject>
#include <QStringList>

namespace tessera {

class ScreenLock final : public QObject
{
    Q_OBJECT
public:
    explicit ScreenLock(QObject* parent = nullptr);

    /// Begins to listen on the buses of system and session. Answers who is there now and would tell; where
    /// that is nobody, somebody may come later. Errors (Configuration): screen_lock.unsupported (this system
    /// has no such thing that we know), screen_lock.no_bus (neither bus answers; detail: why).
    Result<QStringList> listen();

    /// Ends when it is known whether the screen was locked before; locked() has been emitted then. Never
    /// long. One may wait for it.
    OneShot<Result<void>> firstLook() const { return m_firstLook; }

Q_SIGNALS:
    /// Also when the bus that would tell is gone: then nothing is heard any more. May come several times.
    void locked();

private:
    OneShot<Result<void>> m_firstLook;
};

} // namespace tessera

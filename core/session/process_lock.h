// One program at a time for an account: a lock that the kernel lets go when its holder ends, however it ends
// (A217, A218). Nothing is judged by age or by a process id in a file. The file also carries which generation
// of the grant its last holder knew, so that a copy in memory can be told from an old one while the keychain
// is away; the generation is a random word and no secret.
#pragma once

#include "core/base/result.h"

#include <memory>

namespace tessera {

/// Held as long as it lives. POSIX: flock(2), closed on exec, so that a browser started meanwhile does not
/// inherit it. Windows: the file is open without sharing.
class ProcessLock
{
public:
    ~ProcessLock();
    ProcessLock(const ProcessLock&) = delete;
    ProcessLock& operator=(const ProcessLock&) = delete;

    /// Null: another program holds it. Errors (Configuration): lock.unavailable (detail: path and reason).
    static Result<std::shared_ptr<ProcessLock>> tryTake(const QString& directory, const QString& accountId);

    /// What the last holder left; empty: nothing, or nobody was here yet.
    QString generation() const { return m_generation; }
    void leaveGeneration(const QString& generation);
    /// Takes the file away: nothing of an account that is signed out stays.
    void removeFile();

private:
    explicit ProcessLock(QString path) : m_path(std::move(path)) {}
    bool isStillTheFile() const;
    void readGeneration();

    QString m_path;
    QString m_generation;
    qintptr m_handle = -1;
};

/// Where locks lie: beside the keyrings of the same person, because whoever shares the keychain must share
/// the lock; not in the configuration folder, of which there may be several.
QString defaultLockDirectory();

} // namespace tessera

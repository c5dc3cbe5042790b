#include "core/session/process_lock.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace tessera {
namespace {

constexpr qsizetype kLongestGeneration = 64;

enum class Taken { Yes, Busy, Failed };

#ifdef Q_OS_WIN

Taken openAlone(const QString& path, qintptr& handle, int& systemError)
{
    const HANDLE opened =
        CreateFileW(reinterpret_cast<const wchar_t*>(path.utf16()), GENERIC_READ | GENERIC_WRITE,
                    FILE_SHARE_DELETE, nullptr, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL, nullptr);
    if (opened != INVALID_HANDLE_VALUE) {
        handle = reinterpret_cast<qintptr>(opened);
        return Taken::Yes;
    }
    systemError = static_cast<int>(GetLastError());
    return systemError == ERROR_SHARING_VIOLATION ? Taken::Busy : Taken::Failed;
}

void letGo(qintptr handle)
{
    CloseHandle(reinterpret_cast<HANDLE>(handle));
}

QByteArray content(qintptr handle)
{
    char bytes[kLongestGeneration];
    DWORD count = 0;
    SetFilePointer(reinterpret_cast<HANDLE>(handle), 0, nullptr, FILE_BEGIN);
    if (!ReadFile(reinterpret_cast<HANDLE>(handle), bytes, sizeof bytes, &count, nullptr))
        return {};
    return QByteArray(bytes, count);
}

void replaceContent(qintptr handle, const QByteArray& bytes)
{
    const auto file = reinterpret_cast<HANDLE>(handle);
    DWORD count = 0;
    SetFilePointer(file, 0, nullptr, FILE_BEGIN);
    SetEndOfFile(file);
    WriteFile(file, bytes.constData(), static_cast<DWORD>(bytes.size()), &count, nullptr);
}

QString words(int systemError)
{
    return QStringLiteral("system error %1").arg(systemError);
}

#else

Taken openAlone(const QString& path, qintptr& handle, int& systemError)
{
    const QByteArray name = QFile::encodeName(path);
    const int fd = ::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
    if (fd < 0) {
        systemError = errno;
        return Taken::Failed;
    }
    int locked = -1;
    do
        locked = ::flock(fd, LOCK_EX | LOCK_NB);
    while (locked != 0 && errno == EINTR);
    if (locked == 0) {
        handle = fd;
        return Taken::Yes;
    }
    systemError = errno;
    ::close(fd);
    return systemError == EWOULDBLOCK ? Taken::Busy : Taken::Failed;
}

void letGo(qintptr handle)
{
    // Not by closing alone: between fork and exec a child holds the same lock.
    ::flock(static_cast<int>(handle), LOCK_UN);
    ::close(static_cast<int>(handle));
}

QByteArray content(qintptr handle)
{
    char bytes[kLongestGeneration];
    const ssize_t count = ::pread(static_cast<int>(handle), bytes, sizeof bytes, 0);
    return count > 0 ? QByteArray(bytes, count) : QByteArray();
}

void replaceContent(qintptr handle, const QByteArray& bytes)
{
    const int fd = static_cast<int>(handle);
    // Emptied first: half a word is worse than none. What cannot be written is not known, which is safe.
    if (::ftruncate(fd, 0) == 0 && ::pwrite(fd, bytes.constData(), static_cast<size_t>(bytes.size()), 0) !=
                                       static_cast<ssize_t>(bytes.size())) [[maybe_unused]]
        const int emptied = ::ftruncate(fd, 0);
}

QString words(int systemError)
{
    return QString::fromLocal8Bit(std::strerror(systemError));
}

#endif

} // namespace

ProcessLock::~ProcessLock()
{
    if (m_handle != -1)
        letGo(m_handle);
}

/// The file may have been removed, or removed and made again, between opening and locking it.
bool ProcessLock::isStillTheFile() const
{
#ifdef Q_OS_WIN
    return true;
#else
    struct stat ours = {};
    struct stat theirs = {};
    return ::fstat(static_cast<int>(m_handle), &ours) == 0 &&
           ::lstat(QFile::encodeName(m_path).constData(), &theirs) == 0 && ours.st_ino == theirs.st_ino &&
           ours.st_dev == theirs.st_dev;
#endif
}

void ProcessLock::readGeneration()
{
    m_generation = QString::fromLatin1(content(m_handle)).trimmed();
}

Result<std::shared_ptr<ProcessLock>> ProcessLock::tryTake(const QString& directory, const QString& accountId)
{
    const QString path = QDir(directory).filePath(accountId + QStringLiteral(".lock"));
    const auto unavailable = [&path](const QString& why) {
        return failure(ErrorKind::Configuration, u"lock.unavailable",
                       QStringLiteral("%1: %2").arg(path, why));
    };
    if (!QDir().mkpath(directory))
        return unavailable(QStringLiteral("the folder cannot be made"));
    QFile::setPermissions(directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (int attempt = 0; attempt < 10; ++attempt) {
        const std::shared_ptr<ProcessLock> lock(new ProcessLock(path));
        int systemError = 0;
        switch (openAlone(path, lock->m_handle, systemError)) {
        case Taken::Yes:
            break;
        case Taken::Busy:
            return std::shared_ptr<ProcessLock>();
        case Taken::Failed:
            return unavailable(words(systemError));
        }
        if (lock->isStillTheFile()) {
            lock->readGeneration();
            return lock;
        }
    }
    return std::shared_ptr<ProcessLock>(); // somebody makes and removes it all the time: busy
}

void ProcessLock::leaveGeneration(const QString& generation)
{
    if (generation == m_generation)
        return;
    m_generation = generation;
    replaceContent(m_handle, generation.toLatin1().left(kLongestGeneration));
}

void ProcessLock::removeFile()
{
    QFile::remove(m_path);
}

QString defaultLockDirectory()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/tessera/locks");
}

} // namespace tessera

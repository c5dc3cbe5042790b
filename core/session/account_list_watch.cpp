#include "core/session/account_list_watch.h"

#include "core/base/clock.h"

#include <QFileInfo>

namespace tessera {
namespace {

constexpr Milliseconds kSoon{150};
constexpr Milliseconds kAgain{1000};
constexpr Milliseconds kBetweenLooks{5000};

/// The list is replaced, not written into: what changes is its folder. Where the list is a link, also the
/// folder it leads to.
QStringList foldersOf(const QString& path)
{
    const QFileInfo file(path);
    QStringList folders{file.absolutePath()};
    if (file.isSymLink())
        folders.append(QFileInfo(file.symLinkTarget()).absolutePath());
    return folders;
}

/// Before the first sign-in there is no folder: then what it will be made in.
QString nearestThere(const QString& folder)
{
    QString there = folder;
    while (!QFileInfo::exists(there) && QFileInfo(there).absolutePath() != there)
        there = QFileInfo(there).absolutePath();
    return there;
}

} // namespace

AccountListWatch::AccountListWatch(const QString& file, QObject* parent) : QObject(parent), m_file(file)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        watchFolders(); // one that was taken away and made again is no longer watched
        Q_EMIT changed();
    });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &AccountListWatch::tellSoon);
    m_looks.setInterval(kBetweenLooks);
    connect(&m_looks, &QTimer::timeout, this, &AccountListWatch::tellSoon);
    watchFolders();
}

void AccountListWatch::tellAgain()
{
    if (!m_soon.isActive())
        m_soon.start(kAgain);
}

void AccountListWatch::watchFolders()
{
    QStringList wanted;
    for (const QString& folder : foldersOf(m_file))
        wanted.append(nearestThere(folder));
    for (const QString& folder : m_watcher.directories())
        if (!wanted.contains(folder))
            m_watcher.removePath(folder);
    bool isTold = true;
    for (const QString& folder : wanted) {
        const bool isWatched = m_watcher.directories().contains(folder) || m_watcher.addPath(folder);
        isTold = isTold && isWatched;
    }
    // Some systems run out of watches: then it is looked at.
    if (isTold)
        m_looks.stop();
    else if (!m_looks.isActive())
        m_looks.start();
    for (const QString& folder : foldersOf(m_file))
        if (!wanted.contains(nearestThere(folder)))
            tellSoon(); // made while we looked
}

/// Not begun anew by each further change: a busy folder would be heard of never.
void AccountListWatch::tellSoon()
{
    if (!m_soon.isActive() || m_soon.remainingTimeAsDuration() > kSoon)
        m_soon.start(kSoon);
}

} // namespace tessera

// Tells when the list of accounts on disk may have changed: another program signed in or out. A hint, a
// moment late, so that several changes in a row are one.
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace tessera {

class AccountListWatch final : public QObject
{
    Q_OBJECT
public:
    /// Neither the file nor its folder need be there yet.
    explicit AccountListWatch(const QString& file, QObject* parent = nullptr);

    /// Something was under way and kept the last change from being followed: tells once more in a while.
    void tellAgain();

Q_SIGNALS:
    void changed();

private:
    void watchFolders();
    void tellSoon();

    QString m_file;
    QFileSystemWatcher m_watcher;
    QTimer m_soon;
    QTimer m_looks; ///< runs where the system does not tell
};

} // namespace tessera

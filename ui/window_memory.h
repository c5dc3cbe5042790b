// The window comes back as it was left: place, size, page. Written when it is hidden or ends, never while it
// is moved.
#pragma once

#include "core/settings/window_state.h"

#include <QObject>

namespace tessera {

class MainWindow;

class WindowMemory final : public QObject
{
    Q_OBJECT
public:
    /// `window` must outlive it.
    WindowMemory(MainWindow& window, QString directory, QObject* parent = nullptr);

    /// Before the window is shown. A place whose screen is gone is left to the system.
    void restore();
    /// Once the accounts are there.
    void restorePage();
    void save();

    bool hasTold(const QString& hint) const { return m_state.told.contains(hint); }
    void noteTold(const QString& hint);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    MainWindow& m_window;
    QString m_directory;
    WindowState m_state;
    WindowState m_saved;
};

} // namespace tessera

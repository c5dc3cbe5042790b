// The tray icon and the window together: what the menu asks for happens, closing the window may leave the
// program in the tray, and a start without a window becomes one with a window where there is no tray.
#pragma once

#include "ui/tray/tray_icon.h"

namespace tessera {

class MainWindow;
class WindowMemory;

class TrayHost final : public QObject
{
    Q_OBJECT
public:
    /// How long a desktop that has just started may take to show its tray.
    static constexpr Milliseconds kTrayTime{5000};

    /// Both must outlive it.
    TrayHost(MainWindow& window, WindowMemory& memory, std::shared_ptr<const Clock> clock,
             QObject* parent = nullptr);
    ~TrayHost() override;

    /// After the first picture, or at a start without one.
    void begin();
    /// Instead of showing the window: once it is certain that there is no tray, the window is shown and says
    /// so.
    void startHidden(Milliseconds limit = kTrayTime);
    /// Null before begin(): the tray is asked about after the first picture.
    TrayIcon* icon() const { return m_icon.get(); }

Q_SIGNALS:
    /// There is no tray here, so the window was opened.
    void missing();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void followIcon();
    void lookForTray();
    bool closes(QEvent* event);

    MainWindow& m_window;
    WindowMemory& m_memory;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<TrayIcon> m_icon;
    QTimer m_look;
    Milliseconds m_left{0}; ///< to wait for a tray
};

} // namespace tessera

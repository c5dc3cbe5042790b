#include "ui/tray/tray_host.h"

#include "ui/accounts/account_actions.h"
#include "ui/main_window.h"
#include "ui/models/account_list_model.h"
#include "ui/programs/programs_controller.h"
#include "ui/settings/settings_controller.h"
#include "ui/window_memory.h"

#include <QEvent>
#include <QGuiApplication>

namespace tessera {
namespace {

constexpr Milliseconds kLook{250};
const QString kStaysHint = QStringLiteral("stays-in-tray");

} // namespace

TrayHost::TrayHost(MainWindow& window, WindowMemory& memory, std::shared_ptr<const Clock> clock,
                   QObject* parent)
    : QObject(parent), m_window(window), m_memory(memory), m_clock(std::move(clock))
{
    window.installEventFilter(this);
    m_look.setInterval(kLook);
    connect(&m_look, &QTimer::timeout, this, &TrayHost::lookForTray);
}

TrayHost::~TrayHost() = default;

void TrayHost::followIcon()
{
    connect(m_icon.get(), &TrayIcon::openRequested, &m_window, [this] { m_window.bringUp(); });
    connect(m_icon.get(), &TrayIcon::accountRequested, &m_window,
            [this](const QString& accountId) { m_window.bringUp(accountId); });
    connect(m_icon.get(), &TrayIcon::copyRequested, m_window.actions(), &AccountActions::copyAccessToken);
    connect(m_icon.get(), &TrayIcon::signInRequested, &m_window, [this](const QString& accountId) {
        m_window.bringUp(accountId);
        m_window.signInAgain(accountId);
    });
    connect(m_icon.get(), &TrayIcon::lockRequested, m_window.programs(), &ProgramsController::lock);
    connect(m_icon.get(), &TrayIcon::unlockRequested, &m_window, [this] {
        m_window.showPrograms(); // a password may be wanted
        m_window.bringUp();
    });
    connect(m_icon.get(), &TrayIcon::quitRequested, &m_window, &MainWindow::quitRequested);
    connect(m_window.programs(), &ProgramsController::changed, this,
            [this] { m_icon->setAgent(m_window.programs()->agentState()); });
    // What was asked for in the menu and could not be done is said where there is room for it.
    connect(m_window.actions(), &AccountActions::failed, this,
            [this](const QString& accountId, const Error&) {
                if (!m_window.isVisible() && !accountId.isEmpty())
                    QTimer::singleShot(0, this, [this, accountId] { m_window.bringUp(accountId); });
            });
}

void TrayHost::begin()
{
    m_icon = std::make_unique<TrayIcon>(*m_window.model(), m_clock);
    followIcon();
    m_icon->setAgent(m_window.programs()->agentState());
    m_icon->show();
    m_window.settings()->setTray(QSystemTrayIcon::isSystemTrayAvailable());
}

void TrayHost::startHidden(Milliseconds limit)
{
    m_left = limit;
    m_look.start();
    lookForTray();
}

/// A tray that comes later than the program is nothing unusual at login.
void TrayHost::lookForTray()
{
    if (QSystemTrayIcon::isSystemTrayAvailable() || m_window.isVisible()) {
        m_look.stop();
        return m_window.settings()->setTray(QSystemTrayIcon::isSystemTrayAvailable());
    }
    if (m_left > Milliseconds(0)) {
        m_left -= kLook;
        return;
    }
    m_look.stop();
    m_window.tell(
        tr("This desktop shows no tray."),
        tr("Tessera was to start there; its window is here instead. When you close it, Tessera ends."));
    m_window.bringUp();
    Q_EMIT missing();
}

/// True: the window is hidden, and the program goes on.
bool TrayHost::closes(QEvent* event)
{
    const bool stays = m_window.settings()->settings().closeToTray && m_icon && m_icon->isSeen() &&
                       !qGuiApp->isSavingSession();
    if (!stays) {
        Q_EMIT m_window.quitRequested();
        return false;
    }
    event->ignore();
    m_window.hide();
    if (!m_memory.hasTold(kStaysHint)) {
        m_memory.noteTold(kStaysHint);
        m_icon->tell(tr("Tessera goes on in the tray."),
                     tr("Your accounts renew themselves there. To end it, choose Quit in its menu."));
    }
    return true;
}

bool TrayHost::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Close)
        return closes(event);
    return QObject::eventFilter(watched, event);
}

} // namespace tessera

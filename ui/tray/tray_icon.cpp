#include "ui/tray/tray_icon.h"

#include "ui/models/account_list_model.h"
#include "ui/text/state_text.h"
#include "ui/text/tray_text.h"
#include "ui/theme/theme.h"
#include "ui/tray/tray_picture.h"
#include "ui/widgets/state_glyph.h"

#include <QGuiApplication>

namespace tessera {
namespace {

constexpr int kMostAccounts = 20; ///< a menu that fits on a screen
constexpr Milliseconds kSettle{50};
constexpr int kMessageMilliseconds = 10'000;

/// An ampersand of a name is no mnemonic.
QString menuText(QString text)
{
    return text.replace(u'&', QLatin1String("&&"));
}

} // namespace

TrayIcon::TrayIcon(AccountListModel& accounts, std::shared_ptr<const Clock> clock, QObject* parent)
    : QObject(parent), m_accounts(accounts), m_clock(std::move(clock))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSettle);
    connect(&m_soon, &QTimer::timeout, this, &TrayIcon::refresh);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(&accounts, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&accounts, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(&accounts, &QAbstractItemModel::rowsMoved, this, soon);
    connect(&accounts, &QAbstractItemModel::modelReset, this, soon);
    connect(&accounts, &QAbstractItemModel::dataChanged, this, soon);
    connect(&m_menu, &QMenu::aboutToShow, this, &TrayIcon::fillMenu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openRequested();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::openRequested);
    m_icon.setIcon(trayPicture(m_glyph));
    refresh();
    m_icon.setContextMenu(&m_menu);
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isSeen() const
{
    return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::setAgent(const AgentState& state)
{
    if (state == m_agent)
        return;
    m_agent = state;
    refresh();
}

void TrayIcon::tell(const QString& headline, const QString& rest)
{
    m_icon.showMessage(headline, rest, QSystemTrayIcon::Information, kMessageMilliseconds);
}

void TrayIcon::refresh()
{
    const TrayText text = trayText(m_accounts.sessions(), m_clock->now());
    if (text.glyph != m_glyph) {
        m_glyph = text.glyph;
        m_icon.setIcon(trayPicture(m_glyph));
    }
    if (m_icon.toolTip() != text.toolTip)
        m_icon.setToolTip(text.toolTip);
    if (!m_menu.isVisible()) // nothing moves under the pointer
        fillMenu();
}

void TrayIcon::fillMenu()
{
    qDeleteAll(m_menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly)); // clear() leaves them
    m_menu.clear();
    const int shown = qMin(m_accounts.rowCount(), kMostAccounts);
    for (int row = 0; row < shown; ++row)
        addAccount(row);
    if (shown < m_accounts.rowCount())
        connect(m_menu.addAction(tr("%1 more accounts\u2026").arg(m_accounts.rowCount() - shown)),
                &QAction::triggered, this, &TrayIcon::openRequested);
    if (shown > 0)
        m_menu.addSeparator();
    QAction* open = m_menu.addAction(tr("&Open Tessera"));
    m_menu.setDefaultAction(open);
    connect(open, &QAction::triggered, this, &TrayIcon::openRequested);
    addAgent();
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("&Quit")), &QAction::triggered, this, &TrayIcon::quitRequested);
}

void TrayIcon::addAccount(int row)
{
    const Session& session = m_accounts.sessions()[row];
    const QString id = session.account.id;
    const StateText state = stateText(session, m_clock->now());
    QMenu* menu = m_menu.addMenu(menuText(trayLine(session, m_clock->now())));
    menu->setIcon(QIcon(glyphPixmap(state.glyph, kGlyphSize, qGuiApp->devicePixelRatio())));
    if (session.phase == Phase::SignInNeeded)
        connect(menu->addAction(tr("&Sign in again")), &QAction::triggered, this,
                [this, id] { Q_EMIT signInRequested(id); });
    else
        connect(menu->addAction(tr("&Copy access token")), &QAction::triggered, this,
                [this, id] { Q_EMIT copyRequested(id); });
    connect(menu->addAction(tr("S&how")), &QAction::triggered, this,
            [this, id] { Q_EMIT accountRequested(id); });
}

void TrayIcon::addAgent()
{
    if (m_agent.kind == AgentState::Kind::On)
        connect(m_menu.addAction(tr("&Lock the agent")), &QAction::triggered, this, &TrayIcon::lockRequested);
    if (m_agent.kind == AgentState::Kind::Locked)
        connect(m_menu.addAction(tr("&Unlock the agent\u2026")), &QAction::triggered, this,
                &TrayIcon::unlockRequested);
}

} // namespace tessera

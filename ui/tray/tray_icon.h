// Tessera in the tray: the state of the worst account, a menu of accounts, and the few things one does
// without the window. Plain menus with one line of text each, because native trays show no widgets (design
// section 6).
#pragma once

#include "core/base/clock.h"
#include "ui/text/agent_state_text.h"
#include "ui/text/glyph.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

#include <functional>

namespace tessera {

class AccountListModel;

class TrayIcon final : public QObject
{
    Q_OBJECT
public:
    /// `accounts` must outlive it.
    TrayIcon(AccountListModel& accounts, std::shared_ptr<const Clock> clock, QObject* parent = nullptr);
    ~TrayIcon() override;

    void show() { m_icon.show(); }
    /// Somebody could see it now.
    bool isSeen() const;
    void setAgent(const AgentState& state);
    /// Said once beside the icon.
    void tell(const QString& headline, const QString& rest);

    QMenu* menu() { return &m_menu; }
    QSystemTrayIcon* icon() { return &m_icon; }
    Glyph glyph() const { return m_glyph; }
    QString toolTip() const { return m_icon.toolTip(); }

Q_SIGNALS:
    /// The window, wherever it was.
    void openRequested();
    void accountRequested(const QString& accountId);
    void copyRequested(const QString& accountId);
    void signInRequested(const QString& accountId);
    void lockRequested();
    void unlockRequested();
    void quitRequested();

private:
    void refresh();
    void fillMenu();
    void addAccount(int row);
    void addAgent();

    AccountListModel& m_accounts;
    std::shared_ptr<const Clock> m_clock;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QTimer m_soon; ///< many changes at once are one
    AgentState m_agent;
    Glyph m_glyph = Glyph::Rest;
};

} // namespace tessera

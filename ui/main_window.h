// The window: navigation, and the page in force. Puts pages, controllers and the session manager together;
// every page comes into being when it is first shown.
#pragma once

#include "core/session/session_manager.h"
#include "ui/nav_column.h"
#include "ui/settings/program_facts.h"
#include "ui/sign_in/sign_in_controller.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace tessera {

class AccountActions;
class AccountListModel;
class AccountsPage;
class Banner;
class ClientForm;
class FlowController;
class FlowPage;
class InspectorController;
class InspectorPage;
class ProgramsController;
class ProgramsPage;
class SettingsController;
class SettingsPage;
class SettingsStore;
struct AgentDesk;
struct Provider;
struct ProviderNotes;
class SignInPage;
class WelcomePage;

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// Neither loads accounts nor touches the keychain: `load` does, after the first paint.
    /// `settings` unset: those of the manager's configuration folder.
    MainWindow(SessionManager& manager, DemoStarter startDemo, std::shared_ptr<SettingsStore> settings = {},
               QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Reads the accounts and begins to renew them.
    void load();
    /// The agent of this window, for the page of programs; null: it has ended.
    void setAgent(std::shared_ptr<AgentDesk> desk);
    /// Why none runs here.
    void setAgentMissing(const Error& why);
    AccountListModel* model() const { return m_model; }
    AccountsPage* accountsPage();
    WelcomePage* welcomePage();
    SignInPage* signInPage();
    ClientForm* clientForm();
    InspectorPage* inspectorPage();
    FlowPage* flowPage();
    ProgramsPage* programsPage();
    SettingsPage* settingsPage();
    /// For what only the program knows: start at login, tray, languages.
    SettingsController* settings() const { return m_settings; }
    void setProgramFacts(ProgramFacts facts) { m_facts = std::move(facts); }
    AccountActions* actions() const { return m_actions; }
    ProgramsController* programs() const { return m_programs; }

    void showHome();
    void showWelcome();
    void showAccounts(const QString& accountId = {});
    void showInspector();
    void showFlow();
    /// Only the exchanges of that account; empty: of all, the newest in front.
    void showFlowOf(const QString& accountId);
    void showPrograms();
    void showSettings();
    /// "accounts", "inspector"…: the last one, to be shown again at the next start. Others are left alone.
    QString pageName() const;
    void showNamed(const QString& page);
    /// A file of the person's, into the inspector.
    void inspectFile(const QString& path);
    /// News about the program itself, above every page, until it is read.
    void tell(const QString& headline, const QString& rest);
    /// In front of everything, as it was.
    void bringUp();
    /// In front of everything, at that account.
    void bringUp(const QString& accountId);
    void beginSignIn(const SignInPlan& plan);
    void signInAgain(const QString& accountId);

Q_SIGNALS:
    /// The program is to end, whatever closing the window means.
    void quitRequested();
    void firstPainted();
    void loaded();

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addShortcuts();
    void followInspector();
    void signInAfterFlow(const QString& accountId);
    void followPrograms();
    void followSettings();
    void obeySettings();
    void forgetFlows();
    void refreshPage();
    void followManager();
    void followActions();
    void followSignIn();
    void updateSession(const QString& accountId);
    void takeFresh(qsizetype most);
    void tick();
    void waitForTick();
    void refreshKeychain();
    void refreshTitle();
    void tellSignedOut(const ProviderNotes& notes, const std::optional<Error>& error);
    void showPage(QWidget* page);
    NavColumn::Screen screenOf(const QWidget* page) const;

    void chooseProvider(const Provider& provider);
    void signInAgainAs(const Account& account, const ClientRegistration& registration);
    void signedIn(const SignInOutcome& outcome);
    void signInFailed(const Error& error);
    void cancelSignIn();
    TimePoint now() const;
    bool isNarrow() const;

    SessionManager& m_manager;
    AccountListModel* m_model;
    AccountActions* m_actions;
    SignInController* m_signIn;
    NavColumn* m_nav;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome = nullptr;
    AccountsPage* m_accounts = nullptr;
    SignInPage* m_signInPage = nullptr;
    ClientForm* m_form = nullptr;
    InspectorPage* m_inspector = nullptr;
    InspectorController* m_inspection = nullptr;
    FlowPage* m_flowPage = nullptr;
    FlowController* m_flow = nullptr;
    ProgramsController* m_programs;
    ProgramsPage* m_programsPage = nullptr;
    SettingsController* m_settings;
    SettingsPage* m_settingsPage = nullptr;
    Banner* m_notice;
    ProgramFacts m_facts;
    QTimer m_look;
    /// Accounts that came and are not in the model yet, in their order: a thousand at once would hold the
    /// window up.
    QStringList m_fresh;
    QTimer m_takeFresh;
    qint64 m_minute = 0;
    bool m_painted = false;
    bool m_demoAvailable = false;
    std::stop_source m_stop;
};

} // namespace tessera

// The window: navigation, and the page in force. Puts pages, controllers and the session manager together;
// every page comes into being when it is first shown.
#pragma once

#include "core/session/session_manager.h"
#include "ui/sign_in/sign_in_controller.h"

#include <QMainWindow>
#include <QTimer>

class QStackedWidget;

namespace tessera {

class AccountActions;
class AccountListModel;
class AccountsPage;
class ClientForm;
class InspectorController;
class InspectorPage;
class NavColumn;
class ProgramsController;
class ProgramsPage;
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
    MainWindow(SessionManager& manager, DemoStarter startDemo, QWidget* parent = nullptr);
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
    ProgramsPage* programsPage();

    void showHome();
    void showWelcome();
    void showAccounts(const QString& accountId = {});
    void showInspector();
    void showPrograms();
    /// In front of everything, at that account.
    void bringUp(const QString& accountId);
    void beginSignIn(const SignInPlan& plan);

Q_SIGNALS:
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
    void followPrograms();
    void refreshPage();
    void followManager();
    void followActions();
    void followSignIn();
    void updateSession(const QString& accountId);
    void tick();
    void waitForTick();
    void refreshKeychain();
    void refreshTitle();
    void tellSignedOut(const ProviderNotes& notes, const std::optional<Error>& error);
    void showPage(QWidget* page);

    void chooseProvider(const Provider& provider);
    void signInAgain(const QString& accountId);
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
    ProgramsController* m_programs;
    ProgramsPage* m_programsPage = nullptr;
    QTimer m_look;
    qint64 m_minute = 0;
    bool m_painted = false;
    bool m_demoAvailable = false;
    std::stop_source m_stop;
};

} // namespace tessera

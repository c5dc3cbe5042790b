#include "ui/main_window.h"

#include "core/providers/provider_catalogue.h"
#include "core/session/server_lookup.h"
#include "ui/accounts/account_actions.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/flow/flow_page.h"
#include "ui/inspector/inspector_page.h"
#include "ui/models/account_list_model.h"
#include "ui/nav_column.h"
#include "ui/programs/programs_controller.h"
#include "ui/programs/programs_page.h"
#include "ui/settings/settings_controller.h"
#include "ui/settings/settings_page.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/text/check_text.h"
#include "ui/text/provider_text.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/focus_ring.h"

#include <QFile>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QShortcut>
#include <QStackedWidget>

namespace tessera {
namespace {

constexpr QSize kSmallest(800, 560);
constexpr QSize kUsual(1200, 760);
constexpr int kNarrow = 960;
constexpr qsizetype kSlice = 50; ///< accounts that are put into the list in one go
constexpr QStringView kWrongPerson = u"sign_in.other_person";

/// Hidden, it takes no room.
QLayout* underNotice(Banner* notice, QWidget* pages)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(notice);
    column->addWidget(pages, 1);
    notice->hide();
    return column;
}

} // namespace

MainWindow::MainWindow(SessionManager& manager, DemoStarter startDemo,
                       std::shared_ptr<SettingsStore> settings, QWidget* parent)
    : QMainWindow(parent), m_manager(manager), m_model(new AccountListModel(this)),
      m_actions(new AccountActions(manager, this)), m_signIn(nullptr), m_nav(new NavColumn),
      m_pages(new QStackedWidget), m_programs(nullptr), m_settings(nullptr), m_notice(new Banner),
      m_demoAvailable(static_cast<bool>(startDemo))
{
    m_signIn = new SignInController(manager, std::move(startDemo), this);
    m_programs = new ProgramsController(
        manager.environment().configDirectory, manager.environment().clock,
        [this] { return m_model->accounts(); }, this);
    if (!settings)
        settings = std::make_shared<SettingsStore>(manager.environment().configDirectory);
    m_settings = new SettingsController(std::move(settings), this);
    setMinimumSize(kSmallest);
    resize(kUsual);
    auto* central = new QWidget;
    auto* row = new QHBoxLayout(central);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_nav);
    row->addLayout(underNotice(m_notice, m_pages), 1);
    setCentralWidget(central);
    new FocusRing(central);
    refreshTitle();
    addShortcuts();
    followManager();
    followActions();
    followSignIn();
    followPrograms();
    followSettings();
    connect(m_nav, &NavColumn::accountsRequested, this, &MainWindow::showHome);
    connect(m_nav, &NavColumn::inspectorRequested, this, &MainWindow::showInspector);
    connect(m_nav, &NavColumn::flowRequested, this, &MainWindow::showFlow);
    connect(m_nav, &NavColumn::programsRequested, this, &MainWindow::showPrograms);
    connect(m_nav, &NavColumn::settingsRequested, this, &MainWindow::showSettings);
    m_look.setSingleShot(true);
    m_look.setTimerType(Qt::PreciseTimer); // a coarse one is early, and would be set again for what is left
    connect(&m_look, &QTimer::timeout, this, &MainWindow::tick);
    connect(m_pages, &QStackedWidget::currentChanged, this, &MainWindow::waitForTick);

    // A look at whether the file is there, no more: the first picture should be the right page.
    if (QFile::exists(AccountsFile(manager.environment().configDirectory).path()))
        showPage(accountsPage());
    else
        showPage(welcomePage());
}

MainWindow::~MainWindow()
{
    m_stop.request_stop();
}

TimePoint MainWindow::now() const
{
    return m_manager.environment().clock->now();
}

void MainWindow::load()
{
    QCoro::connect(m_manager.load(m_stop.get_token()), this, [this](const Result<void>& result) {
        takeFresh(kSlice);
        m_manager.startRenewing();
        showHome();
        if (!result)
            welcomePage()->tellError(result.error());
        refreshKeychain();
        Q_EMIT loaded();
    });
}

void MainWindow::addShortcuts()
{
    const auto screen = [this](Qt::Key key, void (MainWindow::*go)()) {
        connect(new QShortcut(QKeySequence(Qt::CTRL | key), this), &QShortcut::activated, this, go);
    };
    screen(Qt::Key_1, &MainWindow::showHome);
    screen(Qt::Key_2, &MainWindow::showInspector);
    screen(Qt::Key_3, &MainWindow::showFlow);
    screen(Qt::Key_4, &MainWindow::showPrograms);
    screen(Qt::Key_I, &MainWindow::showInspector);
    connect(new QShortcut(QKeySequence::New, this), &QShortcut::activated, this, &MainWindow::showWelcome);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this), &QShortcut::activated, this,
            &MainWindow::quitRequested);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma), this), &QShortcut::activated, this,
            &MainWindow::showSettings);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this,
            &MainWindow::refreshPage);
}

void MainWindow::refreshPage()
{
    if (m_accounts && m_pages->currentWidget() == m_accounts)
        m_actions->renew(m_accounts->currentAccount());
    if (m_programsPage && m_pages->currentWidget() == m_programsPage)
        m_programsPage->refresh();
}

// ---- news from the manager and the controllers

void MainWindow::followManager()
{
    connect(&m_manager, &SessionManager::sessionAdded, this, [this](const QString& accountId) {
        m_fresh.append(accountId);
        m_takeFresh.start(0);
    });
    m_takeFresh.setSingleShot(true);
    connect(&m_takeFresh, &QTimer::timeout, this, [this] { takeFresh(kSlice); });
    connect(&m_manager, &SessionManager::sessionChanged, this, &MainWindow::updateSession);
    connect(&m_manager, &SessionManager::orderChanged, this, [this] {
        takeFresh(m_fresh.size());
        QStringList ids;
        for (const Session& session : m_manager.sessions())
            ids.append(session.account.id);
        m_model->sortAs(ids);
    });
    connect(m_model, &AccountListModel::renameRequested, this,
            [this](const QString& accountId, const QString& name) {
                if (const auto renamed = m_manager.rename(accountId, name); !renamed)
                    accountsPage()->detail()->tellError(renamed.error());
            });
    connect(m_model, &AccountListModel::moveRequested, this,
            [this](const QString& accountId, const QString& beforeId) {
                if (const auto moved = m_manager.move(accountId, beforeId); !moved)
                    accountsPage()->detail()->tellError(moved.error());
            });
    connect(&m_manager, &SessionManager::sessionRemoved, this, [this](const QString& accountId) {
        m_fresh.removeAll(accountId);
        m_model->remove(accountId);
        m_nav->setWaiting(m_model->waiting());
        if (m_model->rowCount() == 0 && m_pages->currentWidget() == m_accounts)
            showWelcome();
        refreshTitle();
    });
}

void MainWindow::updateSession(const QString& accountId)
{
    const auto session = m_manager.session(accountId);
    if (!session || m_model->rowOf(accountId) < 0) // it comes with the next slice, as it is by then
        return;
    m_model->put(*session);
    m_nav->setWaiting(m_model->waiting());
    refreshTitle();
}

void MainWindow::takeFresh(qsizetype most)
{
    QList<Session> sessions;
    for (qsizetype i = 0; i < most && !m_fresh.isEmpty(); ++i)
        if (const auto session = m_manager.session(m_fresh.takeFirst()))
            sessions.append(*session);
    m_model->add(sessions);
    m_nav->setWaiting(m_model->waiting());
    refreshTitle();
    if (!m_fresh.isEmpty())
        m_takeFresh.start(0);
}

void MainWindow::followActions()
{
    connect(m_actions, &AccountActions::busyChanged, this, [this](const QString& accountId) {
        if (m_accounts && m_accounts->currentAccount() == accountId)
            m_accounts->detail()->setBusy(m_actions->isBusy(accountId));
    });
    connect(m_actions, &AccountActions::told, this,
            [this](const QString& accountId, const QString& sentence) {
                if (m_accounts && (accountId.isEmpty() || m_accounts->currentAccount() == accountId))
                    m_accounts->detail()->tell(sentence);
            });
    connect(m_actions, &AccountActions::failed, this, [this](const QString& accountId, const Error& error) {
        if (m_accounts && (accountId.isEmpty() || m_accounts->currentAccount() == accountId))
            m_accounts->detail()->tellError(error);
    });
    connect(m_actions, &AccountActions::forgot, this, [this](const QString& account) {
        if (m_inspector)
            m_inspector->forgetAccount(account);
    });
    connect(m_actions, &AccountActions::gaveTokens, this,
            [this](const QString& account, const QList<NamedToken>& tokens) {
                showInspector();
                m_inspector->showTokens(account, tokens);
            });
    connect(m_actions, &AccountActions::signedOut, this,
            [this](const ProviderNotes& notes, const std::optional<Error>& error) {
                tellSignedOut(notes, error);
            });
}

void MainWindow::followSignIn()
{
    connect(m_signIn, &SignInController::demoStarted, this, [this] { signInPage()->demoStarted(); });
    connect(m_signIn, &SignInController::progress, this,
            [this](const SignInProgress& progress) { signInPage()->showProgress(progress, now()); });
    connect(m_signIn, &SignInController::finished, this, &MainWindow::signedIn);
    connect(m_signIn, &SignInController::failed, this, &MainWindow::signInFailed);
}

void MainWindow::followPrograms()
{
    connect(m_programs, &ProgramsController::changed, this, [this] {
        m_nav->setAgent(m_programs->view().agent);
        if (m_programsPage)
            m_programsPage->setView(m_programs->view());
    });
}

void MainWindow::setAgent(std::shared_ptr<AgentDesk> desk)
{
    m_settings->setDesk(desk);
    m_settings->setAgentElsewhere(false);
    m_programs->setDesk(std::move(desk));
}

void MainWindow::setAgentMissing(const Error& why)
{
    m_settings->setDesk(nullptr);
    m_settings->setAgentElsewhere(agentMissing(why).kind == AgentState::Kind::Elsewhere);
    m_programs->setMissing(why);
}

void MainWindow::tellSignedOut(const ProviderNotes& notes, const std::optional<Error>& error)
{
    if (m_model->rowCount() == 0) {
        welcomePage()->tellSignedOut(notes, error);
        return showWelcome();
    }
    showAccounts();
    if (error)
        m_accounts->detail()->tellError(*error);
    else
        m_accounts->detail()->tellSignedOut(notes);
}

// ---- pages (made in main_window_pages.cpp)

void MainWindow::showPage(QWidget* page)
{
    m_pages->setCurrentWidget(page);
    if (page == m_welcome)
        m_welcome->tryButton()->setFocus(Qt::OtherFocusReason);
    if (page == m_accounts)
        m_accounts->list()->setFocus(Qt::OtherFocusReason);
    if (page == m_inspector)
        m_inspector->focusFirst();
    if (page == m_flowPage)
        m_flowPage->focusFirst();
    if (page == m_programsPage)
        m_programsPage->focusFirst();
    if (page == m_settingsPage)
        m_settingsPage->focusFirst();
    m_nav->setCurrent(screenOf(page));
    m_programs->setWatching(page == m_programsPage);
    refreshTitle();
}

NavColumn::Screen MainWindow::screenOf(const QWidget* page) const
{
    if (page == m_inspector)
        return NavColumn::Screen::Inspector;
    if (page == m_flowPage)
        return NavColumn::Screen::Flow;
    if (page == m_programsPage)
        return NavColumn::Screen::Programs;
    if (page == m_settingsPage)
        return NavColumn::Screen::Settings;
    return NavColumn::Screen::Accounts; // with all that leads to one
}

void MainWindow::showInspector()
{
    inspectorPage()->setNow(now());
    showPage(m_inspector);
}

void MainWindow::showPrograms()
{
    programsPage();
    m_programs->refresh();
    showPage(m_programsPage);
}

void MainWindow::bringUp(const QString& accountId)
{
    if (m_model->rowOf(accountId) >= 0 || m_fresh.contains(accountId))
        showAccounts(accountId);
    else
        showHome();
    bringUp();
}

void MainWindow::showHome()
{
    takeFresh(kSlice);
    if (m_signIn->isRunning() && m_pages->currentWidget() != m_signInPage)
        showPage(signInPage()); // the way back to what is under way
    else if (m_model->rowCount() > 0)
        showAccounts();
    else
        showWelcome();
}

void MainWindow::showWelcome()
{
    welcomePage()->setBackVisible(m_model->rowCount() > 0);
    showPage(m_welcome);
}

void MainWindow::showAccounts(const QString& accountId)
{
    if (m_fresh.contains(accountId))
        takeFresh(m_fresh.size());
    accountsPage()->setNow(now());
    m_model->setNow(now());
    if (!accountId.isEmpty())
        m_accounts->select(accountId);
    else
        m_accounts->selectFirst();
    showPage(m_accounts);
}

void MainWindow::refreshTitle()
{
    setWindowTitle(tr("Tessera"));
}

// ---- signing in

void MainWindow::chooseProvider(const Provider& provider)
{
    const auto& rows = m_manager.environment().catalogue().providers();
    int tile = 0;
    for (const Provider& row : rows) {
        if (row.id == provider.id)
            break;
        tile += row.isDemo ? 0 : 1;
    }
    if (!provider.issuer.isEmpty() && !provider.clientId.isEmpty() && !provider.needsClientSecret)
        return beginSignIn(planFor(provider, tile));
    showPage(clientForm());
    m_form->askFor(provider, tile);
}

void MainWindow::beginSignIn(const SignInPlan& plan)
{
    if (m_welcome)
        m_welcome->clearNews();
    showPage(signInPage());
    m_signInPage->begin(plan, now());
    m_signIn->begin(plan);
}

void MainWindow::signInAgain(const QString& accountId)
{
    const auto session = m_manager.session(accountId);
    if (!session)
        return;
    const Account account = session->account;
    // The registration, with its secret, is in the keychain if anything of the account still is.
    auto task = loadKnownGrant(m_manager.environment(), account, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this, account](const Result<StoredGrant>& grant) {
        ClientRegistration registration;
        registration.provider = account.provider;
        registration.issuer = account.issuer;
        registration.clientId = account.clientId;
        registration.scope = account.scopeRequested;
        signInAgainAs(account,
                      grant ? grant->registration : knownRegistration(m_manager.environment(), registration));
    });
}

void MainWindow::signInAgainAs(const Account& account, const ClientRegistration& registration)
{
    const Provider* row = m_manager.environment().catalogue().find(account.provider);
    if (row && row->needsClientSecret && registration.clientSecret.isEmpty())
        return chooseProvider(*row);
    beginSignIn(planAgain(account, registration, m_manager.environment().catalogue()));
}

void MainWindow::signedIn(const SignInOutcome& outcome)
{
    const bool watchesFlow = m_flowPage && m_pages->currentWidget() == m_flowPage;
    showAccounts(outcome.accountId);
    if (watchesFlow) // to the end
        showPage(m_flowPage);
    m_accounts->detail()->tell(tr("Signed in. The ID token %1.").arg(checksSummary(outcome.checks)));
    refreshKeychain();
    activateWindow(); // the person is still in the browser
}

void MainWindow::signInFailed(const Error& error)
{
    signInPage()->fail(error, error.code == kWrongPerson && !m_signIn->plan().forAccount.isEmpty());
}

void MainWindow::cancelSignIn()
{
    m_signIn->cancel();
    showHome();
}

// ---- time, size, keychain

void MainWindow::tick()
{
    const TimePoint time = now();
    if (m_signInPage && m_pages->currentWidget() == m_signInPage)
        m_signInPage->setNow(time);
    if (m_accounts && m_pages->currentWidget() == m_accounts)
        m_accounts->setNow(time);
    if (m_inspector && m_pages->currentWidget() == m_inspector)
        m_inspector->setNow(time);
    const qint64 minute = toUnixSeconds(time) / 60;
    if (minute != m_minute) {
        m_model->setNow(time);
        // Times of the page in words; and an agent locks by itself when it is not used.
        if (m_programsPage && m_pages->currentWidget() == m_programsPage)
            m_programs->refresh();
        m_nav->setAgent(m_programs->agentState());
    }
    m_minute = minute;
    waitForTick();
}

/// Only a sign-in counts seconds. Everything else is told in minutes, and nobody is woken for less.
void MainWindow::waitForTick()
{
    if (!isVisible())
        return m_look.stop();
    const bool countsSeconds = m_signInPage && m_pages->currentWidget() == m_signInPage;
    const Milliseconds intoMinute = now().time_since_epoch() % Milliseconds(std::chrono::minutes(1));
    m_look.start(countsSeconds ? Milliseconds(Seconds(1)) : std::chrono::minutes(1) - intoMinute);
}

void MainWindow::refreshKeychain()
{
    auto task = m_manager.environment().secrets->state(m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](SecretStoreState state) {
        m_nav->setKeychain(state);
        signInPage()->setKeychain(state);
    });
}

bool MainWindow::event(QEvent* event)
{
    const bool done = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        QMetaObject::invokeMethod(this, &MainWindow::firstPainted, Qt::QueuedConnection);
    }
    return done;
}

bool MainWindow::isNarrow() const
{
    return width() < kNarrow;
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    m_nav->setNarrow(isNarrow());
    if (m_accounts)
        m_accounts->setNarrow(isNarrow());
    if (m_inspector)
        m_inspector->setNarrow(isNarrow());
    if (m_flowPage)
        m_flowPage->setNarrow(isNarrow());
    QMainWindow::resizeEvent(event);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    QMetaObject::invokeMethod(this, &MainWindow::tick, Qt::QueuedConnection);
}

void MainWindow::hideEvent(QHideEvent* event)
{
    m_look.stop();
    QMainWindow::hideEvent(event);
}

} // namespace tessera

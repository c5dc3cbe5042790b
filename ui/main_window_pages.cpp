// The pages of the main window: each is made when it is first shown, and what it asks for is connected here.
#include "core/base/logging.h"
#include "core/providers/provider_catalogue.h"
#include "core/session/server_lookup.h"
#include "ui/accounts/account_actions.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/accounts_page.h"
#include "ui/inspector/inspector_controller.h"
#include "ui/inspector/inspector_engine.h"
#include "ui/inspector/inspector_page.h"
#include "ui/main_window.h"
#include "ui/programs/programs_controller.h"
#include "ui/programs/programs_page.h"
#include "ui/sign_in/client_form.h"
#include "ui/sign_in/sign_in_page.h"
#include "ui/text/endpoint_text.h"
#include "ui/text/error_text.h"
#include "ui/welcome/welcome_page.h"
#include "ui/widgets/monogram.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedWidget>

namespace tessera {
namespace {

QString demoIssuer(const ProviderCatalogue& catalogue)
{
    for (const Provider& row : catalogue.providers())
        if (row.isDemo)
            return row.issuer;
    return {};
}

} // namespace

AccountsPage* MainWindow::accountsPage()
{
    if (m_accounts)
        return m_accounts;
    m_accounts = new AccountsPage(m_model);
    m_accounts->setNarrow(isNarrow());
    m_accounts->setNow(now());
    m_pages->addWidget(m_accounts);
    AccountDetail* detail = m_accounts->detail();
    detail->setCatalogue(m_manager.environment().catalogue());
    connect(m_accounts, &AccountsPage::newAccountRequested, this, &MainWindow::showWelcome);
    connect(detail, &AccountDetail::copyRequested, m_actions, &AccountActions::copyAccessToken);
    connect(detail, &AccountDetail::renewRequested, m_actions, &AccountActions::renew);
    connect(detail, &AccountDetail::inspectRequested, m_actions, &AccountActions::inspect);
    connect(detail, &AccountDetail::flowRequested, this, &MainWindow::showFlowOf);
    connect(detail, &AccountDetail::signOutRequested, m_actions, &AccountActions::signOut);
    connect(detail, &AccountDetail::signInRequested, this, &MainWindow::signInAgain);
    connect(detail, &AccountDetail::linkRequested, this, [this, detail](const QUrl& url) {
        if (const auto opened = m_manager.environment().openUrl(url); !opened)
            detail->tellError(opened.error());
    });
    return m_accounts;
}

WelcomePage* MainWindow::welcomePage()
{
    if (m_welcome)
        return m_welcome;
    const Environment& environment = m_manager.environment();
    m_welcome = new WelcomePage(environment.catalogue(), environment.http, environment.discovery,
                                environment.administrator);
    m_welcome->setDemoAvailable(m_demoAvailable && mayAsk(environment, demoIssuer(environment.catalogue())));
    m_pages->addWidget(m_welcome);
    connect(m_welcome, &WelcomePage::tryRequested, this, [this] { beginSignIn(demoPlan()); });
    connect(m_welcome, &WelcomePage::providerChosen, this, &MainWindow::chooseProvider);
    connect(m_welcome, &WelcomePage::linkRequested, this, [this](const QUrl& url) {
        if (const auto opened = m_manager.environment().openUrl(url); !opened)
            m_welcome->tellError(opened.error());
    });
    connect(m_welcome, &WelcomePage::backRequested, this, &MainWindow::showHome);
    connect(m_welcome, &WelcomePage::issuerChosen, this, [this](const QString& issuer) {
        showPage(clientForm());
        m_form->askForIssuer(issuer);
    });
    return m_welcome;
}

SignInPage* MainWindow::signInPage()
{
    if (m_signInPage)
        return m_signInPage;
    m_signInPage = new SignInPage;
    m_pages->addWidget(m_signInPage);
    connect(m_signInPage, &SignInPage::cancelRequested, this, &MainWindow::cancelSignIn);
    connect(m_signInPage, &SignInPage::flowRequested, this, [this] { showFlowOf({}); });
    connect(m_signInPage, &SignInPage::openRequested, m_signIn, &SignInController::openAgain);
    connect(m_signInPage, &SignInPage::copyLinkRequested, this, [this] {
        QGuiApplication::clipboard()->setText(m_signInPage->address().toString(QUrl::FullyEncoded));
    });
    connect(m_signInPage, &SignInPage::copyCodeRequested, this,
            [this] { QGuiApplication::clipboard()->setText(m_signInPage->userCode()); });
    connect(m_signInPage, &SignInPage::pasteRequested, this, [this](const QString& address) {
        if (const auto pasted = m_signIn->paste(address); !pasted)
            m_signInPage->showPasteError(pasted.error());
    });
    connect(m_signInPage, &SignInPage::answered, m_signIn, &SignInController::answer);
    connect(m_signIn, &SignInController::narrowingAsked, this, [this](const ScopeLedger& ledger) {
        m_signInPage->ask(tr("The account would lose permissions."),
                          tr("It would lose: %1.").arg(printable(ledger.lost().join(u' '))),
                          tr("Accept fewer"), tr("Leave it as it is"));
    });
    connect(m_signIn, &SignInController::movedAsked, this, [this](const QList<EndpointChange>& moved) {
        const QString issuer = m_signIn->plan().registration.issuer;
        m_signInPage->ask(endpointChangesText(issuer, moved).join(u' '), endpointChangesQuestion(issuer),
                          tr("Trust the new hosts"), tr("Stop"));
    });
    connect(m_signInPage, &SignInPage::retryRequested, this, [this] { beginSignIn(m_signIn->plan()); });
    connect(m_signInPage, &SignInPage::addAsNewRequested, this, [this] {
        SignInPlan plan = m_signIn->plan();
        plan.forAccount.clear();
        beginSignIn(plan);
    });
    return m_signInPage;
}

ClientForm* MainWindow::clientForm()
{
    if (m_form)
        return m_form;
    m_form = new ClientForm;
    m_form->setDeviceAllowed(!m_manager.environment().administrator.isSwitchedOff(feature::kDevice));
    m_pages->addWidget(m_form);
    connect(m_form, &ClientForm::backRequested, this, &MainWindow::showWelcome);
    connect(m_form, &ClientForm::linkRequested, this, [this](const QUrl& url) {
        if (const auto opened = m_manager.environment().openUrl(url); !opened)
            welcomePage()->tellError(opened.error());
    });
    connect(m_form, &ClientForm::submitted, this,
            [this](const Provider& provider, const ClientRegistration& registration, SignInFlow flow) {
                SignInPlan plan = planFor(provider, monogramIndex(registration.issuer));
                plan.registration = registration;
                plan.flow = flow;
                beginSignIn(plan);
            });
    return m_form;
}

InspectorPage* MainWindow::inspectorPage()
{
    if (m_inspector)
        return m_inspector;
    m_inspector = new InspectorPage;
    m_inspector->setNow(now());
    m_inspector->setCreator(makeTokenCreator());
    m_inspector->setCompare(compareTexts);
    m_inspector->setNarrow(isNarrow());
    m_pages->addWidget(m_inspector);
    m_inspection = new InspectorController(m_manager.environment(), this);
    followInspector();
    obeySettings();
    return m_inspector;
}

ProgramsPage* MainWindow::programsPage()
{
    if (m_programsPage)
        return m_programsPage;
    m_programsPage = new ProgramsPage;
    m_pages->addWidget(m_programsPage);
    connect(m_programsPage, &ProgramsPage::refreshRequested, m_programs, &ProgramsController::refresh);
    connect(m_programsPage, &ProgramsPage::takeBackRequested, m_programs, &ProgramsController::takeBack);
    connect(m_programsPage, &ProgramsPage::undoRequested, m_programs, &ProgramsController::undo);
    connect(m_programsPage, &ProgramsPage::lockRequested, m_programs, &ProgramsController::lock);
    connect(m_programsPage, &ProgramsPage::unlockRequested, m_programs, &ProgramsController::unlock);
    connect(m_programs, &ProgramsController::tookBack, m_programsPage, &ProgramsPage::offerUndo);
    connect(m_programs, &ProgramsController::undoEnded, m_programsPage, &ProgramsPage::endUndo);
    connect(m_programs, &ProgramsController::failed, m_programsPage, &ProgramsPage::tellError);
    connect(m_programs, &ProgramsController::unlockFailed, m_programsPage, &ProgramsPage::tellUnlockError);
    return m_programsPage;
}

void MainWindow::followInspector()
{
    connect(m_inspector, &InspectorPage::verifyRequested, m_inspection, &InspectorController::verify);
    connect(m_inspector, &InspectorPage::tokenChanged, m_inspection, &InspectorController::cancel);
    connect(m_inspector, &InspectorPage::openRequested, this, [this](const QUrl& url) {
        if (const auto opened = m_manager.environment().openUrl(url); !opened)
            m_inspector->tell(errorText(opened.error()).sentence());
    });
    connect(m_inspection, &InspectorController::busyChanged, m_inspector, &InspectorPage::setBusy);
    connect(m_inspection, &InspectorController::verified, m_inspector, &InspectorPage::showVerified);
    connect(m_inspection, &InspectorController::failed, m_inspector, &InspectorPage::showKeyError);
}

} // namespace tessera

// The main window and the settings: their page, and what in the window goes by them. The program itself sees
// to theme, agent, tray and renewal (app/desktop).
#include "core/flow/flow_recorder.h"
#include "core/settings/settings_store.h"
#include "ui/accounts/account_actions.h"
#include "ui/inspector/create_pane.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/token_editor.h"
#include "ui/main_window.h"
#include "ui/settings/about_box.h"
#include "ui/settings/diagnosis_box.h"
#include "ui/settings/network_box.h"
#include "ui/settings/settings_controller.h"
#include "ui/settings/settings_page.h"
#include "ui/text/error_text.h"
#include "ui/theme/motion.h"
#include "ui/widgets/banner.h"

#include <QStackedWidget>

namespace tessera {

void MainWindow::followSettings()
{
    connect(m_settings, &SettingsController::changed, this, &MainWindow::obeySettings);
    connect(m_notice, &Banner::actionClicked, m_notice, &QWidget::hide);
    // What is not to be kept is forgotten as it begins: nobody has to ask before each message.
    if (FlowRecorder* recorder = m_manager.environment().recorder.get())
        connect(recorder, &FlowRecorder::runStarted, this, &MainWindow::forgetFlows);
    obeySettings();
    if (const auto& problem = m_settings->problem()) {
        const ErrorText text = errorText(*problem);
        tell(text.headline, text.advice);
    }
}

void MainWindow::obeySettings()
{
    const Settings& settings = m_settings->settings();
    setMotionChoice(settings.motion);
    m_actions->setClipboardStay(settings.clipboardStay);
    if (m_inspector)
        m_inspector->side()->create()->setClipboardStay(settings.clipboardStay);
    m_manager.setRenewalLead(settings.renewalLead);
    forgetFlows();
    if (m_settingsPage)
        m_settingsPage->setView(m_settings->view());
}

void MainWindow::forgetFlows()
{
    FlowRecorder* recorder = m_manager.environment().recorder.get();
    if (recorder && !m_settings->settings().keepFlows)
        recorder->clear();
}

SettingsPage* MainWindow::settingsPage()
{
    if (m_settingsPage)
        return m_settingsPage;
    m_settingsPage = new SettingsPage;
    m_pages->addWidget(m_settingsPage);
    m_settingsPage->setView(m_settings->view());
    connect(m_settingsPage, &SettingsPage::changed, m_settings, &SettingsController::change);
    connect(m_settingsPage, &SettingsPage::startAtLoginWanted, m_settings,
            &SettingsController::changeStartAtLogin);
    connect(m_settingsPage, &SettingsPage::resetRequested, m_settings, &SettingsController::reset);
    connect(m_settingsPage, &SettingsPage::undoRequested, m_settings, &SettingsController::undoReset);
    connect(m_settingsPage, &SettingsPage::programsRequested, this, &MainWindow::showPrograms);
    connect(m_settings, &SettingsController::failed, m_settingsPage, &SettingsPage::tellError);
    connect(m_settings, &SettingsController::wasReset, m_settingsPage, &SettingsPage::offerUndo);
    m_settingsPage->diagnosis()->setDiagnosis(m_facts.diagnose);
    m_settingsPage->about()->setVersion(m_facts.version, m_facts.commit);
    return m_settingsPage;
}

void MainWindow::showSettings()
{
    settingsPage()->setView(m_settings->view()); // start at login may have been changed elsewhere
    m_settingsPage->network()->look();
    showPage(m_settingsPage);
}

QString MainWindow::pageName() const
{
    switch (screenOf(m_pages->currentWidget())) {
    case NavColumn::Screen::Accounts:
        return QStringLiteral("accounts");
    case NavColumn::Screen::Inspector:
        return QStringLiteral("inspector");
    case NavColumn::Screen::Flow:
        return QStringLiteral("flow");
    case NavColumn::Screen::Programs:
        return QStringLiteral("programs");
    case NavColumn::Screen::Settings:
        return QStringLiteral("settings");
    }
    Q_UNREACHABLE();
}

void MainWindow::showNamed(const QString& page)
{
    if (page == u"inspector")
        showInspector();
    else if (page == u"flow")
        showFlow();
    else if (page == u"programs")
        showPrograms();
    else if (page == u"settings")
        showSettings();
}

void MainWindow::inspectFile(const QString& path)
{
    showInspector();
    m_inspector->editor()->openFile(path);
}

void MainWindow::tell(const QString& headline, const QString& rest)
{
    m_notice->setContent(Banner::Kind::Warning, headline, rest);
    m_notice->setAction(tr("Got it"));
    m_notice->show();
}

void MainWindow::bringUp()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

} // namespace tessera

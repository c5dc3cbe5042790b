// The main window and the page of flows: when it is shown, of whom, and what it leads to.
#include "ui/flow/flow_controller.h"
#include "ui/flow/flow_page.h"
#include "ui/main_window.h"
#include "ui/sign_in/sign_in_page.h"

#include <QStackedWidget>

namespace tessera {

FlowPage* MainWindow::flowPage()
{
    if (m_flowPage)
        return m_flowPage;
    m_flowPage = new FlowPage;
    m_flowPage->setNarrow(isNarrow());
    m_pages->addWidget(m_flowPage);
    m_flow = new FlowController(m_manager.environment().recorder, m_flowPage, this);
    connect(m_flowPage, &FlowPage::startRequested, this, &MainWindow::showHome);
    connect(m_flowPage, &FlowPage::signInRequested, this, &MainWindow::signInAfterFlow);
    return m_flowPage;
}

void MainWindow::showFlow()
{
    showPage(flowPage());
}

void MainWindow::showFlowOf(const QString& accountId)
{
    flowPage()->showAccount(accountId);
    showPage(m_flowPage);
}

/// What stopped may have no account yet: the same once more then.
void MainWindow::signInAfterFlow(const QString& accountId)
{
    if (m_signIn->isRunning())
        return showPage(signInPage());
    if (!accountId.isEmpty() && m_manager.session(accountId))
        return signInAgain(accountId);
    if (!m_signIn->plan().demo && m_signIn->plan().registration.issuer.isEmpty())
        return showWelcome();
    beginSignIn(m_signIn->plan());
}

} // namespace tessera

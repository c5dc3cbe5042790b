#include "ui/flow/flow_page.h"

#include "ui/flow/find_bar.h"
#include "ui/flow/flow_compare_view.h"
#include "ui/flow/flow_empty.h"
#include "ui/flow/flow_view.h"
#include "ui/flow/message_pane.h"
#include "ui/flow/run_chooser.h"
#include "ui/flow/why_stopped.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented.h"

#include <QAbstractButton>
#include <QStackedWidget>

#include <algorithm>

namespace tessera {

// The layout of the page is made in flow_page_layout.cpp; finding and comparing are in flow_page_find.cpp.

void FlowPage::connectParts()
{
    connect(m_chooser, &RunChooser::chosen, this, &FlowPage::showRun);
    connect(m_view, &FlowView::currentChanged, this, &FlowPage::showStep);
    connect(m_view, &FlowView::opened, this, [this](qsizetype, bool byKeyboard) {
        if (m_narrow) {
            m_tabs->setCurrent(1);
            arrange();
        }
        if (byKeyboard || m_narrow)
            m_pane->focusFirst();
    });
    connect(m_view, &FlowView::replayChanged, this, [this](bool replaying) {
        m_replay->setAccessibleName(replaying ? tr("Stop the replay") : tr("Replay"));
        m_replay->setIconName(replaying ? QStringLiteral("cross") : QStringLiteral("replay"));
    });
    connect(m_tabs, &Segmented::chosen, this, [this](int chosen) {
        // Before what has the focus goes: Qt would hand it on as if Tab had been pressed.
        if (m_view->hasFocus())
            m_tabs->button(chosen)->setFocus(Qt::OtherFocusReason);
        arrange();
    });
    connect(m_replay, &QPushButton::clicked, m_view, &FlowView::replay);
    connect(m_compareButton, &QPushButton::toggled, this, &FlowPage::setComparing);
    connect(m_findButton, &QPushButton::clicked, this, &FlowPage::setFinding);
    connect(m_find, &FindBar::changed, this, &FlowPage::find);
    connect(m_find, &FindBar::goRequested, this, &FlowPage::goToMatch);
    connect(m_find, &FindBar::closeRequested, this, [this] { setFinding(false); });
    connect(m_all, &QPushButton::clicked, this, [this] { showAccount({}); });
    connect(m_empty->start(), &QPushButton::clicked, this, &FlowPage::startRequested);
    connect(m_pane, &MessagePane::copyRequested, this, &FlowPage::copyRequested);
    connect(m_pane, &MessagePane::signInRequested, this, [this] { Q_EMIT signInRequested(run().accountId); });
    connect(m_pane, &MessagePane::reportRequested, this,
            [this] { Q_EMIT exportRequested(FlowExport::Report); });
}

// ---- runs

QList<FlowRun> FlowPage::shownRuns() const
{
    if (m_account.isEmpty())
        return m_runs;
    QList<FlowRun> runs;
    for (const FlowRun& run : m_runs)
        if (run.accountId == m_account)
            runs.append(run);
    return runs;
}

const FlowRun& FlowPage::run() const
{
    return m_view->run();
}

void FlowPage::setRuns(const QList<FlowRun>& runs)
{
    m_runs = runs;
    refreshRuns();
}

/// The list, and what is shown of it: the one that was, or the newest.
void FlowPage::refreshRuns()
{
    const QList<FlowRun> runs = shownRuns();
    m_chooser->setRuns(runs);
    m_compare->setRuns(m_runs);
    m_compareButton->setEnabled(m_runs.size() > 1);
    const auto shown = std::find_if(runs.begin(), runs.end(),
                                    [this](const FlowRun& run) { return run.id == this->run().id; });
    const bool isEmpty = runs.isEmpty();
    if (isEmpty || m_stack->currentWidget() == m_emptyPage)
        m_stack->setCurrentWidget(isEmpty ? m_emptyPage : m_view);
    if (m_runs.size() < 2)
        m_compareButton->setChecked(false);
    if (isEmpty) {
        display({}, false);
    } else {
        display(shown == runs.end() ? runs.first() : *shown, false);
    }
    arrange();
}

void FlowPage::putRun(const FlowRun& run)
{
    const auto place = std::find_if(m_runs.begin(), m_runs.end(),
                                    [&run](const FlowRun& other) { return other.id == run.id; });
    const bool isNew = place == m_runs.end();
    const bool changesLists = isNew || place->accountId != run.accountId;
    if (isNew)
        m_runs.prepend(run);
    else
        *place = run;
    if (changesLists) {
        const bool comparing = m_compareButton->isChecked();
        refreshRuns();
        const bool isOfThese = m_account.isEmpty() || run.accountId == m_account;
        if (isNew && m_follows && isOfThese && !comparing && run.id != this->run().id)
            display(run, true);
    } else {
        m_chooser->refresh(run);
        if (m_compareButton->isChecked() && run.id == m_compare->other()->current())
            m_compare->setRuns(m_runs);
    }
    if (run.id == this->run().id)
        display(run, true);
}

void FlowPage::removeRun(quint64 id)
{
    m_runs.removeIf([id](const FlowRun& run) { return run.id == id; });
    refreshRuns();
}

void FlowPage::showRun(quint64 id)
{
    const QList<FlowRun> runs = shownRuns();
    for (const FlowRun& run : runs)
        if (run.id == id) {
            m_follows = id == runs.first().id;
            m_news->hide();
            display(run, false);
        }
}

void FlowPage::showAccount(const QString& accountId)
{
    m_account = accountId;
    m_all->setVisible(!accountId.isEmpty());
    m_follows = true;
    m_news->hide();
    m_compareButton->setChecked(false);
    refreshRuns();
    const QList<FlowRun> runs = shownRuns();
    if (!runs.isEmpty())
        showRun(runs.first().id);
}

void FlowPage::display(const FlowRun& run, bool grows)
{
    const bool isOther = run.id != this->run().id;
    const qsizetype before = m_view->current();
    m_view->setRun(run, grows);
    m_chooser->setCurrent(run.id);
    const bool hasStopped = run.state == FlowState::Stopped && m_view->current() < 0;
    if ((isOther && !grows) || hasStopped)
        chooseFirstStep();
    else if (m_view->current() == before)
        showStep(); // what is chosen may say more now
    if (!m_find->isHidden())
        find();
    if (m_compareButton->isChecked())
        m_compare->setLeft(run);
}

/// Where it stopped, or what came last: that is what somebody opens a run for.
void FlowPage::chooseFirstStep()
{
    const QList<FlowRow>& rows = m_view->rows();
    qsizetype step = stoppedAt(run());
    qsizetype row = -1;
    for (qsizetype i = 0; i < rows.size(); ++i)
        if (step >= 0 && rows[i].first <= step && step <= rows[i].last) {
            row = i;
            break;
        }
    const qsizetype message = messageOfRow(rows, row < 0 ? rows.size() - 1 : row);
    for (qsizetype i = 0; i < rows.size(); ++i)
        if (message >= 0 && rows[i].first == message) {
            row = i;
            break;
        }
    if (row == m_view->current())
        return showStep();
    m_view->setCurrent(row);
}

void FlowPage::showStep()
{
    const QList<FlowRow>& rows = m_view->rows();
    const qsizetype row = m_view->current();
    const qsizetype step = row < 0 ? -1 : rows[row].first >= 0 ? rows[row].first : messageOfRow(rows, row);
    m_pane->setStep(run(), step);
}

// ---- news

void FlowPage::tell(const QString& sentence)
{
    m_news->setContent(Banner::Kind::Ok, {}, sentence);
    m_news->show();
}

void FlowPage::tellError(const Error& error)
{
    const ErrorText words = errorText(error);
    m_news->setContent(Banner::Kind::Error, words.headline, words.advice);
    m_news->show();
}

void FlowPage::focusFirst()
{
    if (m_stack->currentWidget() == m_view && m_view->isVisible())
        m_view->setFocus(Qt::OtherFocusReason);
    else if (m_stack->currentWidget() == m_emptyPage)
        m_empty->start()->setFocus(Qt::OtherFocusReason);
}

} // namespace tessera

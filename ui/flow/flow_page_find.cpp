// The page of flows: finding steps of a run, comparing it with another, and the way back from there.
#include "ui/flow/find_bar.h"
#include "ui/flow/flow_compare_view.h"
#include "ui/flow/flow_page.h"
#include "ui/flow/flow_view.h"
#include "ui/flow/message_pane.h"
#include "ui/widgets/button.h"
#include "ui/widgets/segmented.h"

#include <QKeyEvent>
#include <QListView>
#include <QStackedWidget>

namespace tessera {

void FlowPage::setFinding(bool finding)
{
    if (m_stack->currentWidget() != m_view)
        return;
    m_findButton->setChecked(finding);
    if (m_narrow && finding)
        m_tabs->setCurrent(0);
    if (!finding && !m_find->isHidden()) {
        m_view->setFocus(Qt::OtherFocusReason);
        m_find->clear();
    }
    arrange();
    if (finding)
        m_find->focusWords();
}

void FlowPage::find()
{
    if (m_find->isEmpty()) {
        m_find->showCount(-1, 0);
        return m_view->setFaded({});
    }
    QList<bool> matches = matchingRows(run(), m_view->rows(), m_find->words(), m_find->kind());
    m_find->showCount(matches.count(true), matches.size());
    for (bool& match : matches)
        match = !match;
    m_view->setFaded(matches);
}

void FlowPage::goToMatch(int way)
{
    const QList<bool> matches = matchingRows(run(), m_view->rows(), m_find->words(), m_find->kind());
    const qsizetype count = matches.size();
    for (qsizetype i = 1; i <= count; ++i) {
        const qsizetype row = ((m_view->current() + way * i) % count + count) % count;
        if (matches[row])
            return m_view->setCurrent(row);
    }
}

void FlowPage::setComparing(bool comparing)
{
    m_compareButton->setChecked(comparing);
    if (m_runs.isEmpty())
        return;
    if (comparing)
        m_compare->setLeft(run());
    const bool hadFocus = m_stack->isAncestorOf(focusWidget()) || m_pane->isAncestorOf(focusWidget());
    if (hadFocus) // as with the tabs
        m_compareButton->setFocus(Qt::OtherFocusReason);
    m_stack->setCurrentWidget(comparing ? static_cast<QWidget*>(m_compare) : m_view);
    arrange();
    if (hadFocus)
        (comparing ? static_cast<QWidget*>(m_compare->list()) : m_view)->setFocus(Qt::OtherFocusReason);
}

void FlowPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    if (m_narrow && m_tabs->isVisible() && m_tabs->current() == 1) {
        m_tabs->setCurrent(0);
        arrange();
        m_view->setFocus(Qt::ShortcutFocusReason);
    } else if (m_pane->isAncestorOf(focusWidget())) {
        m_view->setFocus(Qt::ShortcutFocusReason);
    } else if (m_compareButton->isChecked()) {
        setComparing(false);
    } else if (!m_find->isHidden()) {
        setFinding(false);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace tessera

// How the page of flows is put together, wide and narrow.
#include "ui/flow/find_bar.h"
#include "ui/flow/flow_compare_view.h"
#include "ui/flow/flow_empty.h"
#include "ui/flow/flow_page.h"
#include "ui/flow/flow_view.h"
#include "ui/flow/message_pane.h"
#include "ui/flow/run_chooser.h"
#include "ui/theme/motion.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/segmented.h"

#include <QGridLayout>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>

namespace tessera {
namespace {

constexpr int kMessageTab = 1;

} // namespace

FlowPage::FlowPage(QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_header(new Plane(&Theme::surface)),
      m_title(new Label(tr("Flow"), TextStyle::Title)), m_chooser(new RunChooser(tr("Which exchange"))),
      m_findButton(Button::iconOnly(QStringLiteral("search"), tr("Find in this run (Ctrl+F)"))),
      m_compareButton(Button::iconOnly(QStringLiteral("compare"), tr("Compare with another run"))),
      m_replay(Button::iconOnly(QStringLiteral("replay"), tr("Replay"))),
      m_export(new Button(Button::Kind::Normal, tr("E&xport"), QStringLiteral("export"))),
      m_tabs(new Segmented(tr("Part of the page"), {tr("Drawing"), tr("Message")})),
      m_all(new Button(Button::Kind::Link, tr("Show all accounts"))), m_news(new Banner), m_find(new FindBar),
      m_body(new Plane(&Theme::surface)), m_stack(new QStackedWidget), m_view(new FlowView),
      m_compare(new FlowCompareView), m_emptyPage(new QWidget), m_empty(new FlowEmpty),
      m_pane(new MessagePane)
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setRowStretch(1, 1);
    m_grid->addWidget(makeHeader(), 0, 0);
    auto* inside = new QVBoxLayout(m_body);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_stack);
    auto* around = new QVBoxLayout(m_emptyPage);
    around->setContentsMargins(space::kPage, space::kSmall, space::kPage, space::kPage);
    around->addWidget(m_empty);
    around->addStretch(1);
    for (QWidget* page : {static_cast<QWidget*>(m_view), static_cast<QWidget*>(m_compare), m_emptyPage})
        m_stack->addWidget(page);
    m_grid->addWidget(m_body, 1, 0);
    makeExportMenu();
    connectParts();
    addShortcuts();
    m_news->hide();
    m_find->hide();
    m_all->hide();
    refreshRuns();
    arrange();
}

QWidget* FlowPage::makeHeader()
{
    m_findButton->setCheckable(true);
    m_compareButton->setCheckable(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kTiny);
    row->addWidget(m_title);
    row->addSpacing(space::kSmall);
    row->addWidget(m_chooser, 0);
    row->addWidget(m_all);
    row->addStretch(1);
    row->addWidget(m_findButton);
    row->addWidget(m_compareButton);
    row->addWidget(m_replay);
    row->addSpacing(space::kTiny);
    row->addWidget(m_export);
    m_tabs->setStretched();
    auto* column = new QVBoxLayout(m_header);
    column->setContentsMargins(space::kPage, space::kLarge + 4, space::kPage, space::kSmall);
    column->setSpacing(space::kMedium);
    column->addLayout(row);
    column->addWidget(m_tabs);
    column->addWidget(m_find);
    column->addWidget(m_news);
    return m_header;
}

void FlowPage::makeExportMenu()
{
    auto* menu = new QMenu(this);
    const auto add = [this, menu](const QString& words, FlowExport kind) {
        QAction* action = menu->addAction(words);
        connect(action, &QAction::triggered, this, [this, kind] { Q_EMIT exportRequested(kind); });
        m_exports.append(action);
    };
    add(tr("Picture as &SVG\u2026"), FlowExport::Svg);
    add(tr("Picture as &PNG\u2026"), FlowExport::Png);
    menu->addSeparator();
    add(tr("&Mermaid diagram\u2026"), FlowExport::Mermaid);
    add(tr("&HAR, for network panels\u2026"), FlowExport::Har);
    menu->addSeparator();
    add(tr("&Copy as bug report"), FlowExport::Report);
    // Not setMenu: the button is painted without its arrow, and opens with a click as with a key.
    connect(m_export, &QPushButton::clicked, this, [this, menu] {
        const int left =
            layoutDirection() == Qt::RightToLeft ? 0 : m_export->width() - menu->sizeHint().width();
        menu->popup(m_export->mapToGlobal(QPoint(left, m_export->height() + 4)));
    });
}

void FlowPage::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto go) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, go);
    };
    add(QKeySequence::Find, [this] { setFinding(true); });
    add(QKeySequence::FindNext, [this] { goToMatch(1); });
    add(QKeySequence::FindPrevious, [this] { goToMatch(-1); });
    for (const auto& keys : {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)})
        add(keys, [this] { m_view->zoomBy(1); });
    add(QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { m_view->zoomBy(-1); });
    add(QKeySequence(Qt::CTRL | Qt::Key_0), [this] { m_view->zoomBy(0); });
    add(QKeySequence(Qt::CTRL | Qt::Key_9), [this] { m_view->zoomToFit(); });
}

void FlowPage::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    arrange();
}

/// Wide: the message stands beside the drawing. Narrow: one of them is there, as the tab says.
void FlowPage::arrange()
{
    const bool isEmpty = m_stack->currentWidget() == m_emptyPage;
    const bool comparing = m_stack->currentWidget() == m_compare;
    const bool hasPane = !isEmpty && !comparing;
    const bool asTab = m_narrow && hasPane && m_tabs->current() == kMessageTab;
    m_tabs->setVisible(m_narrow && hasPane);
    m_pane->setNarrow(m_narrow);
    m_grid->removeWidget(m_pane);
    if (m_narrow)
        m_grid->addWidget(m_pane, 1, 0);
    else
        m_grid->addWidget(m_pane, 0, 1, 2, 1);
    m_body->setVisible(!asTab);
    m_pane->setVisible(hasPane && (!m_narrow || asTab));
    m_export->setText(m_narrow ? QString() : tr("E&xport"));
    m_export->setAccessibleName(tr("Export"));
    m_export->updateGeometry();
    m_chooser->setVisible(m_chooser->count() > 0);
    for (Button* button : {m_findButton, m_compareButton, m_replay, m_export})
        button->setVisible(!isEmpty);
    m_replay->setVisible(!isEmpty && !comparing && !motionReduced());
    m_findButton->setVisible(hasPane);
    m_find->setVisible(hasPane && m_findButton->isChecked());
}

} // namespace tessera

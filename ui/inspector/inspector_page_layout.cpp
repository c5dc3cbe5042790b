// How the inspector's page is put together, wide and narrow.
#include "ui/inspector/create_pane.h"
#include "ui/inspector/decode_view.h"
#include "ui/inspector/empty_state.h"
#include "ui/inspector/inspector_page.h"
#include "ui/inspector/side_pane.h"
#include "ui/inspector/token_editor.h"
#include "ui/inspector/token_handle.h"
#include "ui/inspector/token_legend.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/sentence.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace tessera {
namespace {

constexpr int kDecodeTab = 0;

} // namespace

InspectorPage::InspectorPage(InspectFunction inspect, QWidget* parent)
    : QWidget(parent), m_runner(new ReportRunner(std::move(inspect), this)), m_grid(new QGridLayout(this)),
      m_header(new Plane(&Theme::surface)),
      m_paste(new Button(Button::Kind::Normal, tr("&Paste"), QStringLiteral("paste"))),
      m_compareButton(new Button(Button::Kind::Normal, tr("Co&mpare"), QStringLiteral("compare"))),
      m_clear(new Button(Button::Kind::Flat, tr("C&lear"))),
      m_tabs(new Segmented(tr("Pane"), {tr("Decode"), tr("Verify"), tr("Create")})), m_page(new ScrollPage),
      m_single(new QWidget), m_originName(new Label({}, TextStyle::Body, &Theme::text2)),
      m_originTokens(new Segmented(tr("Token of the account"), {tr("Access token")})), m_origin(makeOrigin()),
      m_sentence(new Sentence), m_legend(new TokenLegend),
      m_handle(new TokenHandle([this] { return m_editor->wholeText(); })),
      m_editor(new TokenEditor(tr("Token or other text to inspect"))),
      m_note(new Label({}, TextStyle::Caption, &Theme::warn)), m_empty(new EmptyState),
      m_decode(new DecodeView), m_compare(new CompareView), m_side(new SidePane)
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    m_grid->setColumnStretch(0, 1);
    m_grid->setRowStretch(1, 1);
    m_grid->addWidget(makeHeader(), 0, 0);
    m_grid->addWidget(m_page, 1, 0);
    fillPage();
    connectParts();
    m_sentence->setColours(&Theme::text, &Theme::text2);
    m_origin->hide();
    m_note->hide();
    m_decode->hide();
    m_handle->hide();
    setAcceptDrops(true);
    refreshSentence();
    arrange();
}

QWidget* InspectorPage::makeHeader()
{
    m_compareButton->setCheckable(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(new Label(tr("Inspector"), TextStyle::Title));
    row->addStretch(1);
    row->addWidget(m_paste);
    row->addWidget(m_compareButton);
    row->addWidget(m_clear);
    m_tabs->setStretched();
    auto* column = new QVBoxLayout(m_header);
    column->setContentsMargins(space::kPage, space::kLarge + 4, space::kPage, space::kSmall);
    column->setSpacing(space::kMedium);
    column->addLayout(row);
    column->addWidget(m_tabs);
    return m_header;
}

QWidget* InspectorPage::makeOrigin()
{
    auto* origin = new QWidget;
    auto* row = new QHBoxLayout(origin);
    row->setContentsMargins(0, 0, 0, space::kSmall);
    row->setSpacing(space::kMedium);
    m_originName->setElided(true);
    row->addWidget(m_originName, 1);
    row->addWidget(m_originTokens);
    return origin;
}

void InspectorPage::fillPage()
{
    auto* column = new QVBoxLayout(m_single);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* line = new QHBoxLayout;
    line->setSpacing(space::kLarge);
    line->addWidget(m_sentence, 1);
    line->addWidget(m_legend, 0, Qt::AlignTop);
    line->addWidget(m_handle, 0, Qt::AlignTop);
    column->addWidget(m_origin);
    column->addLayout(line);
    column->addSpacing(space::kSmall);
    column->addWidget(m_editor);
    column->addSpacing(space::kTiny);
    column->addWidget(m_note->wrapped());
    column->addSpacing(space::kMedium);
    column->addWidget(m_empty);
    column->addWidget(m_decode);
    column->addStretch(1);
    m_editor->setPlaceholderText(tr("Paste or type here, or drop a file."));
    m_page->setTopMargin(space::kTiny);
    m_page->column()->addWidget(m_single);
    m_page->column()->addWidget(m_compare);
    m_compare->hide();
    m_page->column()->addStretch(1);
}

void InspectorPage::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    arrange();
}

void InspectorPage::setComparing(bool comparing)
{
    m_compareButton->setChecked(comparing);
    if (comparing == !m_compare->isHidden())
        return;
    if (comparing && m_compare->left()->wholeText().isEmpty())
        m_compare->setLeft(m_editor->wholeText());
    QWidget* shown = comparing ? static_cast<QWidget*>(m_compare) : m_single;
    QWidget* gone = comparing ? m_single : static_cast<QWidget*>(m_compare);
    shown->show();
    // Before what has the focus goes: Qt would hand it on as if Tab had been pressed.
    if (!m_compareButton->hasFocus())
        (comparing ? m_compare->right() : m_editor)->setFocus(Qt::OtherFocusReason);
    gone->hide();
    arrange();
}

void InspectorPage::showTab(int tab)
{
    m_tabs->setCurrent(tab);
    if (tab != kDecodeTab)
        m_side->setTab(SidePane::Tab(tab - 1));
    arrange();
}

/// Wide: the pane stands beside the page. Narrow: one of them is there, as the tab says.
void InspectorPage::arrange()
{
    const bool comparing = m_compareButton->isChecked();
    const bool asTab = m_narrow && m_tabs->current() != kDecodeTab && !comparing;
    m_tabs->setVisible(m_narrow && !comparing);
    m_side->setNarrow(m_narrow);
    m_grid->removeWidget(m_side);
    if (m_narrow)
        m_grid->addWidget(m_side, 1, 0);
    else
        m_grid->addWidget(m_side, 0, 1, 2, 1);
    m_page->setVisible(!asTab);
    m_side->setVisible(!comparing && (!m_narrow || asTab));
}

} // namespace tessera

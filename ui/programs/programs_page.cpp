#include "ui/programs/programs_page.h"

#include "ui/accounts/section.h"
#include "ui/programs/agent_box.h"
#include "ui/programs/program_list.h"
#include "ui/text/error_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_box.h"
#include "ui/widgets/label.h"

namespace tessera {
namespace {

constexpr int kColumn = 960;
constexpr int kFirstEvents = 8;

QWidget* nothingAllowed()
{
    return new EmptyBox(
        QStringLiteral("terminal"), ProgramsPage::tr("No program is allowed anything yet"),
        {ProgramsPage::tr(
             "When a program asks for a token, Tessera asks you in a window. What you allow there "
             "for an hour or always stands here, and here you take it back."),
         ProgramsPage::tr("To try it, type \u201ctessera token\u201d in a terminal. To allow a program "
                          "beforehand, type \u201ctessera agent allow\u201d with its name and an account.")});
}

} // namespace

ProgramsPage::ProgramsPage(QWidget* parent) : ScrollPage(parent)
{
    setColumnWidth(kColumn);
    addHeader();
    addAgent();
    addLists();
    column()->addStretch(1);
}

void ProgramsPage::addHeader()
{
    auto* refresh = Button::iconOnly(QStringLiteral("renew"), tr("Look again (F5)"));
    m_refresh = refresh;
    connect(refresh, &QPushButton::clicked, this, &ProgramsPage::refresh);
    auto* row = new QHBoxLayout;
    row->addWidget(new Label(tr("Programs"), TextStyle::Title));
    row->addStretch(1);
    row->addWidget(refresh);
    column()->addLayout(row);
    column()->addSpacing(space::kTiny);
    column()->addWidget((new Label(tr("What other programs on this computer may have of your accounts."),
                                   TextStyle::Body, &Theme::text2))
                            ->wrapped());
    column()->addSpacing(space::kBlock - 4);
}

void ProgramsPage::addAgent()
{
    m_agent = new AgentBox;
    connect(m_agent, &AgentBox::lockRequested, this, &ProgramsPage::lockRequested);
    connect(m_agent, &AgentBox::unlockRequested, this, &ProgramsPage::unlockRequested);
    column()->addWidget(m_agent);
    column()->addSpacing(space::kBlock);
}

void ProgramsPage::addLists()
{
    m_news = new Banner;
    m_problem = new Banner;
    m_allowed = new ProgramList;
    m_denied = new ProgramList;
    m_empty = nothingAllowed();
    m_allowedSection = new Section(tr("Allowed"));
    m_deniedSection = new Section(tr("Denied"));
    m_eventSection = new Section(tr("What happened"));
    m_allowedSection->content()->setSpacing(space::kMedium);
    for (Banner* banner : {m_news, m_problem}) {
        banner->hide();
        m_allowedSection->content()->addWidget(banner);
    }
    m_allowedSection->content()->addWidget(m_allowed);
    m_allowedSection->content()->addWidget(m_empty);
    m_deniedSection->content()->addWidget(m_denied);
    m_deniedSection->setCaption(tr("not asked about again"));
    for (Section* section : {m_allowedSection, m_deniedSection, m_eventSection}) {
        section->setContentsMargins(0, 0, 0, space::kBlock);
        column()->addWidget(section);
    }
    connect(m_news, &Banner::actionClicked, this, &ProgramsPage::undoRequested);
    for (ProgramList* list : {m_allowed, m_denied})
        connect(list, &ProgramList::takeBackRequested, this, &ProgramsPage::takeBackRequested);
}

void ProgramsPage::setView(const ProgramsView& view)
{
    m_agent->setState(view.agent);
    showLists(view);
    if (view.events != m_events || view.events.isEmpty()) {
        m_events = view.events;
        showEvents();
    }
}

void ProgramsPage::refresh()
{
    if (!m_offersUndo)
        m_news->hide(); // an error of before
    Q_EMIT refreshRequested();
}

void ProgramsPage::showLists(const ProgramsView& view)
{
    m_problem->setVisible(view.problem.has_value());
    if (view.problem) {
        const ErrorText text = errorText(*view.problem);
        m_problem->setContent(Banner::Kind::Error, text.headline, text.advice);
    }
    m_allowed->setRows(view.allowed);
    m_denied->setRows(view.denied);
    m_allowed->setVisible(!view.allowed.isEmpty());
    m_empty->setVisible(view.allowed.isEmpty() && !view.problem);
    m_deniedSection->setVisible(!view.denied.isEmpty());
    m_allowedSection->setCaption(view.allowed.isEmpty() ? QString() : QString::number(view.allowed.size()));
}

void ProgramsPage::showEvents()
{
    m_eventSection->clear();
    const qsizetype shown = m_allEvents ? m_events.size() : qMin<qsizetype>(m_events.size(), kFirstEvents);
    if (m_events.isEmpty())
        m_eventSection->content()->addWidget(
            (new Label(tr("No program has asked for a token."), TextStyle::Body, &Theme::text2))->wrapped());
    else
        m_eventSection->content()->addWidget(new Timeline(m_events.mid(0, shown)));
    if (shown == m_events.size())
        return;
    auto* more = new Button(Button::Kind::Link, tr("Show all %1").arg(m_events.size()));
    connect(more, &QPushButton::clicked, this, [this] {
        m_allEvents = true;
        QMetaObject::invokeMethod(this, &ProgramsPage::showEvents, Qt::QueuedConnection);
    });
    m_eventSection->content()->addWidget(more, 0, Qt::AlignLeft);
}

void ProgramsPage::offerUndo(const QString& program)
{
    m_offersUndo = true;
    m_news->setContent(Banner::Kind::Note, tr("Taken back."),
                       tr("%1 is asked about again the next time it wants a token.").arg(program));
    m_news->setAction(tr("Undo"));
    m_news->show();
    ensureWidgetVisible(m_news);
    // The button that was pressed is gone. A second press of the same key undoes, and takes nothing more
    // back.
    m_news->action()->setFocus(Qt::OtherFocusReason);
}

void ProgramsPage::endUndo()
{
    if (!std::exchange(m_offersUndo, false))
        return;
    const bool hadFocus = m_news->action()->hasFocus();
    m_news->hide();
    if (hadFocus)
        focusFirst();
}

void ProgramsPage::tellError(const Error& error)
{
    const ErrorText text = errorText(error);
    m_offersUndo = false;
    m_news->setContent(Banner::Kind::Error, text.headline, text.advice);
    m_news->setAction({});
    m_news->show();
    ensureWidgetVisible(m_news);
}

void ProgramsPage::tellUnlockError(const Error& error)
{
    m_agent->showError(error);
}

void ProgramsPage::focusFirst()
{
    QWidget* first = m_agent->firstControl();
    (first ? first : m_refresh)->setFocus(Qt::OtherFocusReason);
}

} // namespace tessera

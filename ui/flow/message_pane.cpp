#include "ui/flow/message_pane.h"

#include "ui/flow/check_notes.h"
#include "ui/flow/field_list.h"
#include "ui/flow/message_words.h"
#include "ui/flow/why_stopped.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_box.h"

#include <QCoreApplication>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kMostWidth = 560;
constexpr qsizetype kMostRaw = 64000;

/// From the inside out.
void invalidate(QLayout* layout)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->layout())
            invalidate(item->layout());
        else if (item->widget() && item->widget()->layout())
            invalidate(item->widget()->layout());
        item->invalidate();
    }
    layout->invalidate();
}

} // namespace

MessagePane::MessagePane(QWidget* parent)
    : QScrollArea(parent), m_plane(new Plane(&Theme::list)), m_column(new QVBoxLayout(m_plane)),
      m_title(new Label({}, TextStyle::Heading)),
      m_copy(Button::iconOnly(QStringLiteral("copy"), tr("Copy this message"))),
      m_sentence(new Label({}, TextStyle::Body, &Theme::text2)),
      m_tabs(new Segmented(tr("Part of the step"), {tr("Message"), tr("Checks"), tr("Raw")})),
      m_message(new QWidget), m_bodyNote(new Label({}, TextStyle::Caption, &Theme::text3)),
      m_replaced(new Label(tr("Secrets were replaced when this was recorded. The same secret has the same "
                              "pattern in every message."),
                           TextStyle::Caption, &Theme::text3)),
      m_nothing(new Label({}, TextStyle::Body, &Theme::text3)), m_checks(new CheckNotes),
      m_raw(new TextBox(tr("The message as text"), kMostRaw)), m_why(new WhyStopped)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_tabs->setStretched();
    m_copy->setOnList();
    m_raw->setReadOnly(true);
    m_raw->setLines(4, 24);
    m_raw->setOnList();
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kSmall);
    head->addWidget(m_title->wrapped(), 1);
    head->addWidget(m_copy, 0, Qt::AlignTop);
    m_column->setSpacing(0);
    m_column->addLayout(head);
    m_column->addWidget(m_sentence->wrapped());
    m_column->addSpacing(space::kMedium);
    m_column->addWidget(m_tabs);
    m_column->addSpacing(space::kLarge + 2);
    auto* message = new QVBoxLayout(m_message);
    message->setContentsMargins(0, 0, 0, 0);
    message->setSpacing(0);
    message->addWidget(addPart(m_query, tr("Parameters")));
    message->addWidget(addPart(m_headers, tr("Headers")));
    message->addWidget(addPart(m_body, tr("Body")));
    m_body.box->layout()->addWidget(m_bodyNote->wrapped());
    message->addWidget(m_replaced->wrapped());
    m_column->addWidget(m_message);
    m_column->addWidget(m_checks);
    m_column->addWidget(m_raw);
    m_column->addWidget(m_nothing->wrapped());
    m_column->addSpacing(space::kLarge + 4);
    m_column->addWidget(m_why);
    m_column->addStretch(1);
    setWidget(m_plane);
    connect(m_tabs, &Segmented::chosen, this, [this](int chosen) {
        setTab(Tab(chosen));
        settle();
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_step >= 0)
            Q_EMIT copyRequested(rawMessage(m_run.steps[m_step]));
    });
    connect(m_why, &WhyStopped::signInRequested, this, &MessagePane::signInRequested);
    connect(m_why, &WhyStopped::reportRequested, this, &MessagePane::reportRequested);
    setNarrow(false);
    setStep({}, -1);
}

QWidget* MessagePane::addPart(Part& part, const QString& title)
{
    part.box = new QWidget;
    part.fields = new FieldList;
    auto* column = new QVBoxLayout(part.box);
    column->setContentsMargins(0, 0, 0, space::kMedium + 2);
    column->setSpacing(space::kTiny);
    column->addWidget(new Label(title, TextStyle::BodyStrong));
    column->addWidget(part.fields);
    return part.box;
}

void MessagePane::setStep(const FlowRun& run, qsizetype step)
{
    const bool isOther = run.id != m_run.id || step != m_step;
    m_run = run;
    m_step = step < run.steps.size() ? step : -1;
    const bool has = m_step >= 0;
    m_title->setText(has ? messageTitle(run, m_step) : tr("No step is chosen"));
    m_sentence->setText(has ? messageSentence(run, m_step)
                            : tr("Choose an arrow of the drawing to see its message."));
    m_copy->setVisible(has);
    m_tabs->setVisible(has);
    m_rawIsFilled = false;
    fillMessage(has ? run.steps[m_step] : FlowStep());
    const bool isCheck = has && run.steps[m_step].kind == FlowStepKind::Check;
    m_checks->setChecks(!has      ? QList<FlowStep>()
                        : isCheck ? checksOf(run, m_step - 1)
                                  : checksOf(run, m_step));
    m_why->setRun(run, m_step);
    setTab(Tab(m_tabs->current()));
    settle();
    if (isOther)
        verticalScrollBar()->setValue(0);
}

/// At once and as a whole: left to the event loop, parts would find their places one after the other.
void MessagePane::settle()
{
    invalidate(m_column);
    QEvent request(QEvent::LayoutRequest);
    QCoreApplication::sendEvent(m_plane, &request);
}

void MessagePane::fillMessage(const FlowStep& step)
{
    m_query.box->setVisible(!step.query.isEmpty());
    m_query.fields->setFields(step.query);
    m_headers.box->setVisible(!step.headers.isEmpty());
    m_headers.fields->setFields(step.headers);
    m_body.fields->setFields(step.body.fields);
    const bool hasText = step.body.fields.isEmpty() && !step.body.text.isEmpty();
    m_bodyNote->setText(step.body.isOpaque ? tr("%1 bytes of %2. What they say is not kept.")
                                                 .arg(QLocale().toString(step.body.bytes),
                                                      shownValue(QString::fromLatin1(step.body.mediaType)))
                        : hasText ? tr("The text is under Raw.")
                                  : QString());
    m_bodyNote->setVisible(!m_bodyNote->text().isEmpty());
    m_body.box->setVisible(!step.body.fields.isEmpty() || !m_bodyNote->text().isEmpty());
    m_replaced->setVisible(m_query.fields->hasSecret() || m_headers.fields->hasSecret() ||
                           m_body.fields->hasSecret());
}

void MessagePane::fillRaw()
{
    if (m_rawIsFilled || m_step < 0)
        return;
    m_rawIsFilled = true;
    m_raw->setPlainText(rawMessage(m_run.steps[m_step]));
}

void MessagePane::setTab(Tab tab)
{
    m_tabs->setCurrent(tab);
    if (tab == RawTab)
        fillRaw();
    const bool has = m_step >= 0;
    const bool hasMessage =
        has && (!m_query.box->isHidden() || !m_headers.box->isHidden() || !m_body.box->isHidden());
    const bool hasRaw = has && !m_raw->toPlainText().isEmpty();
    m_message->setVisible(tab == MessageTab && hasMessage);
    m_checks->setVisible(tab == ChecksTab && !m_checks->isEmpty());
    m_raw->setVisible(tab == RawTab && hasRaw);
    const bool isEmpty = tab == MessageTab ? !hasMessage : tab == ChecksTab ? m_checks->isEmpty() : !hasRaw;
    m_nothing->setText(tab == ChecksTab
                           ? tr("Nothing was checked after this step.")
                           : tr("Nothing of this step goes through Tessera, so there is nothing to show."));
    m_nothing->setVisible(has && isEmpty);
}

QString MessagePane::title() const
{
    return m_title->text();
}

QString MessagePane::sentence() const
{
    return m_sentence->text();
}

void MessagePane::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    m_why->setOnSurface(narrow);
    m_plane->setColour(narrow ? &Theme::surface : &Theme::list);
    if (narrow) {
        setMinimumWidth(0);
        setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        setFixedWidth(kWidth);
    }
    placeColumn();
}

/// With the whole page for it, the column is no wider than is good to read.
void MessagePane::placeColumn()
{
    const int side = m_isNarrow ? space::kPage : space::kLarge + 4;
    const int spare = m_isNarrow ? qMax(0, viewport()->width() - 2 * side - kMostWidth) : 0;
    m_column->setContentsMargins(side + (isRightToLeft() ? spare : 0),
                                 m_isNarrow ? space::kSmall : space::kLarge + 4,
                                 side + (isRightToLeft() ? 0 : spare), space::kPage);
}

void MessagePane::resizeEvent(QResizeEvent* event)
{
    placeColumn();
    QScrollArea::resizeEvent(event);
}

void MessagePane::focusFirst()
{
    if (m_tabs->isVisible())
        m_tabs->button(m_tabs->current())->setFocus(Qt::ShortcutFocusReason);
}

} // namespace tessera

#include "ui/flow/why_stopped.h"

#include "ui/flow/field_list.h"
#include "ui/text/error_text.h"
#include "ui/text/flow_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plane.h"

#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kRadius = 8;

} // namespace

qsizetype stoppedAt(const FlowRun& run)
{
    for (qsizetype i = 0; i < run.steps.size(); ++i)
        if (run.steps[i].kind == FlowStepKind::Check && run.steps[i].verdict == FlowVerdict::Failed)
            return i;
    if (run.state != FlowState::Stopped || !run.stoppedBy)
        return -1;
    for (qsizetype i = run.steps.size() - 1; i >= 0; --i)
        if (run.steps[i].number > 0 && run.steps[i].kind != FlowStepKind::NotSent)
            return i;
    return -1;
}

WhyStopped::WhyStopped(QWidget* parent)
    : QWidget(parent), m_what(new Label({}, TextStyle::Body, &Theme::text)),
      m_box(new Plane(&Theme::surface, kRadius)), m_sides(new FieldList),
      m_sentence(new Label({}, TextStyle::Caption, &Theme::text2)),
      m_signIn(new Button(Button::Kind::Primary, tr("Sign in &again"))),
      m_report(new Button(Button::Kind::Normal, tr("Copy as bug &report")))
{
    m_report->setOnList();
    auto* inside = new QVBoxLayout(m_box);
    inside->setContentsMargins(space::kMedium, space::kTiny + 2, space::kMedium, space::kTiny + 2);
    inside->addWidget(m_sides);
    auto* buttons = new FlowLayout(space::kSmall);
    buttons->addWidget(m_signIn);
    buttons->addWidget(m_report);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    column->addWidget(new Label(tr("Why it stopped"), TextStyle::BodyStrong));
    column->addWidget(m_what->wrapped());
    column->addWidget(m_box);
    column->addWidget(m_sentence->wrapped());
    column->addSpacing(space::kTiny);
    column->addLayout(buttons);
    connect(m_signIn, &QPushButton::clicked, this, &WhyStopped::signInRequested);
    connect(m_report, &QPushButton::clicked, this, &WhyStopped::reportRequested);
}

void WhyStopped::setOnSurface(bool onSurface)
{
    m_box->setColour(onSurface ? &Theme::sunken : &Theme::surface);
}

void WhyStopped::setRun(const FlowRun& run, qsizetype step)
{
    const qsizetype stop = stoppedAt(run);
    // A check belongs to the message before it.
    qsizetype message = stop;
    while (message > 0 && run.steps[message].number == 0)
        --message;
    const bool isHere = stop >= 0 && step >= message && step <= stop;
    setVisible(isHere);
    if (!isHere)
        return;
    const FlowStep& at = run.steps[stop];
    const std::optional<Error>& why = run.stoppedBy ? run.stoppedBy : at.error;
    m_box->setVisible(!at.compared.isEmpty());
    m_sides->setCompared(at.compared);
    const ErrorText words = why ? errorText(*why) : ErrorText{flowCheckText(at), {}};
    m_what->setText(words.headline);
    m_sentence->setText(words.advice);
    m_sentence->setVisible(!words.advice.isEmpty());
    const bool isSignIn = run.kind == FlowKind::BrowserSignIn || run.kind == FlowKind::DeviceSignIn ||
                          (run.kind == FlowKind::Renewal && !run.accountId.isEmpty());
    m_signIn->setVisible(isSignIn && run.state != FlowState::Running);
}

} // namespace tessera

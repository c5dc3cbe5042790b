#include "ui/agent/consent_dialog.h"

#include "ui/text/consent_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/program_tile.h"
#include "ui/widgets/segmented.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kWidth = 496;
constexpr int kTile = 40;
constexpr int kNameWidth = 76;
constexpr int kValueWidth = kWidth - 2 * space::kPage - 2 * space::kLarge - kNameWidth - space::kMedium;
constexpr int kMostScopes = 132; ///< pixels; beyond that one scrolls

Label* caption(const QString& text)
{
    return new Label(text, TextStyle::Caption, &Theme::text2);
}

/// A name on the left, what it is on the right.
void addFact(QGridLayout* grid, const QString& name, QLayout* value)
{
    const int row = grid->rowCount();
    auto* label = caption(name);
    label->setMinimumWidth(kNameWidth);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addLayout(value, row, 1);
}

QVBoxLayout* column(const QList<QWidget*>& widgets)
{
    auto* layout = new QVBoxLayout;
    layout->setSpacing(2);
    for (QWidget* widget : widgets)
        layout->addWidget(widget);
    layout->addStretch();
    return layout;
}

/// As high as it must be, up to a bound: a program may ask for more than fits on a screen, and what is asked
/// must not lie over what is said about it.
QScrollArea* scopeList(const QStringList& scope)
{
    auto* list = new QWidget;
    auto* chips = new FlowLayout(space::kSmall, list);
    for (const QString& each : scope)
        chips->addWidget(new Chip(Chip::Kind::Plain, each));
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidgetResizable(true);
    area->setWidget(list);
    area->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    area->setFixedHeight(std::min(chips->heightForWidth(kValueWidth), kMostScopes));
    return area;
}

} // namespace

ConsentDialog::ConsentDialog(const ConsentQuestion& question, std::shared_ptr<const Clock> clock,
                             QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::WindowStaysOnTopHint), m_clock(std::move(clock)),
      m_until(question.until), m_deny(new Button(Button::Kind::Primary, tr("Deny"))),
      m_denyAll(new Button(Button::Kind::Flat, tr("Deny all it asks"))),
      m_allow(new Button(Button::Kind::Normal, {}))
{
    setAttribute(Qt::WA_DeleteOnClose, false);
    setWindowTitle(tr("Tessera: a program asks"));
    build(question);
    m_inert.setSingleShot(true);
    m_inert.setInterval(kInertMilliseconds);
    connect(&m_inert, &QTimer::timeout, this, [this] {
        for (Button* button : {m_deny, m_denyAll, m_allow})
            button->setEnabled(true);
        m_deny->setFocus(Qt::OtherFocusReason);
    });
    connect(m_deny, &QPushButton::clicked, this, [this] { answer(ConsentAnswer::Deny); });
    connect(m_denyAll, &QPushButton::clicked, this, [this] { answer(ConsentAnswer::DenyAll); });
    connect(m_allow, &QPushButton::clicked, this, [this] { answer(chosen()); });
    connect(&m_second, &QTimer::timeout, this, &ConsentDialog::showTime);
    m_second.start(1000);
    showTime();
    becomeInert();
}

void ConsentDialog::build(const ConsentQuestion& question)
{
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    page->setSpacing(space::kPage);
    page->addLayout(heading(question));
    page->addWidget(facts(question));
    const ConsentText text = consentText(question);
    if (question.mayBeRemembered)
        page->addLayout(choice());
    m_allow->setText(text.yes);
    page->addLayout(buttons());
    m_denyAll->setVisible(!question.opensAgent && !question.allows);
    setFixedWidth(kWidth);
    showDuration();
    setAccessibleDescription(text.meaning + u' ' + text.program + u' ' + text.process);
}

QLayout* ConsentDialog::heading(const ConsentQuestion& question)
{
    const ConsentText text = consentText(question);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(new ProgramTile(kTile), 0, Qt::AlignTop);
    auto* title = new Label(text.title, TextStyle::Title);
    auto* meaning = new Label(text.meaning, TextStyle::Body, &Theme::text2);
    row->addLayout(column({title->wrapped(), meaning->wrapped()}), 1);
    return row;
}

Plane* ConsentDialog::facts(const ConsentQuestion& question)
{
    const ConsentText text = consentText(question);
    auto* box = new Plane(&Theme::sunken, 8);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kLarge);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(space::kLarge);
    grid->setColumnStretch(1, 1);
    auto* program = new Label(text.program, TextStyle::Fixed);
    program->setElided(true);
    showAsValue(*program);
    addFact(grid, tr("Program"), column({program, caption(text.process)->wrapped()}));
    if (!text.account.isEmpty()) {
        auto* account = new Label(text.account);
        account->setElided(true);
        addFact(grid, tr("Account"), column({account, caption(text.accountDetail)->wrapped()}));
    }
    if (!text.scope.isEmpty())
        addFact(grid, tr("Scope"), column({scopeList(text.scope)}));
    if (!question.opensAgent)
        addFact(grid, tr("Asked"), column({(new Label(text.asked))->wrapped()}));
    return box;
}

QLayout* ConsentDialog::choice()
{
    m_duration = new Segmented(tr("Allow"), {tr("Once"), tr("For an hour"), tr("Always")});
    m_durationHint = caption({});
    connect(m_duration, &Segmented::chosen, this, &ConsentDialog::showDuration);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kMedium);
    row->addWidget(caption(tr("Allow")));
    row->addWidget(m_duration);
    row->addStretch();
    auto* both = new QVBoxLayout;
    both->setSpacing(space::kSmall);
    both->addLayout(row);
    both->addWidget(m_durationHint->wrapped());
    return both;
}

QLayout* ConsentDialog::buttons()
{
    m_time = caption({});
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_denyAll);
    row->addStretch();
    row->addWidget(m_allow);
    row->addWidget(m_deny);
    for (Button* button : {m_denyAll, m_allow, m_deny})
        button->setAutoDefault(false);
    auto* both = new QVBoxLayout;
    both->setSpacing(space::kMedium);
    both->addWidget(m_time);
    both->addLayout(row);
    return both;
}

void ConsentDialog::becomeInert()
{
    for (Button* button : {m_deny, m_denyAll, m_allow})
        button->setEnabled(false);
    m_inert.start();
}

void ConsentDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    // A window asks its layout for one size only, not for the height that its wrapped lines take at this
    // width.
    setMinimumHeight(layout()->totalHeightForWidth(width()));
    becomeInert();
}

void ConsentDialog::changeEvent(QEvent* event)
{
    // It came to the front under somebody's fingers.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        becomeInert();
    QDialog::changeEvent(event);
}

void ConsentDialog::keyPressEvent(QKeyEvent* event)
{
    const bool means =
        event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!means)
        return QDialog::keyPressEvent(event);
    if (isInert())
        return;
    // Enter is for the button that has the focus, and for nothing else.
    auto* focused = qobject_cast<Button*>(focusWidget());
    if (event->key() == Qt::Key_Escape)
        answer(ConsentAnswer::Deny);
    else if (focused)
        focused->click();
}

void ConsentDialog::closeEvent(QCloseEvent* event)
{
    answer(ConsentAnswer::Deny);
    QDialog::closeEvent(event);
}

/// The edge of a dialog (design section 6): a window manager may draw none.
void ConsentDialog::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.setPen(theme().edge);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void ConsentDialog::answer(ConsentAnswer answer)
{
    if (std::exchange(m_answered, true))
        return;
    m_second.stop();
    Q_EMIT answered(answer);
}

void ConsentDialog::showTime()
{
    m_time->setText(deniedInText(m_until - m_clock->now()));
}

void ConsentDialog::showDuration()
{
    if (!m_duration)
        return;
    const QStringList hints{tr("It is asked again the next time."),
                            tr("Ends sooner when it is not used for ten minutes, or the agent locks."),
                            tr("Until you take it back under Programs, or the program changes.")};
    const QStringList words{tr("Allow once"), tr("Allow for an hour"), tr("Allow always")};
    m_durationHint->setText(hints.value(m_duration->current()));
    m_allow->setText(words.value(m_duration->current()));
}

ConsentAnswer ConsentDialog::chosen() const
{
    switch (m_duration ? m_duration->current() : 0) {
    case 1:
        return ConsentAnswer::Hour;
    case 2:
        return ConsentAnswer::Always;
    default:
        return ConsentAnswer::Once;
    }
}

} // namespace tessera

#include "ui/sign_in/sign_in_page.h"

#include "ui/sign_in/device_code_box.h"
#include "ui/sign_in/facts_pane.h"
#include "ui/sign_in/step_list.h"
#include "ui/text/endpoint_text.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/countdown_bar.h"
#include "ui/widgets/field.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/sentence.h"

#include <QShortcut>

namespace tessera {
namespace {

constexpr int kColumn = 628; // thirty tiles of the countdown, none left over
constexpr int kTile = 56;

} // namespace

SignInPage::SignInPage(QWidget* parent) : ScrollPage(parent), m_facts(new FactsPane(this))
{
    m_facts->hide();
    setColumnWidth(kColumn);
    addHead();
    addWaiting();
    addPaste();
    addQuestion();
    addButtons();
    column()->addStretch(1);
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SignInPage::cancelRequested);
}

void SignInPage::addHead()
{
    m_back = new Button(Button::Kind::Flat, tr("Back"), QStringLiteral("arrow-left"));
    m_monogram = new Monogram(kTile);
    m_title = new Label({}, TextStyle::Title);
    m_host = new Sentence;
    m_host->setColours(&Theme::text, &Theme::text2);
    connect(m_back, &QPushButton::clicked, this, &SignInPage::cancelRequested);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addStretch(1);
    words->addWidget(m_title->wrapped());
    words->addWidget(m_host);
    words->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(m_monogram, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    column()->addLayout(hanging(m_back));
    column()->addSpacing(space::kMedium);
    column()->addLayout(row);
    column()->addSpacing(space::kBlock + space::kSmall);
}

void SignInPage::addWaiting()
{
    m_heading = new Label({}, TextStyle::Heading);
    m_left = new Label({}, TextStyle::Body, &Theme::text2);
    m_countdown = new CountdownBar;
    m_steps = new StepList;
    QSizePolicy keep = m_countdown->sizePolicy();
    keep.setRetainSizeWhenHidden(true); // nothing jumps when the waiting begins and ends
    m_countdown->setSizePolicy(keep);
    auto* row = new QHBoxLayout;
    row->addWidget(m_heading, 1);
    row->addWidget(m_left);
    column()->addLayout(row);
    column()->addSpacing(space::kMedium);
    column()->addWidget(m_countdown);
    column()->addSpacing(space::kPage);
    m_device = new DeviceCodeBox;
    m_device->hide();
    column()->addWidget(m_device);
    column()->addWidget(m_steps);
    column()->addSpacing(space::kPage);
}

void SignInPage::addPaste()
{
    m_pasteToggle = new Button(Button::Kind::Link, tr("The browser shows an error? &Paste its address here"));
    m_paste = new Field(tr("&Address the browser ended on"));
    m_paste->edit()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_paste->edit()->setPlaceholderText(QStringLiteral("http://127.0.0.1:…/callback?code=…"));
    m_paste->setHint(tr("Copy all of it from the browser's address bar, then press Enter."));
    connect(m_pasteToggle, &QPushButton::clicked, this, [this] {
        m_paste->show();
        m_pasteToggle->hide();
        m_paste->edit()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_paste, &Field::returnPressed, this, [this] {
        const QString address = m_paste->text().trimmed();
        if (!address.isEmpty())
            Q_EMIT pasteRequested(address);
    });
    connect(m_paste, &Field::textChanged, this, [this] { m_paste->setError({}); });
}

void SignInPage::addQuestion()
{
    m_yes = new Button(Button::Kind::Normal, {});
    m_no = new Button(Button::Kind::Primary, {});
    connect(m_yes, &QPushButton::clicked, this, [this] { Q_EMIT answered(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { Q_EMIT answered(false); });
}

void SignInPage::addButtons()
{
    m_open = new Button(Button::Kind::Normal, tr("&Open again"), QStringLiteral("open"));
    m_copy = new Button(Button::Kind::Normal, tr("Copy &link"), QStringLiteral("link"));
    m_cancel = new Button(Button::Kind::Flat, tr("Cancel"));
    m_retry = new Button(Button::Kind::Primary, tr("&Try again"));
    m_addAsNew = new Button(Button::Kind::Normal, tr("&Keep as a new account"));
    m_flow = new Button(Button::Kind::Link, tr("&Watch it being drawn"));
    m_note = new Label({}, TextStyle::Caption, &Theme::text2);
    m_note->setFixedHeight(m_note->fontMetrics().height() + 4);
    m_news = new Banner;
    m_quirks = new Banner;
    m_hosts = new Label({}, TextStyle::Caption, &Theme::text2);
    column()->addWidget(m_news);
    column()->addSpacing(space::kMedium);
    auto* buttons = new FlowLayout(space::kSmall);
    for (Button* button : {m_no, m_yes, m_retry, m_addAsNew, m_open, m_copy, m_cancel})
        buttons->addWidget(button);
    column()->addLayout(buttons);
    column()->addSpacing(space::kTiny);
    column()->addWidget(m_note);
    column()->addSpacing(space::kSmall);
    column()->addLayout(hanging(m_flow));
    column()->addLayout(hanging(m_pasteToggle));
    column()->addWidget(m_paste);
    column()->addSpacing(space::kSmall);
    column()->addWidget(m_quirks);
    column()->addSpacing(space::kMedium);
    column()->addWidget(m_hosts->wrapped());
    connect(m_open, &QPushButton::clicked, this, &SignInPage::openRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        const bool isDevice = !m_progress.userCode.isEmpty();
        Q_EMIT isDevice ? copyCodeRequested() : copyLinkRequested();
        tell(isDevice ? tr("Copied. Paste the code on the page that is open.")
                      : tr("Copied. Open the link in the browser you want to sign in with."));
    });
    connect(m_flow, &QPushButton::clicked, this, &SignInPage::flowRequested);
    connect(m_cancel, &QPushButton::clicked, this, &SignInPage::cancelRequested);
    connect(m_retry, &QPushButton::clicked, this, &SignInPage::retryRequested);
    connect(m_addAsNew, &QPushButton::clicked, this, &SignInPage::addAsNewRequested);
}

void SignInPage::begin(const SignInPlan& plan, TimePoint now)
{
    m_progress = {};
    // There from the beginning, so that nothing moves when something is known.
    m_hasFacts = false;
    m_facts->setFacts({}, {});
    placeFacts();
    m_now = now;
    m_running = true;
    m_firstStep = plan.demo ? 1 : 0;
    m_monogram->setLetters(plan.letters, plan.tile);
    m_title->setText(tr("Sign in with %1").arg(plan.provider));
    const QString host = hostText(plan.registration.issuer);
    m_host->setText(host.isEmpty() ? QString() : tr("%1 opens in your browser.").arg(host),
                    tr("Type your password there, never here."));
    m_heading->setText(tr("Before your browser opens"));
    QStringList steps;
    if (plan.demo)
        steps << tr("Start the demo provider");
    steps << tr("Ask the provider what it can do") << tr("You sign in and agree in the browser")
          << tr("Exchange the code for tokens")
          << (plan.registration.scope.contains(QStringLiteral("openid")) ? tr("Check the ID token")
                                                                         : tr("Ask who you are"))
          << tr("Keep the sign-in safe");
    m_steps->setSteps(steps);
    m_news->hide();
    m_note->clear();
    m_flow->setText(tr("&Watch it being drawn"));
    m_quirks->setVisible(!plan.quirks.isEmpty());
    m_quirks->setContent(Banner::Kind::Note, plan.quirks.value(0),
                         QStringList(plan.quirks.mid(1)).join(u' '));
    m_hosts->hide();
    m_issuer = plan.registration.issuer;
    m_isFirst = plan.forAccount.isEmpty();
    m_retry->hide();
    m_addAsNew->hide();
    m_yes->hide();
    m_no->hide();
    m_device->hide();
    m_open->setText(tr("&Open again"));
    m_copy->setText(tr("Copy &link"));
    m_paste->edit()->clear();
    m_steps->setVisible(true);
    m_cancel->setText(tr("Cancel"));
    showWaiting(false);
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void SignInPage::demoStarted()
{
    m_steps->setCurrent(m_firstStep, false);
}

void SignInPage::showWaiting(bool waiting)
{
    m_open->setVisible(waiting);
    m_copy->setVisible(waiting);
    m_countdown->setVisible(waiting);
    m_left->setText({});
    const bool isDevice = !m_progress.userCode.isEmpty();
    m_pasteToggle->setVisible(waiting && !isDevice && m_progress.paste);
    m_paste->hide();
    if (!waiting)
        m_device->hide();
    m_steps->setVisible(!waiting || !isDevice);
}

void SignInPage::showProgress(const SignInProgress& progress, TimePoint now)
{
    const bool begins =
        progress.step == SignInStep::WaitingForBrowser && m_progress.step != SignInStep::WaitingForBrowser;
    m_progress = progress;
    m_steps->setCurrent(m_firstStep + int(progress.step), progress.step == SignInStep::WaitingForBrowser);
    if (progress.step != SignInStep::WaitingForBrowser) {
        if (progress.step != SignInStep::Discovering)
            m_heading->setText(tr("Finishing"));
        showWaiting(false);
        m_news->hide();
        return;
    }
    m_yes->hide();
    m_no->hide();
    m_news->hide();
    showWaiting(true);
    showHosts();
    showFacts();
    if (progress.userCode.isEmpty()) {
        m_heading->setText(tr("Waiting for your browser"));
        m_host->setText(tr("Your browser shows %1.").arg(hostText(progress.address)),
                        tr("Type your password there, never here."));
    } else {
        showDevice();
    }
    if (begins)
        m_countdown->setSpan(now, progress.deadline);
    if (progress.browserError) {
        const ErrorText text = errorText(*progress.browserError);
        m_host->setText(tr("Open %1 in a browser.").arg(hostText(progress.address)),
                        tr("Type your password there, never here."));
        m_news->setContent(Banner::Kind::Warning, text.headline, text.advice);
        m_news->show();
    } else if (progress.lastGoodBecause) {
        m_news->setContent(Banner::Kind::Warning, lastGoodText(progress.lastGoodBecause->endpoint),
                           errorText(*progress.lastGoodBecause).headline);
        m_news->show();
    }
    setNow(now);
}

/// Told, not asked (A077): the account keeps to these from now on, and has them on its page.
void SignInPage::showHosts()
{
    m_hosts->setText(foreignHostsText(m_issuer, m_progress.foreignHosts));
    m_hosts->setVisible(m_isFirst && !m_progress.foreignHosts.isEmpty());
}

void SignInPage::showDevice()
{
    m_heading->setText(tr("Waiting for the other device"));
    m_host->setText(tr("Sign in at %1.").arg(hostText(m_progress.address)),
                    tr("Type your password there, never here."));
    m_device->show(m_progress);
    m_open->setText(tr("&Open here"));
    m_copy->setText(tr("Copy &code"));
}

void SignInPage::setNow(TimePoint now)
{
    m_now = now;
    if (!m_running || m_progress.step != SignInStep::WaitingForBrowser)
        return;
    m_countdown->setNow(now);
    m_left->setText(tr("%1 left").arg(CountdownBar::minutesAndSeconds(m_progress.deadline - now)));
}

void SignInPage::setKeychain(SecretStoreState state)
{
    m_keychain = state;
    if (m_hasFacts)
        showFacts();
}

void SignInPage::showFacts()
{
    m_hasFacts = true;
    m_facts->setFacts(signInFacts(m_progress, m_keychain), scopesAskedFor(m_progress));
    placeFacts();
}

void SignInPage::placeFacts()
{
    const bool fits = width() >= kColumn + 2 * space::kPage + FactsPane::kWidth;
    const int wide = fits ? FactsPane::kWidth : 0;
    setViewportMargins(isRightToLeft() ? wide : 0, 0, isRightToLeft() ? 0 : wide, 0);
    m_facts->setGeometry(isRightToLeft() ? 0 : width() - wide, 0, wide, height());
    m_facts->setVisible(wide > 0);
}

void SignInPage::resizeEvent(QResizeEvent* event)
{
    placeFacts();
    ScrollPage::resizeEvent(event);
}

void SignInPage::fail(const Error& error, bool canAddAsNew)
{
    m_running = false;
    const ErrorText text = errorText(error);
    const bool stopped = error.kind == ErrorKind::Cancelled;
    m_heading->setText(stopped ? tr("Stopped") : tr("Not signed in"));
    m_steps->setFailed();
    showWaiting(false);
    m_yes->hide();
    m_no->hide();
    m_news->setContent(stopped ? Banner::Kind::Note : Banner::Kind::Error, text.headline, text.advice);
    m_news->show();
    m_note->clear();
    m_retry->show();
    m_addAsNew->setVisible(canAddAsNew);
    m_cancel->setText(tr("Back"));
    m_flow->setText(tr("Show the &flow"));
    m_retry->setFocus(Qt::OtherFocusReason);
}

void SignInPage::tell(const QString& note)
{
    m_note->setText(note);
}

void SignInPage::ask(const QString& headline, const QString& advice, const QString& yes, const QString& no)
{
    m_heading->setText(tr("A question first"));
    showWaiting(false);
    m_news->setContent(Banner::Kind::Warning, headline, advice);
    m_news->show();
    m_yes->setText(yes);
    m_no->setText(no);
    m_yes->show();
    m_no->show();
    m_no->setFocus(Qt::OtherFocusReason);
}

void SignInPage::showPasteError(const Error& error)
{
    m_paste->setError(errorText(error).sentence());
}

} // namespace tessera

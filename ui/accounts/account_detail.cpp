#include "ui/accounts/account_detail.h"

#include "core/base/logging.h"
#include "ui/accounts/check_section.h"
#include "ui/accounts/event_section.h"
#include "ui/accounts/provider_section.h"
#include "ui/accounts/scope_section.h"
#include "ui/accounts/sign_out_question.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/text/relative_time.h"
#include "ui/text/state_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/lifetime_bar.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/state_glyph.h"

namespace tessera {
namespace {

constexpr int kTile = 56;
constexpr qsizetype kLongestMail = 120;

} // namespace

AccountDetail::AccountDetail(QWidget* parent) : ScrollPage(parent)
{
    alignToTiles();
    addHeader();
    addState();
    addActions();
    addSections();
    column()->addStretch(1);
}

void AccountDetail::addHeader()
{
    m_monogram = new Monogram(kTile);
    m_name = new Label({}, TextStyle::Title);
    m_name->setElided(true);
    m_who = new Label({}, TextStyle::Body, &Theme::text2);
    m_who->setElided(true);
    m_development = new Chip(Chip::Kind::Plain, tr("development"));
    setPlainToolTip(m_development, tr("The issuer is on this computer."));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addStretch(1);
    texts->addWidget(m_name);
    texts->addWidget(m_who);
    texts->addStretch(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kLarge);
    row->addWidget(m_monogram);
    row->addLayout(texts, 1);
    row->addWidget(m_development, 0, Qt::AlignVCenter);
    // Apart from what is done every day, as far from it as the page is wide.
    m_signOut = new Button(Button::Kind::DangerFlat, tr("Sign &out"), QStringLiteral("sign-out"));
    row->addWidget(m_signOut, 0, Qt::AlignVCenter);
    column()->addLayout(row);
    column()->addSpacing(space::kBlock - 4);
}

void AccountDetail::addState()
{
    m_glyph = new StateGlyph(Glyph::Rest);
    m_state = new Sentence;
    m_state->setColours(&Theme::text, &Theme::text);
    m_bar = new LifetimeBar;
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    auto* glyphPlace = new QVBoxLayout;
    glyphPlace->setContentsMargins(0, (m_state->lineHeight() - kGlyphSize) / 2, 0, 0);
    glyphPlace->addWidget(m_glyph);
    glyphPlace->addStretch(1);
    row->addLayout(glyphPlace);
    row->addWidget(m_state, 1);
    column()->addLayout(row);
    column()->addWidget(m_bar);
    m_lifetimeNote = new Label({}, TextStyle::Caption, &Theme::text2);
    m_lifetimeNote->setContentsMargins(0, space::kSmall, 0, 0);
    m_lifetimeNote->hide();
    column()->addWidget(m_lifetimeNote->wrapped());
    column()->addSpacing(space::kBlock - 4);
}

void AccountDetail::addActions()
{
    m_primary = new Button(Button::Kind::Primary, {});
    m_renew = new Button(Button::Kind::Normal, tr("&Renew now"), QStringLiteral("renew"));
    m_inspect = new Button(Button::Kind::Normal, tr("Inspec&t"), QStringLiteral("inspector"));
    m_flow = new Button(Button::Kind::Normal, tr("Show &flow"), QStringLiteral("flow"));
    m_note = new Label({}, TextStyle::Caption, &Theme::text2);
    m_error = new Banner;
    m_question = new SignOutQuestion;
    m_error->hide();
    m_question->hide();
    setPlainToolTip(m_renew, tr("F5"));

    auto* buttons = new FlowLayout(space::kSmall);
    buttons->addWidget(m_primary);
    buttons->addWidget(m_renew);
    buttons->addWidget(m_inspect);
    buttons->addWidget(m_flow);
    column()->addLayout(buttons);
    column()->addSpacing(space::kTiny);
    // The note lies in the gap between two blocks, so that nothing moves when it comes.
    m_note->setFixedHeight(m_note->fontMetrics().height() + 4);
    column()->addWidget(m_note);
    column()->addWidget(m_error);
    column()->addWidget(m_question);
    column()->addSpacing(space::kSmall);

    connect(m_primary, &QPushButton::clicked, this, &AccountDetail::doPrimary);
    connect(m_renew, &QPushButton::clicked, this, [this] { Q_EMIT renewRequested(accountId()); });
    connect(m_inspect, &QPushButton::clicked, this, [this] { Q_EMIT inspectRequested(accountId()); });
    connect(m_flow, &QPushButton::clicked, this, [this] { Q_EMIT flowRequested(accountId()); });
    connect(m_signOut, &QPushButton::clicked, this, &AccountDetail::askToSignOut);
    connect(m_question, &SignOutQuestion::declined, this, [this] {
        m_question->hide();
        m_signOut->setFocus(Qt::OtherFocusReason);
    });
    connect(m_question, &SignOutQuestion::linkRequested, this, &AccountDetail::linkRequested);
    connect(m_error, &Banner::actionClicked, this, [this] { Q_EMIT linkRequested(m_newsLink); });
    connect(m_question, &SignOutQuestion::confirmed, this, [this] {
        m_question->hide();
        Q_EMIT signOutRequested(accountId());
    });
}

void AccountDetail::addSections()
{
    m_banner = new Banner;
    m_news = new QWidget; // holds the banner and the gap below it
    auto* newsLayout = new QVBoxLayout(m_news);
    newsLayout->setContentsMargins(0, 0, 0, space::kLarge);
    newsLayout->addWidget(m_banner);
    m_news->hide();
    m_scopes = new ScopeSection;
    m_provider = new ProviderSection;
    m_checks = new CheckSection;
    m_events = new EventSection;
    column()->addWidget(m_news);
    column()->addSpacing(space::kSmall);
    column()->addWidget(m_scopes);
    column()->addSpacing(space::kBlock);
    column()->addWidget(m_provider);
    m_providerGap = new QWidget;
    m_providerGap->setFixedHeight(space::kBlock);
    column()->addWidget(m_providerGap);
    column()->addWidget(m_checks);
    column()->addSpacing(space::kBlock);
    column()->addWidget(m_events);
    connect(m_provider, &ProviderSection::linkRequested, this, &AccountDetail::linkRequested);
}

void AccountDetail::setSession(const Session& session, TimePoint now)
{
    if (session.account.id != m_session.account.id) {
        tell({});
        m_question->hide();
    }
    m_session = session;
    m_now = now;
    showWho();
    showState();
    showProvider();
    showActions();
    showBanner();
    m_scopes->setAccount(session.account);
    m_checks->setChecks(session.checks);
    m_events->setEvents(session, now);
}

void AccountDetail::forget()
{
    m_session = {};
}

void AccountDetail::setNow(TimePoint now)
{
    m_now = now;
    if (!accountId().isEmpty())
        showState();
}

void AccountDetail::showWho()
{
    const Account& account = m_session.account;
    const QString name = accountName(account);
    const QString host = hostText(account.issuer);
    const QString mail = printable(account.email, kLongestMail);
    m_monogram->setLetters(initials(name), monogramIndex(account.id));
    m_name->setText(name);
    m_who->setText(mail.isEmpty() || mail == name ? tr("at %1").arg(host) : tr("%1 at %2").arg(mail, host));
    QString more = tr("Issuer: %1\nSubject: %2").arg(printable(account.issuer), printable(account.subject));
    if (!mail.isEmpty())
        more += u'\n' + (account.emailVerified ? tr("E-mail: verified by the issuer")
                                               : tr("E-mail: not verified by the issuer"));
    setPlainToolTip(m_who, more);
    m_development->setVisible(m_session.isDevelopment());
}

void AccountDetail::showState()
{
    const StateText state = stateText(m_session, m_now);
    m_glyph->setGlyph(state.glyph);
    m_state->setText(state.headline, state.rest);
    if (m_session.renewsAt)
        setPlainToolTip(m_state, exactTime(*m_session.renewsAt));
    showBar(state.sentence());
}

void AccountDetail::showBar(const QString& sentence)
{
    const bool known = m_session.tokens && m_session.tokens->expiresAt;
    m_bar->setVisible(known);
    if (!known)
        return;
    Lifetime life{m_session.tokens->obtainedAt, *m_session.tokens->expiresAt, m_session.renewsAt,
                  m_session.phase == Phase::Offline};
    if (m_session.phase == Phase::Offline)
        life.renewsAt.reset(); // then it is the next try, not the plan
    m_bar->setNow(m_now);
    m_bar->setLifetime(life, sentence);
}

void AccountDetail::showProvider()
{
    m_notes = providerNotes(m_catalogue, m_session.account);
    const bool lives = m_session.phase != Phase::SignInNeeded;
    m_lifetimeNote->setText(m_notes.lifetime);
    m_lifetimeNote->setVisible(lives && !m_notes.lifetime.isEmpty());
    m_provider->setProvider(m_notes, m_session.account.issuer, m_session.foreignHosts);
    m_providerGap->setVisible(!m_provider->isHidden());
}

void AccountDetail::showActions()
{
    switch (m_session.phase) {
    case Phase::SignInNeeded:
        m_primary->setText(tr("Sign &in again"));
        m_primary->setIconName(QStringLiteral("open"));
        break;
    case Phase::KeychainLocked:
        m_primary->setText(tr("&Unlock"));
        m_primary->setIconName(QStringLiteral("lock"));
        break;
    default:
        m_primary->setText(tr("&Copy access token"));
        m_primary->setIconName(QStringLiteral("copy"));
    }
    const bool idle = !m_busy && m_session.phase != Phase::Renewing && m_session.phase != Phase::Loading;
    m_primary->setEnabled(idle);
    m_renew->setVisible(m_session.phase != Phase::SignInNeeded && m_session.phase != Phase::KeychainLocked);
    m_renew->setEnabled(idle);
    m_inspect->setVisible(!m_renew->isHidden());
    m_inspect->setEnabled(idle);
    m_signOut->setEnabled(!m_busy);
}

void AccountDetail::doPrimary()
{
    if (m_session.phase == Phase::SignInNeeded)
        Q_EMIT signInRequested(accountId());
    else if (m_session.phase == Phase::KeychainLocked)
        Q_EMIT renewRequested(accountId());
    else
        Q_EMIT copyRequested(accountId());
}

void AccountDetail::showBanner()
{
    m_news->setVisible(m_session.thisSessionOnly);
    if (m_session.thisSessionOnly) {
        const bool odd = m_session.problem && m_session.problem->code != u"keychain.absent";
        const QString why = odd ? errorText(*m_session.problem).headline : tr("There is no keychain here.");
        m_banner->setContent(Banner::Kind::Note, why, tr("You stay signed in until Tessera closes."));
    }
}

void AccountDetail::tell(const QString& sentence)
{
    m_error->hide();
    m_note->setText(sentence);
}

void AccountDetail::tellSignedOut(const ProviderNotes& notes)
{
    if (notes.signOut.isEmpty())
        return tell(tr("Signed out at %1. No token of that account is left here.").arg(notes.name));
    m_note->clear();
    showNews(Banner::Kind::Note, {tr("Signed out here."), notes.signOut}, notes.reviewUrl);
}

void AccountDetail::showNews(Banner::Kind kind, const std::pair<QString, QString>& words, const QUrl& link)
{
    m_newsLink = link;
    m_error->setContent(kind, words.first, words.second);
    m_error->setAction(reviewLinkText(link));
    m_error->show();
}

void AccountDetail::tellError(const Error& error)
{
    const ErrorText text = errorText(error);
    m_note->clear();
    showNews(Banner::Kind::Error, {text.headline, text.advice}, {});
}

void AccountDetail::setBusy(bool busy)
{
    m_busy = busy;
    showActions();
}

void AccountDetail::askToSignOut()
{
    m_question->ask(accountName(m_session.account), m_notes, m_session.canRevoke);
    ensureWidgetVisible(m_question);
}

} // namespace tessera

#include "ui/welcome/welcome_page.h"

#include "core/providers/administrator_policy.h"
#include "ui/text/error_text.h"
#include "ui/text/issuer_text.h"
#include "ui/theme/icons.h"
#include "ui/welcome/issuer_probe.h"
#include "ui/welcome/provider_tile.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/logo.h"

#include <QGridLayout>

namespace tessera {
namespace {

constexpr int kColumn = 720;
constexpr int kTileColumns = 3;
constexpr int kLogo = 56;

} // namespace

WelcomePage::WelcomePage(const ProviderCatalogue& catalogue, std::shared_ptr<HttpClient> http,
                         std::shared_ptr<DiscoveryCache> discovery,
                         const AdministratorConfiguration& administrator, QWidget* parent)
    : ScrollPage(parent), m_catalogue(catalogue), m_administrator(administrator),
      m_probe(new IssuerProbe(std::move(http), std::move(discovery), this))
{
    m_probe->setRule(
        [this](const QString& issuer) { return mayAskIssuer(m_administrator, m_catalogue, issuer); });
    setColumnWidth(kColumn);
    addHead();
    addProviders();
    addIssuer();
    column()->addStretch(3);
    connect(m_probe, &IssuerProbe::answered, this, &WelcomePage::showFinding);
    connect(m_probe, &IssuerProbe::failed, this, &WelcomePage::showIssuerError);
    connect(m_probe, &IssuerProbe::started, this, [this] {
        m_finding->setContent(Banner::Kind::Note, tr("Asking…"), {});
        m_finding->show();
    });
}

void WelcomePage::addHead()
{
    m_back = new Button(Button::Kind::Flat, tr("Accounts"), QStringLiteral("arrow-left"));
    m_back->hide();
    connect(m_back, &QPushButton::clicked, this, &WelcomePage::backRequested);
    m_news = new Banner;
    connect(m_news, &Banner::actionClicked, this, [this] { Q_EMIT linkRequested(m_newsLink); });
    m_news->hide();
    m_try = new Button(Button::Kind::Primary, tr("&Try it now"));
    m_try->setBig(true);
    m_try->setDefault(true);
    connect(m_try, &QPushButton::clicked, this, &WelcomePage::tryRequested);
    m_tryCaption =
        new Label(tr("Uses the demo provider on this computer.\nNothing to register, nothing leaves the "
                     "machine."),
                  TextStyle::Caption, &Theme::text2);

    auto* tryBox = new QWidget; // a layout of nothing but hidden things would keep the words narrow
    auto* tryRow = new QHBoxLayout(tryBox);
    tryRow->setContentsMargins(0, 0, 0, 0);
    tryRow->setSpacing(space::kLarge);
    tryRow->addWidget(m_try);
    tryRow->addWidget(m_tryCaption->wrapped(), 1);
    auto* words = new QVBoxLayout;
    words->setSpacing(space::kPage);
    words->addWidget(
        (new Label(tr("Sign in once.\nEvery tool gets a fresh token."), TextStyle::Display))->wrapped());
    words->addWidget(tryBox);
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kPage);
    head->addWidget(new Logo(kLogo, &Theme::bar), 0, Qt::AlignTop);
    head->addLayout(words, 1);

    column()->addLayout(hanging(m_back));
    column()->addWidget(m_news);
    column()->addStretch(1);
    column()->addSpacing(space::kMedium);
    column()->addLayout(head);
    column()->addSpacing(space::kBlock + space::kSmall);
}

/// A row without an issuer of its own wants one typed.
bool WelcomePage::mayOffer(const Provider& provider) const
{
    if (provider.isDemo) // has a button of its own
        return false;
    if (provider.issuer.isEmpty())
        return !m_administrator.isSwitchedOff(feature::kTypedIssuers);
    return mayAskIssuer(m_administrator, m_catalogue, provider.issuer).has_value();
}

void WelcomePage::addProviders()
{
    QList<Provider> featured; // those most people look for
    QList<Provider> others;
    for (const Provider& provider : m_catalogue.providers())
        if (mayOffer(provider))
            (provider.isFeatured ? featured : others) += provider;
    column()->addWidget(new Label(tr("Sign in with your own account"), TextStyle::Heading));
    column()->addSpacing(space::kSmall);
    column()->addLayout(tiles(featured, 0));
    m_others = new QWidget;
    m_others->setLayout(tiles(others, int(featured.size())));
    m_others->hide();
    column()->addSpacing(space::kSmall);
    column()->addWidget(m_others);
    m_more = new Button(Button::Kind::Link, tr("&More providers (%1)").arg(others.size()));
    m_more->setVisible(!others.isEmpty());
    connect(m_more, &QPushButton::clicked, this, &WelcomePage::showOthers);
    column()->addLayout(hanging(m_more));
    column()->addSpacing(space::kLarge);
}

QGridLayout* WelcomePage::tiles(const QList<Provider>& providers, int firstColour)
{
    auto* grid = new QGridLayout;
    grid->setContentsMargins({});
    grid->setSpacing(space::kSmall);
    int place = 0;
    for (const Provider& provider : providers) {
        auto* tile = new ProviderTile(provider, firstColour + place);
        connect(tile, &QAbstractButton::clicked, this, [this, provider] { Q_EMIT providerChosen(provider); });
        grid->addWidget(tile, place / kTileColumns, place % kTileColumns);
        ++place;
    }
    for (int i = 0; i < kTileColumns; ++i)
        grid->setColumnStretch(i, 1);
    return grid;
}

void WelcomePage::showOthers()
{
    m_others->show();
    m_more->hide();
    if (auto* first = m_others->findChild<QAbstractButton*>())
        first->setFocus(Qt::OtherFocusReason);
}

void WelcomePage::addIssuer()
{
    m_issuer = new Field({});
    m_issuer->edit()->setAccessibleName(tr("Issuer address"));
    m_issuer->edit()->setPlaceholderText(QStringLiteral("https://id.example.com"));
    m_issuer->edit()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_issuer->setIconName(QStringLiteral("globe"));
    m_continue = new Button(Button::Kind::Normal, tr("Contin&ue"));
    m_continue->setEnabled(false);
    m_finding = new Banner;
    m_finding->hide();
    auto* heading = new Label(tr("&Other OpenID provider"), TextStyle::Heading);
    heading->setBuddy(m_issuer->edit());

    auto* part = new QWidget;
    auto* block = new QVBoxLayout(part);
    block->setContentsMargins({});
    block->setSpacing(0);
    block->addWidget(heading);
    block->addSpacing(2);
    block->addWidget(
        (new Label(
             tr("Type the issuer address. Tessera asks it when you stop typing and says here what it found."),
             TextStyle::Caption, &Theme::text2))
            ->wrapped());
    block->addSpacing(space::kSmall);
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addWidget(m_issuer, 1);
    row->addWidget(m_continue, 0, Qt::AlignTop);
    block->addLayout(row);
    block->addSpacing(space::kSmall);
    block->addWidget(m_finding);
    column()->addWidget(part);
    if (m_administrator.isSwitchedOff(feature::kTypedIssuers))
        part->hide();
    connect(m_issuer, &Field::textChanged, this, &WelcomePage::issuerEdited);
    connect(m_issuer, &Field::returnPressed, this, &WelcomePage::issuerEntered);
    connect(m_continue, &QPushButton::clicked, this, &WelcomePage::issuerEntered);
}

void WelcomePage::issuerEdited()
{
    m_issuer->setError({});
    m_finding->hide();
    m_continue->setEnabled(!m_issuer->text().trimmed().isEmpty());
    m_probe->setAddress(m_issuer->text());
}

void WelcomePage::issuerEntered()
{
    const QString address = m_issuer->text().trimmed();
    if (const auto issuer = checkIssuer(address); !issuer)
        showIssuerError(issuer.error());
    else if (const auto may = mayAskIssuer(m_administrator, m_catalogue, *issuer); !may)
        showIssuerError(may.error());
    else
        Q_EMIT issuerChosen(*issuer);
}

void WelcomePage::showFinding(const AuthorizationServerMetadata& metadata)
{
    const IssuerText text = issuerText(metadata);
    m_finding->setContent(text.lacking ? Banner::Kind::Note : Banner::Kind::Ok, text.headline, text.rest);
    m_finding->show();
}

void WelcomePage::showIssuerError(const Error& error)
{
    const ErrorText text = errorText(error);
    if (error.kind == ErrorKind::Configuration) { // about what was typed: stands at the field
        m_finding->hide();
        m_issuer->setError(text.headline + u' ' + text.advice);
        return;
    }
    m_finding->setContent(Banner::Kind::Error, text.headline, text.advice);
    m_finding->show();
}

void WelcomePage::setBackVisible(bool visible)
{
    m_back->setVisible(visible);
}

void WelcomePage::setDemoAvailable(bool available)
{
    m_try->parentWidget()->setVisible(available);
}

void WelcomePage::tellError(const Error& error)
{
    const ErrorText text = errorText(error);
    showNews(Banner::Kind::Error, {text.headline, text.advice});
}

void WelcomePage::showNews(Banner::Kind kind, const std::pair<QString, QString>& words, const QUrl& link)
{
    m_newsLink = link;
    m_news->setContent(kind, words.first, words.second);
    m_news->setAction(reviewLinkText(link));
    m_news->show();
}

void WelcomePage::clearNews()
{
    m_news->hide();
}

void WelcomePage::tellSignedOut(const ProviderNotes& notes, const std::optional<Error>& revocationError)
{
    if (revocationError) {
        const ErrorText text = errorText(*revocationError);
        return showNews(
            Banner::Kind::Warning,
            {tr("Signed out here."),
             tr("%1 did not confirm that the grant is revoked. %2").arg(notes.name, text.sentence())},
            notes.reviewUrl);
    }
    const QString here = tr("No token of this account is left on this computer.");
    if (notes.signOut.isEmpty())
        return showNews(Banner::Kind::Ok, {tr("Signed out."), here});
    showNews(Banner::Kind::Note, {tr("Signed out here."), here + u' ' + notes.signOut}, notes.reviewUrl);
}

} // namespace tessera

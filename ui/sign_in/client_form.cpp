#include "ui/sign_in/client_form.h"

#include "core/oauth/authorization_server_metadata.h"
#include "ui/text/error_text.h"
#include "ui/text/host_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/monogram.h"
#include "ui/widgets/sentence.h"

#include <QShortcut>

namespace tessera {
namespace {

constexpr int kColumn = 560;
constexpr int kTile = 56;

} // namespace

ClientForm::ClientForm(QWidget* parent) : ScrollPage(parent)
{
    setColumnWidth(kColumn);
    addHead();
    addFields();
    column()->addStretch(1);
    auto* escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ClientForm::backRequested);
}

void ClientForm::addHead()
{
    auto* back = new Button(Button::Kind::Flat, tr("Back"), QStringLiteral("arrow-left"));
    connect(back, &QPushButton::clicked, this, &ClientForm::backRequested);
    m_monogram = new Monogram(kTile);
    m_title = new Label({}, TextStyle::Title);
    m_host = new Sentence;
    m_host->setColours(&Theme::text, &Theme::text2);
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
    column()->addLayout(hanging(back));
    column()->addSpacing(space::kMedium);
    column()->addLayout(row);
    column()->addSpacing(space::kBlock);
}

void ClientForm::addFields()
{
    m_issuer = new Field(tr("&Issuer address"));
    m_issuer->edit()->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    m_clientId = new Field(tr("C&lient ID"));
    m_secret = new Field(tr("Client &secret"));
    m_secret->setSecret();
    m_continue = new Button(Button::Kind::Primary, tr("&Continue"));
    m_device = new Button(Button::Kind::Normal, tr("Use a code on another &device"));
    connect(m_device, &QPushButton::clicked, this, [this] { submit(SignInFlow::Device); });
    m_register = new Button(Button::Kind::Link, tr("Where to register"));
    m_quirks = new Banner;
    for (Field* field : {m_issuer, m_clientId, m_secret}) {
        column()->addWidget(field);
        column()->addSpacing(space::kMedium);
        connect(field, &Field::textChanged, this, [field] { field->setError({}); });
        connect(field, &Field::returnPressed, this, &ClientForm::submitForBrowser);
    }
    connect(m_issuer, &Field::textChanged, this, &ClientForm::showHost);
    auto* buttons = new FlowLayout(space::kLarge);
    buttons->addWidget(m_continue);
    buttons->addWidget(m_device);
    buttons->addWidget(m_register);
    column()->addSpacing(space::kTiny);
    column()->addLayout(buttons);
    column()->addSpacing(space::kPage);
    column()->addWidget(m_quirks);
    connect(m_continue, &QPushButton::clicked, this, &ClientForm::submitForBrowser);
    connect(m_register, &QPushButton::clicked, this,
            [this] { Q_EMIT linkRequested(m_provider.registerUrl); });
}

void ClientForm::askFor(const Provider& provider, int tile)
{
    m_provider = provider;
    m_monogram->setLetters(provider.monogram, tile);
    m_title->setText(tr("Sign in with %1").arg(provider.name));
    m_issuer->setVisible(provider.issuer.isEmpty());
    m_issuer->edit()->setText(provider.issuer);
    m_issuer->edit()->setPlaceholderText(provider.issuerHint);
    m_clientId->edit()->setText(provider.clientId);
    m_clientId->setHint(clientIdHint());
    const bool hasDevice =
        !provider.isGiven() || provider.endpoints.contains(QStringLiteral("device_authorization_endpoint"));
    m_device->setVisible(m_deviceAllowed && hasDevice);
    m_secret->edit()->clear();
    m_secret->setVisible(provider.needsClientSecret);
    m_secret->setHint(tr("Kept in the keychain, never in a file."));
    m_register->setVisible(provider.registerUrl.scheme() == u"https");
    const QStringList notes = provider.registerSteps + provider.quirksAt(Quirk::Place::Client);
    m_quirks->setVisible(!notes.isEmpty() || !provider.unavailable.isEmpty());
    if (provider.unavailable.isEmpty())
        m_quirks->setContent(Banner::Kind::Note, tr("How to register a client"), notes.join(u' '));
    else
        m_quirks->setContent(Banner::Kind::Warning,
                             tr("%1 cannot be used from a desktop program.").arg(provider.name),
                             provider.unavailable);
    for (QWidget* part : std::initializer_list<QWidget*>{m_clientId, m_continue})
        part->setVisible(provider.unavailable.isEmpty());
    if (!provider.unavailable.isEmpty())
        m_device->hide();
    for (Field* field : {m_issuer, m_clientId, m_secret})
        field->setError({});
    showHost();
    (provider.issuer.isEmpty() ? m_issuer : m_clientId)->edit()->setFocus(Qt::OtherFocusReason);
}

void ClientForm::askForIssuer(const QString& issuer)
{
    Provider provider;
    provider.name = hostText(issuer);
    provider.monogram = initials(provider.name);
    provider.issuer = issuer;
    askFor(provider, monogramIndex(issuer));
    m_secret->setVisible(true);
    m_secret->setHint(tr("Only if the provider gave one. Kept in the keychain, never in a file."));
}

void ClientForm::showHost()
{
    const QString host = hostText(m_issuer->text().trimmed());
    m_host->setText(host.isEmpty() ? QString() : tr("%1 opens in your browser.").arg(host),
                    tr("Type your password there, never here."));
}

QString ClientForm::clientIdHint() const
{
    switch (m_provider.clientId.isEmpty() ? ClientIdSource::Row : m_provider.clientIdSource) {
    case ClientIdSource::Build:
        return tr("This is the one Tessera was built with. You may give your own.");
    case ClientIdSource::Administrator:
        return tr("Set by the administrator of this computer.");
    case ClientIdSource::Row:
        break;
    }
    return tr("The provider names it when you register a desktop client there.");
}

bool ClientForm::check(SignInFlow flow)
{
    const bool withoutSecret = flow == SignInFlow::Device && m_provider.traits.deviceGrantWithoutSecret;
    if (const auto issuer = checkIssuer(m_issuer->text().trimmed()); !issuer)
        m_issuer->setError(errorText(issuer.error()).headline);
    else if (m_clientId->text().trimmed().isEmpty())
        m_clientId->setError(tr("A client ID is needed."));
    else if (m_provider.needsClientSecret && !withoutSecret && m_secret->text().isEmpty())
        m_secret->setError(tr("%1 needs the client secret.").arg(m_provider.name));
    else
        return true;
    return false;
}

void ClientForm::submit(SignInFlow flow)
{
    if (!m_provider.unavailable.isEmpty() || !check(flow))
        return;
    ClientRegistration registration = m_provider.registration();
    registration.issuer = m_issuer->text().trimmed();
    registration.clientId = m_clientId->text().trimmed();
    registration.clientSecret = SecretString::fromString(m_secret->text());
    const auto complete = m_provider.withServer(registration);
    if (!complete) {
        m_issuer->setError(errorText(complete.error()).headline);
        return;
    }
    const Provider provider = m_provider;
    forget();
    Q_EMIT submitted(provider, *complete, flow);
}

void ClientForm::forget()
{
    m_secret->edit()->clear();
}

} // namespace tessera

#include "ui/inspector/create_pane.h"

#include "core/base/logging.h"
#include "ui/secret_clipboard.h"
#include "ui/text/error_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/text_box.h"

#include <QFile>
#include <QFileInfo>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr qint64 kMostKeyBytes = 1024 * 1024;

QVBoxLayout* columnOf(QWidget* widget, int spacing)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

} // namespace

CreatePane::CreatePane(QWidget* parent)
    : QWidget(parent), m_templates(new Choice(tr("&Template"))),
      m_claims(new TextBox(tr("Claims"), kMostClaims)), m_algorithms(new Choice(tr("A&lgorithm"))),
      m_keySource(new Segmented(tr("Key"), {tr("New key"), tr("From a file")})),
      m_keyFile(new Field(tr("Key file: JWK or PEM"))),
      m_create(new Button(Button::Kind::Primary, tr("C&reate"))), m_news(new Banner),
      m_result(new TextBox(tr("The token"), kMostClaims)),
      m_copyPrivate(new Button(Button::Kind::Flat, tr("Copy the private key"), QStringLiteral("key"))),
      m_note(new Label({}, TextStyle::Caption, &Theme::text2)),
      m_clipboard(std::make_unique<SecretClipboard>())
{
    m_form = makeForm();
    m_resultBox = makeResult();
    auto* column = columnOf(this, space::kLarge);
    column->addWidget(m_form);
    column->addWidget(m_news);
    column->addWidget(m_resultBox);
    m_resultBox->hide();
    connect(m_templates->box(), &QComboBox::activated, this, &CreatePane::takeTemplate);
    connect(m_create, &QPushButton::clicked, this, &CreatePane::create);
    connect(m_keySource, &Segmented::chosen, this,
            [this](int chosen) { m_keyFile->setVisible(chosen == 1); });
    connect(m_claims, &QPlainTextEdit::textChanged, this, [this] {
        m_claims->setBad(false);
        m_claims->markLine(0);
        m_news->hide();
    });
    setCreator(nullptr, {});
}

CreatePane::~CreatePane() = default;

QWidget* CreatePane::makeForm()
{
    auto* form = new QWidget;
    auto* column = columnOf(form, space::kMedium);
    auto* claims = new QWidget;
    auto* claimsColumn = columnOf(claims, space::kTiny);
    auto* name = new Label(tr("&Claims (JSON)"), TextStyle::Caption, &Theme::text2);
    name->setBuddy(m_claims);
    claimsColumn->addWidget(name);
    claimsColumn->addWidget(m_claims);
    m_claims->setLines(8, 14);
    m_claims->setOnList();
    m_keySource->setStretched();
    m_keyFile->hide();
    column->addWidget(m_templates);
    column->addWidget(claims);
    column->addWidget(m_algorithms);
    column->addWidget(m_keySource);
    column->addWidget(m_keyFile);
    column->addWidget(m_create);
    return form;
}

QWidget* CreatePane::makeResult()
{
    auto* box = new QWidget;
    auto* column = columnOf(box, space::kSmall);
    auto* inspect = new Button(Button::Kind::Normal, tr("Inspect"), QStringLiteral("inspector"));
    auto* copy = new Button(Button::Kind::Normal, tr("Copy"), QStringLiteral("copy"));
    auto* buttons = new FlowLayout(space::kSmall);
    buttons->addWidget(copy);
    buttons->addWidget(inspect);
    buttons->addWidget(m_copyPrivate);
    m_result->setReadOnly(true);
    m_result->setLines(3, 6);
    m_result->setOnList();
    copy->setOnList();
    inspect->setOnList();
    column->addWidget(new Label(tr("Test token"), TextStyle::Heading));
    column->addWidget(m_result);
    column->addLayout(buttons);
    column->addWidget(m_note->wrapped());
    connect(copy, &QPushButton::clicked, this, [this] {
        m_clipboard->copy(SecretString::fromUtf8(m_created.token));
        m_note->setText(tr("Copied. It is taken off the clipboard in %n seconds.", nullptr,
                           int(m_clipboard->stay().count())));
    });
    connect(m_copyPrivate, &QPushButton::clicked, this, [this] {
        m_clipboard->copy(m_created.privateKey);
        m_note->setText(tr("Copied the private key. It is taken off the clipboard in %n seconds.", nullptr,
                           int(m_clipboard->stay().count())));
    });
    connect(inspect, &QPushButton::clicked, this, [this] {
        Q_EMIT inspectRequested(QString::fromUtf8(m_created.token), QString::fromUtf8(m_created.publicKey));
    });
    return box;
}

void CreatePane::setCreator(std::shared_ptr<const TokenCreator> creator, TimePoint now)
{
    m_creator = std::move(creator);
    m_now = now;
    m_form->setVisible(m_creator != nullptr);
    m_news->setVisible(!m_creator);
    if (!m_creator) {
        m_news->setContent(Banner::Kind::Note, tr("Not available in this build."),
                           tr("Test tokens can be made with another build of Tessera."));
        return;
    }
    m_templates->box()->clear();
    for (const TokenTemplate& each : m_creator->templates())
        m_templates->box()->addItem(each.title, each.id);
    m_algorithms->box()->clear();
    m_algorithms->box()->addItems(m_creator->algorithms());
    takeTemplate();
}

void CreatePane::setClipboardStay(Seconds stay)
{
    m_clipboard->setStay(stay);
}

void CreatePane::takeTemplate()
{
    const QString id = m_templates->box()->currentData().toString();
    m_untouched = QString::fromUtf8(m_creator->claimsOf(id, m_now));
    m_claims->replaceText(m_untouched);
}

void CreatePane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_creator && m_claims->toPlainText() == m_untouched)
        takeTemplate();
}

Result<SecretString> CreatePane::readKeyFile() const
{
    if (m_keySource->current() == 0)
        return SecretString();
    QFile file(m_keyFile->text());
    if (!QFileInfo(file.fileName()).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Configuration, u"inspect.file", file.errorString());
    QByteArray bytes = file.read(kMostKeyBytes + 1);
    if (bytes.size() > kMostKeyBytes || bytes.isEmpty())
        return failure(ErrorKind::Malformed, u"inspect.file_too_large");
    return SecretString(std::move(bytes));
}

void CreatePane::create()
{
    const Result<SecretString> key = readKeyFile();
    if (!key)
        return tell(key.error());
    CreateRequest request;
    request.templateId = m_templates->box()->currentData().toString();
    request.claims = m_claims->toPlainText().toUtf8();
    request.algorithm = m_algorithms->box()->currentText();
    request.keyFile = *key;
    const Result<CreatedToken> token = m_creator->create(request);
    if (!token)
        return tell(token.error());
    showToken(*token);
}

void CreatePane::showToken(const CreatedToken& token)
{
    m_created = token;
    m_news->hide();
    m_result->setPlainText(QString::fromUtf8(token.token));
    m_copyPrivate->setVisible(!token.privateKey.isEmpty());
    m_note->clear();
    m_resultBox->show();
}

void CreatePane::tell(const Error& error)
{
    m_resultBox->hide();
    const int line = lineOfError(error, m_claims->toPlainText().toUtf8());
    const bool ofClaims = line > 0 || error.code.startsWith(u"json.");
    m_claims->setBad(ofClaims);
    m_claims->markLine(line);
    if (line > 0)
        m_news->setContent(
            Banner::Kind::Error, tr("Line %1 of the claims is wrong.").arg(line),
            QStringLiteral("%1. (%2)").arg(printable(error.detail), printable(error.code, 80)));
    else
        m_news->setContent(Banner::Kind::Error, errorText(error).headline, errorText(error).advice);
    m_news->show();
}

} // namespace tessera

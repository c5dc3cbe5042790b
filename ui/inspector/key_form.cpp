#include "ui/inspector/key_form.h"

#include "ui/text/host_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_box.h"

#include <QFileDialog>
#include <QVBoxLayout>

namespace tessera {
namespace {

using Kind = KeySourceChoice::Kind;

} // namespace

KeyForm::KeyForm(QWidget* parent)
    : QWidget(parent), m_kinds(new Choice(tr("Take the &key from"))), m_issuer(new Field(tr("Issuer"))),
      m_address(new Field(tr("Address of the JWK set"))), m_file(new Field(tr("File: JWK set, JWK or PEM"))),
      m_chooseFile(new Button(Button::Kind::Normal, tr("Choose a file…"), QStringLiteral("file"))),
      m_pasted(new TextBox(tr("Pasted key"), kMostPasted)), m_secret(new Field(tr("Shared secret"))),
      m_base64url(new Switch(tr("The secret is written in base64url")))
{
    m_kinds->box()->addItems({tr("The issuer's key set"), tr("A JWK set address"), tr("A file"),
                              tr("A pasted key"), tr("A shared secret")});
    m_issuer->edit()->setPlaceholderText(QStringLiteral("https://"));
    m_address->edit()->setPlaceholderText(QStringLiteral("https://"));
    m_secret->setSecret();
    m_pasted->setLines(5, 8);
    m_pasted->setOnList();
    m_chooseFile->setOnList();
    m_pasted->setPlaceholderText(tr("A JWK set, a JWK or a PEM key. It stays in this window."));
    m_pages << page({m_issuer}) << page({m_address}) << page({m_file, m_chooseFile})
            << page({new Label(tr("JWK set, JWK or PEM"), TextStyle::Caption, &Theme::text2), m_pasted})
            << page({m_secret, m_base64url});
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    column->addWidget(m_kinds);
    for (QWidget* each : m_pages)
        column->addWidget(each);
    connect(m_kinds->box(), &QComboBox::currentIndexChanged, this, &KeyForm::showKind);
    for (Field* field : {m_issuer, m_address, m_file, m_secret}) {
        connect(field, &Field::textChanged, this, &KeyForm::changed);
        connect(field, &Field::returnPressed, this, &KeyForm::submitted);
    }
    connect(m_pasted, &QPlainTextEdit::textChanged, this, &KeyForm::changed);
    connect(m_base64url, &QAbstractButton::toggled, this, &KeyForm::changed);
    connect(m_chooseFile, &QPushButton::clicked, this, &KeyForm::chooseFile);
    showKind();
}

QWidget* KeyForm::page(const QList<QWidget*>& widgets)
{
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny + 2);
    for (QWidget* widget : widgets)
        column->addWidget(widget);
    return page;
}

void KeyForm::showKind()
{
    for (int i = 0; i < m_pages.size(); ++i)
        m_pages[i]->setVisible(i == m_kinds->box()->currentIndex());
    Q_EMIT changed();
}

KeySourceChoice KeyForm::choice() const
{
    KeySourceChoice choice;
    choice.kind = Kind(m_kinds->box()->currentIndex());
    switch (choice.kind) {
    case Kind::Issuer:
        choice.text = m_issuer->text().trimmed();
        break;
    case Kind::Address:
        choice.text = m_address->text().trimmed();
        break;
    case Kind::File:
        choice.text = m_file->text();
        break;
    case Kind::Pasted:
        choice.secret = SecretString::fromString(m_pasted->toPlainText());
        break;
    case Kind::Secret:
        choice.secret = SecretString::fromString(m_secret->text());
        choice.secretIsBase64url = m_base64url->isChecked();
    }
    return choice;
}

void KeyForm::setKind(Kind kind)
{
    m_kinds->box()->setCurrentIndex(int(kind));
}

void KeyForm::setIssuer(const QString& issuer)
{
    m_issuer->edit()->setText(issuer);
}

void KeyForm::setPastedKey(const QString& text)
{
    m_pasted->replaceText(text);
}

void KeyForm::setHint(const QString& hint)
{
    m_issuer->setHint(hint);
    m_address->setHint(hint);
}

QString KeyForm::host() const
{
    const KeySourceChoice now = choice();
    return now.usesNetwork() ? hostText(now.text) : QString();
}

bool KeyForm::isComplete() const
{
    const KeySourceChoice now = choice();
    if (now.usesNetwork())
        return !host().isEmpty();
    return now.kind == Kind::File ? !now.text.isEmpty() : !now.secret.isEmpty();
}

void KeyForm::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a key file"));
    if (!path.isEmpty())
        m_file->edit()->setText(path);
}

} // namespace tessera

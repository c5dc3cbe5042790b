#include "ui/accounts/provider_section.h"

#include "ui/accounts/section.h"
#include "ui/text/endpoint_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

#include <QGridLayout>

namespace tessera {
namespace {

constexpr int kNameColumn = 76;

} // namespace

ProviderSection::ProviderSection(QWidget* parent) : QWidget(parent), m_section(new Section(tr("Provider")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
    hide();
}

void ProviderSection::setProvider(const ProviderNotes& notes, const QString& issuer,
                                  const QList<ForeignHost>& hosts)
{
    const QString endpoints = foreignHostsText(issuer, hosts);
    const QString address = notes.reviewUrl.toString(QUrl::FullyEncoded);
    const QStringList shown{notes.name, notes.renewal, endpoints, address};
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_section->clear();
    m_section->setCaption(notes.name);
    auto* table = new QWidget;
    m_grid = new QGridLayout(table);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::kMedium);
    m_grid->setVerticalSpacing(space::kSmall);
    m_grid->setColumnMinimumWidth(0, kNameColumn);
    m_grid->setColumnStretch(1, 1);
    addText(tr("Renewal"), notes.renewal);
    addText(tr("Endpoints"), endpoints);
    addReview(notes.reviewUrl);
    m_section->content()->addWidget(table);
    setVisible(m_grid->count() > 0);
}

void ProviderSection::addRow(const QString& name, QWidget* content)
{
    const int row = m_grid->rowCount();
    m_grid->addWidget(new Label(name, TextStyle::Body, &Theme::text3), row, 0, Qt::AlignTop);
    m_grid->addWidget(content, row, 1);
}

void ProviderSection::addText(const QString& name, const QString& text)
{
    if (text.isEmpty())
        return;
    auto* label = new Label(text, TextStyle::Body, &Theme::text2);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    addRow(name, label->wrapped());
}

void ProviderSection::addReview(const QUrl& url)
{
    if (url.isEmpty())
        return;
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget((new Label(tr("What this program may do there, and how to take it back:"),
                                 TextStyle::Body, &Theme::text2))
                          ->wrapped());
    auto* link = new Button(Button::Kind::Link, reviewLinkText(url));
    link->setAccessibleDescription(url.toString(QUrl::FullyEncoded));
    setPlainToolTip(link, url.toString(QUrl::FullyEncoded));
    column->addLayout(hanging(link));
    addRow(tr("Access"), cell);
    connect(link, &QPushButton::clicked, this, [this, url] { Q_EMIT linkRequested(url); });
}

} // namespace tessera

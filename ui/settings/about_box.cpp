#include "ui/settings/about_box.h"

#include "ui/accounts/section.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/logo.h"
#include "ui/widgets/text_box.h"

#include <QGridLayout>

namespace tessera {
namespace {

constexpr int kLogo = 32;
constexpr qsizetype kMostCharacters = 100'000;

} // namespace

AboutBox::AboutBox(QWidget* parent)
    : QWidget(parent), m_version(new Label({}, TextStyle::Body, &Theme::text2)), m_parts(new QWidget),
      m_title(new Label({}, TextStyle::BodyStrong)), m_text(new TextBox(tr("Licence"), kMostCharacters))
{
    auto* section = new Section(tr("About"));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::kMedium);
    head->addWidget(new Logo(kLogo, &Theme::bar), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(new Label(tr("Tessera"), TextStyle::Heading));
    words->addWidget(m_version->wrapped());
    words->addWidget((new Label(tr("A tessera was the Roman token that proved who you were."),
                                TextStyle::Body, &Theme::text2))
                         ->wrapped());
    head->addLayout(words, 1);
    section->content()->addLayout(head);
    section->content()->addSpacing(space::kSmall);
    section->content()->addWidget(new Label(tr("What is in it"), TextStyle::BodyStrong));
    section->content()->addWidget(m_parts);
    section->content()->addWidget(m_title);
    section->content()->addWidget(m_text);
    m_version->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setReadOnly(true);
    m_text->setLines(8, 16);
    m_title->hide();
    m_text->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(section);
    setVersion({}, {});
}

void AboutBox::setVersion(const QString& version, const QString& commit)
{
    QString words = tr("Version %1.").arg(version.isEmpty() ? tr("unknown") : version);
    if (!commit.isEmpty())
        words += u' ' + tr("Built from commit %1.").arg(commit.left(12));
    m_version->setText(words);
    delete m_parts->layout();
    qDeleteAll(m_parts->findChildren<QWidget*>(Qt::FindDirectChildrenOnly));
    auto* grid = new QGridLayout(m_parts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kLarge);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    for (const ShippedPart& part : shippedParts(version)) {
        const int row = grid->rowCount();
        const QString name = part.version.isEmpty() ? part.name : part.name + u' ' + part.version;
        auto* licence = new Button(Button::Kind::Link, part.licence);
        licence->setAccessibleName(tr("Licence of %1: %2").arg(part.name, part.licence));
        connect(licence, &QPushButton::clicked, this, [this, part] { showLicence(part); });
        grid->addWidget(new Label(name), row, 0);
        auto* use = new Label(part.use, TextStyle::Caption, &Theme::text2);
        use->setElided(true);
        grid->addWidget(use, row, 1);
        grid->addWidget(licence, row, 2, Qt::AlignRight);
    }
}

void AboutBox::showLicence(const ShippedPart& part)
{
    const bool hides = m_shown == part.name; // the same once more
    m_shown = hides ? QString() : part.name;
    m_title->setText(tr("Licence of %1: %2").arg(part.name, part.licence));
    m_text->setPlainText(hides ? QString() : licenceText(part));
    m_title->setHidden(hides);
    m_text->setHidden(hides);
    m_text->moveCursor(QTextCursor::Start);
    if (!hides)
        m_text->setFocus(Qt::OtherFocusReason);
}

} // namespace tessera

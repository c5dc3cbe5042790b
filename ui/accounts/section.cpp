#include "ui/accounts/section.h"

#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

namespace tessera {

Section::Section(const QString& heading, QWidget* parent)
    : QWidget(parent), m_heading(heading), m_caption(new Label({}, TextStyle::Body, &Theme::text2)),
      m_content(new QWidget), m_contentLayout(new QVBoxLayout(m_content))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kSmall);
    auto* row = new SidedBox(QBoxLayout::LeftToRight, {0, 0, -space::kTiny, 0}); // a link's own margin
    row->setSpacing(space::kSmall);
    row->addWidget(new Label(heading, TextStyle::Heading));
    row->addWidget(m_caption);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_content);
    m_contentLayout->setContentsMargins(0, 0, 0, 0);
    m_contentLayout->setSpacing(space::kSmall);
}

void Section::setCaption(const QString& caption)
{
    m_caption->setText(caption);
}

void Section::setFoldable(const QString& showText, const QString& hideText)
{
    m_showText = showText;
    m_hideText = hideText;
    m_fold = new Button(Button::Kind::Link, showText);
    m_fold->setAccessibleDescription(m_heading);
    static_cast<QBoxLayout*>(layout()->itemAt(0)->layout())->addWidget(m_fold);
    connect(m_fold, &QPushButton::clicked, this, [this] { setFolded(!isFolded()); });
    setFolded(true);
}

void Section::setFolded(bool folded)
{
    m_content->setVisible(!folded);
    if (m_fold)
        m_fold->setText(folded ? m_showText : m_hideText);
}

bool Section::isFolded() const
{
    return m_content->isHidden();
}

void Section::clear()
{
    while (QLayoutItem* item = m_contentLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace tessera

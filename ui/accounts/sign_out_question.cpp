#include "ui/accounts/sign_out_question.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/sentence.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace tessera {

SignOutQuestion::SignOutQuestion(QWidget* parent)
    : Plane(&Theme::sunken, 8, parent), m_sentence(new Sentence),
      m_yes(new Button(Button::Kind::Danger, tr("Sign out"))),
      m_no(new Button(Button::Kind::Flat, tr("Stay signed in"))), m_review(new Button(Button::Kind::Link, {}))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->setSpacing(space::kMedium);
    column->addWidget(m_sentence);
    auto* buttons = new FlowLayout(space::kSmall);
    buttons->addWidget(m_yes);
    buttons->addWidget(m_no);
    buttons->addWidget(m_review);
    column->addLayout(buttons);
    m_sentence->setColours(&Theme::text, &Theme::text2);
    connect(m_yes, &QPushButton::clicked, this, &SignOutQuestion::confirmed);
    connect(m_no, &QPushButton::clicked, this, &SignOutQuestion::declined);
    connect(m_review, &QPushButton::clicked, this, [this] { Q_EMIT linkRequested(m_reviewUrl); });
}

void SignOutQuestion::ask(const QString& account, const ProviderNotes& notes, bool canRevoke)
{
    m_reviewUrl = notes.reviewUrl;
    m_review->setText(reviewLinkText(m_reviewUrl));
    m_review->setVisible(!m_reviewUrl.isEmpty());
    setPlainToolTip(m_review, m_reviewUrl.toString(QUrl::FullyEncoded));
    m_sentence->setText(tr("Sign %1 out?").arg(account), signOutText(notes, canRevoke));
    setAccessibleName(m_sentence->text());
    show();
    m_no->setFocus(Qt::OtherFocusReason);
}

void SignOutQuestion::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT declined();
    else
        Plane::keyPressEvent(event);
}

} // namespace tessera

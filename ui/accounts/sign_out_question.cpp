#include "ui/accounts/sign_out_question.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/sentence.h"

#include <QKeyEvent>
#include <QVBoxLayout>

namespace tessera {

SignOutQuestion::SignOutQuestion(QWidget* parent)
    : Plane(&Theme::sunken, 8, parent), m_sentence(new Sentence),
      m_yes(new Button(Button::Kind::Danger, tr("Sign out"))),
      m_no(new Button(Button::Kind::Flat, tr("Stay signed in")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
    column->setSpacing(space::kMedium);
    column->addWidget(m_sentence);
    auto* buttons = new FlowLayout(space::kSmall);
    buttons->addWidget(m_yes);
    buttons->addWidget(m_no);
    column->addLayout(buttons);
    m_sentence->setColours(&Theme::text, &Theme::text2);
    connect(m_yes, &QPushButton::clicked, this, &SignOutQuestion::confirmed);
    connect(m_no, &QPushButton::clicked, this, &SignOutQuestion::declined);
}

void SignOutQuestion::ask(const QString& account, const QString& provider)
{
    m_sentence->setText(tr("Sign %1 out?").arg(account),
                        tr("Tessera asks %1 to revoke the grant and forgets every token of this account. "
                           "This cannot be undone; "
                           "to come back you sign in again in the browser.")
                            .arg(provider));
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

#include "ui/inspector/empty_state.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace tessera {

EmptyState::EmptyState(QWidget* parent)
    : EmptyBox(
          QStringLiteral("inspector"), tr("Nothing to look at yet"),
          {tr("Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of "
              "headers, a curl command or the answer of a token endpoint; or drop a file on the box "
              "above."),
           tr("It is taken apart on this computer. Nothing is sent anywhere and nothing is kept.")},
          parent)
{
    column()->addSpacing(space::kTiny);
    auto* examples = new Label(tr("Examples, made here and now:"), TextStyle::Caption, &Theme::text3);
    examples->setAlignment(Qt::AlignHCenter);
    column()->addWidget(examples->wrapped());
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addStretch(1);
    for (Example example : {Example::IdToken, Example::Unsigned, Example::Cookie}) {
        auto* button = new Button(Button::Kind::Link, exampleTitle(example));
        connect(button, &QPushButton::clicked, this, [this, example] { Q_EMIT exampleRequested(example); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column()->addLayout(row);
}

} // namespace tessera

#include "ui/inspector/empty_state.h"

#include "ui/theme/icons.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace tessera {
namespace {

constexpr int kRadius = 8;
constexpr int kIcon = 32;

class BigIcon final : public QWidget
{
public:
    BigIcon() { setFixedSize(kIcon, kIcon); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0,
                           icon(QStringLiteral("inspector"), kIcon, theme().text3, devicePixelRatioF()));
    }
};

} // namespace

EmptyState::EmptyState(QWidget* parent) : Plane(&Theme::sunken, kRadius, parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kSmall);
    column->addWidget(new BigIcon, 0, Qt::AlignHCenter);
    const auto add = [column](Label* label) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label->wrapped());
    };
    add(new Label(tr("Nothing to look at yet"), TextStyle::BodyStrong));
    add(new Label(
        tr("Paste a token, signed or encrypted, a Cookie, Set-Cookie or Authorization line, a block of "
           "headers, a curl command or the answer of a token endpoint; or drop a file on the box "
           "above."),
        TextStyle::Body, &Theme::text2));
    add(new Label(tr("It is taken apart on this computer. Nothing is sent anywhere and nothing is kept."),
                  TextStyle::Body, &Theme::text2));
    column->addSpacing(space::kTiny);
    add(new Label(tr("Examples, made here and now:"), TextStyle::Caption, &Theme::text3));
    auto* row = new QHBoxLayout;
    row->setSpacing(space::kSmall);
    row->addStretch(1);
    for (Example example : {Example::IdToken, Example::Unsigned, Example::Cookie}) {
        auto* button = new Button(Button::Kind::Link, exampleTitle(example));
        connect(button, &QPushButton::clicked, this, [this, example] { Q_EMIT exampleRequested(example); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
}

} // namespace tessera

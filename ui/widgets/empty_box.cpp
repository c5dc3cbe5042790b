#include "ui/widgets/empty_box.h"

#include "ui/theme/icons.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QPainter>

namespace tessera {
namespace {

constexpr int kRadius = 8;
constexpr int kIcon = 32;

class BigIcon final : public QWidget
{
public:
    explicit BigIcon(const QString& name) : m_name(name) { setFixedSize(kIcon, kIcon); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 0, icon(m_name, kIcon, theme().text3, devicePixelRatioF()));
    }

private:
    QString m_name;
};

} // namespace

EmptyBox::EmptyBox(const QString& iconName, const QString& title, const QStringList& sentences,
                   QWidget* parent)
    : Plane(&Theme::sunken, kRadius, parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_column->setSpacing(space::kSmall);
    m_column->addWidget(new BigIcon(iconName), 0, Qt::AlignHCenter);
    const auto add = [this](Label* label) {
        label->setAlignment(Qt::AlignHCenter);
        m_column->addWidget(label->wrapped());
    };
    add(new Label(title, TextStyle::BodyStrong));
    for (const QString& sentence : sentences)
        add(new Label(sentence, TextStyle::Body, &Theme::text2));
}

} // namespace tessera

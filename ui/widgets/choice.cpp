#include "ui/widgets/choice.h"

#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"

#include <QListView>
#include <QPainter>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace tessera {
namespace {

constexpr int kHeight = 32;
constexpr int kIcon = 16;
constexpr int kMargin = 10;
constexpr double kRadius = 8;

class Box final : public QComboBox
{
public:
    Box()
    {
        setFont(fontFor(TextStyle::Body));
        setView(new QListView); // which the style sheet reaches
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(8);
    }

    QSize sizeHint() const override { return QSize(160, qMax(kHeight, fontMetrics().height() + 12)); }
    QSize minimumSizeHint() const override { return QSize(80, sizeHint().height()); }

protected:
    void wheelEvent(QWheelEvent* event) override { event->ignore(); } // the page scrolls, nothing changes

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double line = hasFocus() ? 2 : 1;
        const QColor frame = hasFocus() ? theme().accentText : (underMouse() ? theme().text2 : theme().edge);
        painter.setPen(QPen(isEnabled() ? frame : theme().line, line));
        painter.setBrush(isEnabled() ? theme().surface : theme().sunken);
        const double half = line / 2;
        painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), kRadius, kRadius);
        const QRect sign(width() - kMargin - kIcon, (height() - kIcon) / 2, kIcon, kIcon);
        painter.drawPixmap(mirrored(*this, sign).topLeft(),
                           icon(QStringLiteral("chevron-down"), kIcon,
                                isEnabled() ? theme().text2 : theme().disabled, devicePixelRatioF()));
        painter.setPen(isEnabled() ? theme().text : theme().disabled);
        const QRect words = mirrored(*this, rect().adjusted(kMargin, 0, -2 * kMargin - kIcon, 0));
        painter.drawText(words, Qt::AlignVCenter | Qt::TextSingleLine,
                         fontMetrics().elidedText(currentText(), Qt::ElideRight, words.width()));
    }
};

} // namespace

Choice::Choice(const QString& name, QWidget* parent)
    : QWidget(parent), m_box(new Box), m_hint(new Label({}, TextStyle::Caption, &Theme::text2))
{
    auto* label = new Label(name, TextStyle::Caption, &Theme::text2);
    label->setBuddy(m_box);
    label->setVisible(!name.isEmpty());
    m_box->setAccessibleName(QString(name).remove(u'&'));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    column->addWidget(label);
    column->addWidget(m_box);
    column->addWidget(m_hint->wrapped());
    m_hint->hide();
}

void Choice::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_box->setAccessibleDescription(hint);
}

} // namespace tessera

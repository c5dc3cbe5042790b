#include "ui/widgets/segmented.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace tessera {
namespace {

constexpr int kHeight = 32;
constexpr int kFrame = 3;
constexpr int kMargin = 14;
constexpr int kLeastMargin = 8;
constexpr double kRadius = 8;
constexpr double kThumbRadius = 6;

class Segment final : public QAbstractButton
{
public:
    explicit Segment(const QString& word)
    {
        setText(word);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics strong(fontFor(TextStyle::BodyStrong)); // so that choosing moves nothing
        return QSize(strong.horizontalAdvance(text()) + 2 * kMargin,
                     qMax(kHeight, strong.height() + 2 * kFrame + 8) - 2 * kFrame);
    }
    /// All are as wide, as long as the longest word keeps off the edges of its thumb.
    QSize minimumSizeHint() const override { return sizeHint() - QSize(2 * (kMargin - kLeastMargin), 0); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked()) {
            painter.setPen(QPen(theme().line, 1));
            painter.setBrush(theme().raised);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kThumbRadius,
                                    kThumbRadius);
        }
        painter.setFont(fontFor(isChecked() ? TextStyle::BodyStrong : TextStyle::Body));
        painter.setPen(isChecked() || underMouse() ? theme().text : theme().text2);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }
};

} // namespace

Segmented::Segmented(const QString& name, const QStringList& words, QWidget* parent)
    : QWidget(parent), m_name(name), m_group(new QButtonGroup(this)), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    m_row->setSpacing(0);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(name);
    setWords(words);
    connect(m_group, &QButtonGroup::idClicked, this, &Segmented::chosen);
}

void Segmented::setWords(const QStringList& words)
{
    const int before = qMax(0, current());
    while (m_row->count() > words.size()) {
        QWidget* last = m_row->itemAt(m_row->count() - 1)->widget();
        m_row->removeWidget(last);
        delete last;
    }
    for (int i = 0; i < words.size(); ++i) {
        if (i == m_row->count()) {
            auto* segment = new Segment(words[i]);
            m_group->addButton(segment, i);
            m_row->addWidget(segment, 1);
        }
        button(i)->setText(words[i]);
        button(i)->setAccessibleName(QStringLiteral("%1: %2").arg(m_name, words[i]));
        button(i)->updateGeometry();
    }
    setCurrent(before < words.size() ? before : 0);
}

QStringList Segmented::words() const
{
    QStringList words;
    for (int i = 0; i < m_row->count(); ++i)
        words << button(i)->text();
    return words;
}

QAbstractButton* Segmented::button(int index) const
{
    return m_group->button(index);
}

int Segmented::current() const
{
    return m_group->checkedId();
}

void Segmented::setCurrent(int index)
{
    if (QAbstractButton* wanted = m_group->button(index))
        wanted->setChecked(true);
}

void Segmented::setStretched()
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Segmented::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().fill);
    painter.drawRoundedRect(rect(), kRadius, kRadius);
}

} // namespace tessera

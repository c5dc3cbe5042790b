#include "ui/widgets/sentence.h"

#include "ui/theme/type_scale.h"

#include <QPainter>
#include <QStyle>
#include <QTextOption>

namespace tessera {
namespace {

constexpr double kLineHeight = 1.3;
constexpr int kNarrow = 160;
constexpr int kUsual = 420;

} // namespace

Sentence::Sentence(QWidget* parent) : QWidget(parent)
{
    setFont(fontFor(TextStyle::Body));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void Sentence::setText(const QString& headline, const QString& rest)
{
    if (headline == m_headline && rest == m_rest)
        return;
    m_headline = headline;
    m_rest = rest;
    setAccessibleName(text());
    updateGeometry();
    update();
}

QString Sentence::text() const
{
    return m_headline.isEmpty() || m_rest.isEmpty() ? m_headline + m_rest : m_headline + u' ' + m_rest;
}

void Sentence::setColours(ThemeColour headline, ThemeColour rest)
{
    m_headlineColour = headline;
    m_restColour = rest;
    update();
}

QList<QTextLayout::FormatRange> Sentence::formats() const
{
    QTextLayout::FormatRange bold;
    bold.start = 0;
    bold.length = int(m_headline.size());
    bold.format.setFont(fontFor(TextStyle::BodyStrong));
    bold.format.setForeground(theme().*m_headlineColour);
    QTextLayout::FormatRange plain;
    plain.start = bold.length;
    plain.length = int(text().size()) - bold.length;
    plain.format.setForeground(theme().*m_restColour);
    return {bold, plain};
}

double Sentence::layOut(QTextLayout& layout, int width) const
{
    QTextOption option(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft));
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(layoutDirection()); // of the language, whichever name the sentence begins with
    layout.setTextOption(option);
    layout.setFormats(formats());
    layout.beginLayout();
    double y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const double height = line.height() * kLineHeight;
        line.setPosition(QPointF(0, y + (height - line.height()) / 2));
        y += height;
    }
    layout.endLayout();
    return y;
}

int Sentence::lineHeight() const
{
    return qCeil(fontMetrics().height() * kLineHeight);
}

int Sentence::heightForWidth(int width) const
{
    QTextLayout layout(text(), font());
    return qCeil(layOut(layout, width));
}

QSize Sentence::sizeHint() const
{
    const int whole = QFontMetrics(fontFor(TextStyle::BodyStrong)).horizontalAdvance(text());
    const int width = qMin(whole + 2, kUsual);
    return QSize(width, heightForWidth(width));
}

QSize Sentence::minimumSizeHint() const
{
    return QSize(kNarrow, lineHeight());
}

void Sentence::paintEvent(QPaintEvent*)
{
    QTextLayout layout(text(), font());
    const double height = layOut(layout, width());
    QPainter painter(this);
    layout.draw(&painter, QPointF(0, qMax(0.0, (this->height() - height) / 2)));
}

} // namespace tessera

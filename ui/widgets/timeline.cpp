#include "ui/widgets/timeline.h"

#include "ui/theme/theme.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QGridLayout>
#include <QPainter>

namespace tessera {
namespace {

/// The glyph of one event and the line that leads down to the one before it.
class TimelineMark final : public QWidget
{
public:
    TimelineMark(Glyph glyph, bool last) : m_glyph(glyph), m_last(last)
    {
        setFixedWidth(kGlyphSize);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.drawPixmap(0, 1, glyphPixmap(m_glyph, kGlyphSize, devicePixelRatioF()));
        if (!m_last)
            painter.fillRect(QRect(kGlyphSize / 2 - 1, kGlyphSize + 6, 2, height() - kGlyphSize - 9),
                             theme().track);
    }

private:
    Glyph m_glyph;
    bool m_last;
};

QWidget* makeTexts(const TimelineRow& row)
{
    auto* texts = new QWidget;
    auto* column = new QVBoxLayout(texts);
    column->setContentsMargins(0, 0, 0, space::kSmall + 2);
    column->setSpacing(2);
    column->addWidget((new Label(row.title, TextStyle::Body))->wrapped());
    if (!row.caption.isEmpty())
        column->addWidget((new Label(row.caption, TextStyle::Caption, &Theme::text2))->wrapped());
    return texts;
}

} // namespace

Timeline::Timeline(const QList<TimelineRow>& rows, QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(2, 1);
    for (int i = 0; i < rows.size(); ++i) {
        auto* time = new Label(rows[i].time, TextStyle::Caption, &Theme::text2);
        setPlainToolTip(time, rows[i].exactTime);
        grid->addWidget(time, i, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(new TimelineMark(rows[i].glyph, i == rows.size() - 1), i, 1);
        grid->addWidget(makeTexts(rows[i]), i, 2);
    }
}

} // namespace tessera

#include "ui/accounts/event_section.h"

#include "ui/accounts/section.h"
#include "ui/text/relative_time.h"
#include "ui/text/state_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"
#include "ui/widgets/state_glyph.h"

#include <QGridLayout>
#include <QPainter>

namespace tessera {
namespace {

constexpr int kFirst = 6;

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

bool sameEvents(const QList<SessionEvent>& a, const QList<SessionEvent>& b)
{
    return a.size() == b.size() &&
           (a.isEmpty() || (a.last().at == b.last().at && a.last().kind == b.last().kind &&
                            a.last().count == b.last().count));
}

QWidget* makeTexts(const EventText& text)
{
    auto* texts = new QWidget;
    auto* column = new QVBoxLayout(texts);
    column->setContentsMargins(0, 0, 0, space::kSmall + 2);
    column->setSpacing(2);
    column->addWidget(new Label(text.title, TextStyle::Body));
    if (!text.caption.isEmpty())
        column->addWidget((new Label(text.caption, TextStyle::Caption, &Theme::text2))->wrapped());
    return texts;
}

} // namespace

EventSection::EventSection(QWidget* parent) : QWidget(parent), m_section(new Section(tr("What happened")))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_section);
}

void EventSection::setEvents(const Session& session, TimePoint now)
{
    setVisible(!session.events.isEmpty());
    const bool sameDay = toDateTime(now).toLocalTime().date() == toDateTime(m_now).toLocalTime().date();
    if (m_account.id == session.account.id && sameDay && sameEvents(m_events, session.events))
        return;
    if (m_account.id != session.account.id)
        m_all = false;
    m_events = session.events;
    m_account = session.account;
    m_now = now;
    rebuild();
}

void EventSection::rebuild()
{
    m_section->clear();
    const int total = int(m_events.size());
    m_shownCount = m_all ? total : qMin(total, kFirst);
    auto* rows = new QWidget;
    auto* grid = new QGridLayout(rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::kMedium);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(2, 1);
    for (int row = 0; row < m_shownCount; ++row) {
        const SessionEvent& event = m_events[total - 1 - row];
        const EventText text = eventText(event, m_account);
        auto* time = new Label(dayAndTime(event.at, m_now), TextStyle::Caption, &Theme::text2);
        setPlainToolTip(time, exactTime(event.at));
        grid->addWidget(time, row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(new TimelineMark(text.glyph, row == m_shownCount - 1), row, 1);
        grid->addWidget(makeTexts(text), row, 2);
    }
    m_section->content()->addWidget(rows);
    if (m_shownCount < total) {
        auto* more = new Button(Button::Kind::Link, tr("Show all %1").arg(total));
        connect(more, &QPushButton::clicked, this, [this] {
            m_all = true;
            QMetaObject::invokeMethod(this, &EventSection::rebuild, Qt::QueuedConnection);
        });
        m_section->content()->addWidget(more, 0, Qt::AlignLeft);
    }
}

} // namespace tessera

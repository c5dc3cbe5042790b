#include "ui/accounts/event_section.h"

#include "ui/accounts/section.h"
#include "ui/text/relative_time.h"
#include "ui/text/state_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/timeline.h"

namespace tessera {
namespace {

constexpr int kFirst = 6;

bool sameEvents(const QList<SessionEvent>& a, const QList<SessionEvent>& b)
{
    return a.size() == b.size() &&
           (a.isEmpty() || (a.last().at == b.last().at && a.last().kind == b.last().kind &&
                            a.last().count == b.last().count));
}

TimelineRow rowOf(const SessionEvent& event, const Account& account, TimePoint now)
{
    const EventText text = eventText(event, account);
    return {dayAndTime(event.at, now), exactTime(event.at), text.glyph, text.title, text.caption};
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
    QList<TimelineRow> rows;
    for (int row = 0; row < m_shownCount; ++row)
        rows.append(rowOf(m_events[total - 1 - row], m_account, m_now));
    m_section->content()->addWidget(new Timeline(rows));
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

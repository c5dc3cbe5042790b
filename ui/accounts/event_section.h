// "What happened": the account's own timeline, newest first.
#pragma once

#include "core/session/session.h"

#include <QWidget>

namespace tessera {

class Section;

class EventSection final : public QWidget
{
    Q_OBJECT
public:
    explicit EventSection(QWidget* parent = nullptr);

    void setEvents(const Session& session, TimePoint now);
    int shownCount() const { return m_shownCount; }

private:
    void rebuild();

    Section* m_section;
    QList<SessionEvent> m_events;
    Account m_account;
    TimePoint m_now;
    bool m_all = false;
    int m_shownCount = 0;
};

} // namespace tessera

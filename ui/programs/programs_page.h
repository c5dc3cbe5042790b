// Which programs may have tokens, what they got, and how the agent is. Shows the value it is given and asks
// by signals; what is done about it is the controller's.
#pragma once

#include "core/base/secret_string.h"
#include "ui/programs/programs_view.h"
#include "ui/widgets/scroll_page.h"

namespace tessera {

class AgentBox;
class Banner;
class Label;
class ProgramList;
class Section;

class ProgramsPage final : public ScrollPage
{
    Q_OBJECT
public:
    explicit ProgramsPage(QWidget* parent = nullptr);

    void setView(const ProgramsView& view);
    /// Asks for a new look at everything.
    void refresh();
    /// "Taken back", with a button that undoes it; `endUndo` takes it away.
    void offerUndo(const QString& program);
    void endUndo();
    void tellError(const Error& error);
    void tellUnlockError(const Error& error);
    void focusFirst();

    Banner* news() const { return m_news; }
    AgentBox* agent() const { return m_agent; }
    ProgramList* allowed() const { return m_allowed; }
    ProgramList* denied() const { return m_denied; }

Q_SIGNALS:
    void refreshRequested();
    void takeBackRequested(const QStringList& ids);
    void undoRequested();
    void lockRequested();
    void unlockRequested(const tessera::SecretString& password);

private:
    void addHeader();
    void addAgent();
    void addLists();
    void showLists(const ProgramsView& view);
    void showEvents();

    QWidget* m_refresh;
    AgentBox* m_agent;
    Banner* m_news;
    Banner* m_problem;
    Section* m_allowedSection;
    ProgramList* m_allowed;
    QWidget* m_empty;
    Section* m_deniedSection;
    ProgramList* m_denied;
    Section* m_eventSection;
    QList<TimelineRow> m_events;
    bool m_allEvents = false;
    bool m_offersUndo = false;
};

} // namespace tessera

// What the page of programs shows, as one value: the agent, what is allowed, what happened.
#pragma once

#include "ui/text/agent_state_text.h"
#include "ui/widgets/timeline.h"

#include <QStringList>

namespace tessera {

/// One row of the list. Approvals that a person cannot tell apart are one: what "tessera agent allow" adds
/// for the program itself and for the command line it starts.
struct ProgramRow
{
    QStringList ids; ///< of the approvals: what "Take back" takes back
    QString name;
    QString path;
    QString hint; ///< a line of its own: how it gets it, or that the program has changed
    bool isStale = false;
    QString account;
    QString host;
    QString token;
    QString until;
    QString ending;  ///< tooltip of `until`
    QString lastUse; ///< "Last used 3 minutes ago"
    QString lastUseExact;

    friend bool operator==(const ProgramRow&, const ProgramRow&) = default;
};

struct ProgramsView
{
    AgentState agent;
    QList<ProgramRow> allowed;
    QList<ProgramRow> denied;
    QList<TimelineRow> events;    ///< newest first
    std::optional<Error> problem; ///< the list of approvals cannot be read
};

} // namespace tessera

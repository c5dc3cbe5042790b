// A run as the rows of its drawing: arrows, checks that stand together, the box that says where it stopped.
// Words, no places: those are sequence_layout's.
#pragma once

#include "core/flow/flow_run.h"

namespace tessera {

struct FlowRow
{
    enum class Kind {
        Arrow,
        NotSent, ///< an arrow that a failed check kept from happening
        Checks,  ///< one or more that did not fail, in one line
        Failure, ///< where it stopped, and why
        Note,
        Waiting, ///< what a run that is under way waits for
    };

    Kind kind = Kind::Arrow;
    qsizetype first = -1; ///< of the steps it stands for; -1: of none
    qsizetype last = -1;
    FlowParty from = FlowParty::Tessera;
    FlowParty to = FlowParty::Tessera;
    int number = 0;
    QString title;
    QString detail;                   ///< quieter words behind it; of a failure the reason
    std::optional<FlowSecret> secret; ///< rides on the arrow
    bool isRefusal = false;           ///< an answer that is an error
    bool allUnchecked = false;        ///< of checks: not one of them was made

    bool operator==(const FlowRow&) const = default;
};

QList<FlowRow> flowRows(const FlowRun& run);
/// The lifelines that are drawn: every party that says or hears something, in their order.
QList<FlowParty> flowParties(const FlowRun& run);
/// The arrow a row belongs to: itself, or the last one before it. -1: none.
qsizetype messageOfRow(const QList<FlowRow>& rows, qsizetype row);

} // namespace tessera

// What a screen reader gets of a drawing, which has no widgets in it: a list, one item a row.
#pragma once

namespace tessera {

class FlowView;

/// Once is enough; more does no harm.
void installFlowAccess();
/// Rows were added, or (`isOther`) are those of another run.
void tellFlowChanged(FlowView* view, bool isOther);
/// Another row is the current one.
void tellFlowCurrent(FlowView* view);

} // namespace tessera

// Where everything of a sequence stands: lifelines, rows, an arrow's label and pattern, boxes on a lifeline.
// Pure arithmetic, one row at a time, so that only rows that are seen cost something (design section 6).
#pragma once

#include "ui/flow/flow_rows.h"

#include <QPointF>
#include <QRectF>

namespace tessera {

/// An arrow within its row; y counts from the row's top.
struct ArrowPlace
{
    QPointF disc;     ///< centre of the number at the sender
    double start = 0; ///< the line's ends
    double tip = 0;
    double y = 0;
    double labelLeft = 0;  ///< title and detail together
    double titleWidth = 0; ///< what there is room for; less than was asked: it is cut
    double detailWidth = 0;
    QPointF pattern; ///< top left corner of the fingerprint
};

class SequenceLayout
{
public:
    SequenceLayout() = default;
    /// `line` is the height of a line of a label. `mirrored`: the person stands at the right.
    SequenceLayout(const QList<FlowParty>& parties, double width, double line, bool mirrored = false);

    /// No narrower than this, or arrows have no room for words.
    static double leastWidth(qsizetype parties);

    const QList<FlowParty>& parties() const { return m_parties; }
    double width() const { return m_width; }
    /// Of words in rows and boxes.
    double line() const { return m_line; }
    /// Of a lifeline; one that is not drawn: where the nearest one is.
    double x(FlowParty party) const;
    bool isMirrored() const { return m_mirrored; }
    /// How much of the width belongs to one lifeline.
    double column() const { return m_column; }

    /// `reasonLines` are those of a failure's reason.
    double height(FlowRow::Kind kind, int reasonLines = 0) const;
    ArrowPlace arrow(const FlowRow& row, double titleWidth, double detailWidth) const;
    /// A box of a check, a note or a failure whose words are `words` wide.
    QRectF box(const FlowRow& row, double words, int reasonLines = 0) const;
    /// How wide the words of such a box may be.
    double mostWords(FlowRow::Kind kind) const;

    static constexpr double kDisc = 9; ///< radius
    static constexpr double kHead = 8; ///< length of an arrow's head
    static constexpr double kHeadHalf = 4.5;
    static constexpr double kAside = 4; ///< of what marks a whole row, from the edges
    static constexpr double kBoxMargin = 8;
    static constexpr double kBoxIcon = 16;
    static constexpr double kWordGap = 4; ///< between title and detail

private:
    QList<FlowParty> m_parties;
    double m_width = 0;
    double m_line = 16;
    double m_column = 0;
    double m_left = 0; ///< of the first column
    bool m_mirrored = false;
};

} // namespace tessera

#include "ui/flow/sequence_layout.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr double kRow = 40;
constexpr double kAboveLine = 24; ///< of a row, with a label 16 high
constexpr double kBelowLine = 16;
constexpr double kLeastLine = 16;
constexpr double kLeastColumn = 92;
constexpr double kLeastDetail = 26; ///< less says nothing
constexpr double kMostColumn = 240;
constexpr double kMostColumnOfTwo = 400;
constexpr double kFromLine = 11;   ///< an arrow begins beside the disc…
constexpr double kBeforeLine = 3;  ///< …and ends this side of the lifeline
constexpr double kLabelAir = 5;    ///< between a label and what is beside it
constexpr double kPatternOff = 12; ///< between lifeline and pattern
constexpr double kPattern = 14;
constexpr double kPatternUp = 19; ///< from the line to the pattern's top
constexpr double kPillAround = 10;
constexpr double kPillAbove = 4;
constexpr double kPillBelow = 8;
constexpr double kFailureMargin = 14;
constexpr double kFailureAbove = 8;
constexpr double kFailureBelow = 12;
constexpr double kFailurePadding = 20; ///< above and below the words together
constexpr double kFromEdge = 8;
constexpr double kMostFailure = 420;

} // namespace

SequenceLayout::SequenceLayout(const QList<FlowParty>& parties, double width, double line, bool mirrored)
    : m_parties(parties), m_width(std::max(width, leastWidth(parties.size()))),
      m_line(std::max(line, kLeastLine)), m_mirrored(mirrored)
{
    const auto count = double(std::max<qsizetype>(1, parties.size()));
    m_column = std::min(m_width / count, count <= 2 ? kMostColumnOfTwo : kMostColumn);
    m_left = (m_width - m_column * count) / 2;
}

double SequenceLayout::leastWidth(qsizetype parties)
{
    return kLeastColumn * double(std::max<qsizetype>(2, parties));
}

double SequenceLayout::x(FlowParty party) const
{
    const auto place = std::lower_bound(m_parties.begin(), m_parties.end(), party);
    const auto index = std::min<qsizetype>(place - m_parties.begin(), m_parties.size() - 1);
    const double x = m_left + m_column * (double(std::max<qsizetype>(0, index)) + 0.5);
    // On a whole pixel, so that the line is as sharp as the others.
    return double(int(m_mirrored ? m_width - x : x));
}

double SequenceLayout::height(FlowRow::Kind kind, int reasonLines) const
{
    switch (kind) {
    case FlowRow::Kind::Arrow:
    case FlowRow::Kind::NotSent:
        return std::max(kRow, m_line + kAboveLine);
    case FlowRow::Kind::Checks:
    case FlowRow::Kind::Note:
    case FlowRow::Kind::Waiting:
        return m_line + kPillAround + kPillAbove + kPillBelow;
    case FlowRow::Kind::Failure:
        break;
    }
    return kFailureAbove + kFailurePadding + kFailureBelow + (m_line + 3) * (1 + reasonLines);
}

ArrowPlace SequenceLayout::arrow(const FlowRow& row, double titleWidth, double detailWidth) const
{
    const double from = x(row.from);
    const double to = x(row.to);
    ArrowPlace place;
    place.y = height(row.kind) - kBelowLine;
    place.disc = QPointF(from, place.y);
    // To itself: a label beside the number and no line.
    const bool toItself = from == to;
    const double way = to >= from ? 1 : -1;
    place.start = from + way * kFromLine;
    place.tip = toItself ? place.start : to - way * kBeforeLine;
    double left = std::min(place.start, place.tip) + kLabelAir;
    double right = std::max(place.start, place.tip) - kLabelAir;
    if (toItself)
        right = left + m_column * 0.9;
    if (row.secret) {
        const double edge = toItself ? right : to - way * kPatternOff;
        const double corner = way > 0 ? edge - kPattern : edge;
        place.pattern = QPointF(corner, place.y - kPatternUp);
        if (way > 0)
            right = corner - kLabelAir;
        else
            left = corner + kPattern + kLabelAir;
    }
    const double room = std::max(0.0, right - left);
    const double gap = detailWidth > 0 ? kWordGap : 0;
    place.titleWidth = std::min(titleWidth, room);
    // What stands out is kept whole as long as there is room for it alone.
    place.detailWidth = std::clamp(room - place.titleWidth - gap, 0.0, detailWidth);
    if (place.detailWidth < std::min(kLeastDetail, detailWidth))
        place.detailWidth = 0;
    const double whole = place.titleWidth + (place.detailWidth > 0 ? gap + place.detailWidth : 0);
    place.labelLeft =
        std::clamp((from + (toItself ? right : to) - whole) / 2, left, std::max(left, right - whole));
    return place;
}

double SequenceLayout::mostWords(FlowRow::Kind kind) const
{
    const double most = kind == FlowRow::Kind::Failure ? std::min(kMostFailure, m_width) : m_width;
    const double margin = kind == FlowRow::Kind::Failure ? kFailureMargin : kBoxMargin;
    return most - 2 * kFromEdge - 2 * margin - kBoxIcon - kBoxMargin;
}

QRectF SequenceLayout::box(const FlowRow& row, double words, int reasonLines) const
{
    const bool isFailure = row.kind == FlowRow::Kind::Failure;
    const double margin = isFailure ? kFailureMargin : kBoxMargin;
    const double wide = std::min(words, mostWords(row.kind)) + 2 * margin + kBoxIcon + kBoxMargin;
    const double left =
        std::clamp(x(row.from) - wide / 2, kFromEdge, std::max(kFromEdge, m_width - kFromEdge - wide));
    const double above = isFailure ? kFailureAbove : kPillAbove;
    const double below = isFailure ? kFailureBelow : kPillBelow;
    return QRectF(left, above, wide, height(row.kind, reasonLines) - above - below);
}

} // namespace tessera

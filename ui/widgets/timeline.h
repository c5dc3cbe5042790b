// What happened, one below the other: time, sign, what it was, and what there is to say about it.
#pragma once

#include "ui/text/glyph.h"

#include <QWidget>

namespace tessera {

struct TimelineRow
{
    QString time;      ///< "14:05"
    QString exactTime; ///< for the tooltip
    Glyph glyph = Glyph::Note;
    QString title;
    QString caption; ///< may be empty

    friend bool operator==(const TimelineRow&, const TimelineRow&) = default;
};

/// Made for one list of rows; others are shown by another one.
class Timeline final : public QWidget
{
    Q_OBJECT
public:
    explicit Timeline(const QList<TimelineRow>& rows, QWidget* parent = nullptr);
};

} // namespace tessera

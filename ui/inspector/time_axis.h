// The life of a token drawn on a line: when it was issued, from when it is valid, when it runs out, and now.
#pragma once

#include "ui/inspector/axis_layout.h"

#include <QWidget>

namespace tessera {

class TimeAxis final : public QWidget
{
    Q_OBJECT
public:
    explicit TimeAxis(QWidget* parent = nullptr);

    /// Hidden where there are no times.
    void setTimes(const TokenTimes& times, TimePoint now);
    void setNow(TimePoint now);
    AxisLayout axis() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintTrack(QPainter& painter, const AxisLayout& axis) const;
    void paintNow(QPainter& painter, const AxisLayout& axis) const;
    void paintLabels(QPainter& painter, const AxisLayout& axis) const;
    int trackTop() const;
    void refreshWords();

    TokenTimes m_times;
    TimePoint m_now;
};

} // namespace tessera

// Time that runs out while somebody is waited for: 30 tiles, and m:ss at the end in figures that do not
// jump.
#pragma once

#include "core/base/clock.h"

#include <QWidget>

namespace tessera {

class CountdownBar final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kTiles = 30;

    explicit CountdownBar(QWidget* parent = nullptr);

    void setSpan(TimePoint from, TimePoint until);
    void setNow(TimePoint now);
    int spent() const;
    QSize sizeHint() const override;

    /// "4:32"
    static QString minutesAndSeconds(Milliseconds left);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TimePoint m_from;
    TimePoint m_until;
    TimePoint m_now;
    int m_paintedSpent = -1;
};

} // namespace tessera

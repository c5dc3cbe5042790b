// How much of an access token's life is left: 60 tiles, the renewal mark, and when it was issued and ends.
// A tile is simply spent; nothing moves. Time runs the way the language is read.
#pragma once

#include "ui/widgets/tiles.h"

#include <QWidget>

namespace tessera {

class LifetimeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit LifetimeBar(QWidget* parent = nullptr);

    /// `sentence` is the sentence of state, for a screen reader.
    void setLifetime(const Lifetime& lifetime, const QString& sentence);
    void setNow(TimePoint now);

    /// Tiles that are spent now, for tests and for the accessible value.
    int spent() const;
    int tileCount() const { return row().count; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    TileRow row() const { return TileRow::lifetime(width()); }
    void paintTiles(QPainter& painter) const;
    void paintMark(QPainter& painter) const;
    void paintCaptions(QPainter& painter) const;
    void paintWords(QPainter& painter, int left, int baseline, const QString& words) const;
    int tilesTop() const;
    QString toolTipText() const;

    Lifetime m_lifetime;
    TimePoint m_now;
    int m_paintedSpent = -1;
};

} // namespace tessera

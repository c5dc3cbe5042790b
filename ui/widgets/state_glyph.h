// A 16 px sign whose shape alone carries the meaning; colour only helps (design section 5). Never stands
// without the word, which is the caller's.
#pragma once

#include "ui/text/glyph.h"

#include <QPixmap>
#include <QWidget>

namespace tessera {

constexpr int kGlyphSize = 16;

/// Painted once per kind, size and colour; follows the theme.
QPixmap glyphPixmap(Glyph glyph, int size, qreal ratio);

class StateGlyph final : public QWidget
{
    Q_OBJECT
public:
    explicit StateGlyph(Glyph glyph, int size = kGlyphSize, QWidget* parent = nullptr);

    Glyph glyph() const { return m_glyph; }
    void setGlyph(Glyph glyph);
    QSize sizeHint() const override { return QSize(m_size, m_size); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Glyph m_glyph;
    int m_size;
};

} // namespace tessera

// The colours of the program, one struct per palette (design section 1). Every name here is a name there.
#pragma once

#include <QColor>

#include <array>

namespace tessera {

struct Theme
{
    bool dark = false;

    // The three planes, left to right, and what lies on them.
    QColor nav, list, surface;
    QColor sunken, fill, raised;
    QColor hover, pressed, select;
    QColor line, edge, track;
    QColor text, text2, text3, disabled;
    // The primary button and what a click leads to.
    QColor accent, accentHover, accentPress, onAccent;
    QColor accentText, accentTint;
    QColor bar, barSoft;
    // Meanings, each with the tint it lies on.
    QColor ok, okTint;
    QColor warn, warnTint;
    QColor err, errTint, errHover, errPress;
    QColor note, noteTint;
    // The parts of a token.
    QColor tokHeader, tokPayload, tokSignature;
    QColor tip, tipText;

    struct Tile
    {
        QColor fill;
        QColor text;
    };
    static constexpr std::size_t kMonograms = 6;
    std::array<Tile, kMonograms> monograms;
};

/// A colour by name, for widgets that look it up when they paint: `&Theme::surface`.
using ThemeColour = QColor Theme::*;

const Theme& lightTheme();
const Theme& darkTheme();

/// The one in force. Widgets read it while painting, so that a change of theme needs only a repaint.
const Theme& theme();
void setCurrentTheme(const Theme& theme);

} // namespace tessera

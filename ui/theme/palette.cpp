#include "ui/theme/palette.h"

namespace tessera {

QPalette paletteFor(const Theme& theme)
{
    QPalette p(theme.text, theme.sunken, theme.raised, theme.pressed, theme.edge, theme.text, theme.onAccent,
               theme.surface, theme.surface);
    p.setColor(QPalette::PlaceholderText, theme.text3);
    p.setColor(QPalette::AlternateBase, theme.sunken);
    p.setColor(QPalette::Highlight, theme.accent);
    p.setColor(QPalette::HighlightedText, theme.onAccent);
    p.setColor(QPalette::Link, theme.accentText);
    p.setColor(QPalette::LinkVisited, theme.accentText);
    p.setColor(QPalette::ToolTipBase, theme.tip);
    p.setColor(QPalette::ToolTipText, theme.tipText);
    for (auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, theme.disabled);
    return p;
}

} // namespace tessera

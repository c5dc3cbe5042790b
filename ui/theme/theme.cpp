#include "ui/theme/theme.h"

namespace tessera {
namespace {

constexpr QColor rgb(int value)
{
    return QColor((value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
}

Theme makeLight()
{
    Theme t;
    t.dark = false;
    t.nav = rgb(0xECEEF1), t.list = rgb(0xF5F6F8), t.surface = rgb(0xFFFFFF);
    t.sunken = rgb(0xF3F5F7), t.fill = rgb(0xE9ECF0), t.raised = rgb(0xFFFFFF);
    t.hover = rgb(0xE4E7EC), t.pressed = rgb(0xD8DCE3), t.select = rgb(0xDCE6FB);
    t.line = rgb(0xE0E4E9), t.edge = rgb(0x7C8593), t.track = rgb(0xD5DAE1);
    t.text = rgb(0x191E26), t.text2 = rgb(0x454E5B), t.text3 = rgb(0x5C6674), t.disabled = rgb(0x9AA2AD);
    t.accent = rgb(0x2457C5), t.accentHover = rgb(0x1C48AA), t.accentPress = rgb(0x163A8B);
    t.onAccent = rgb(0xFFFFFF), t.accentText = rgb(0x1F4FB8), t.accentTint = rgb(0xE5EDFC);
    t.bar = rgb(0x2457C5), t.barSoft = rgb(0x9DB8F0);
    t.ok = rgb(0x18703C), t.okTint = rgb(0xE2F4E8);
    t.warn = rgb(0x855000), t.warnTint = rgb(0xFCF0D8);
    t.err = rgb(0xB2261E), t.errTint = rgb(0xFCE9E7), t.errHover = rgb(0xF8D9D6), t.errPress = rgb(0xF4D1CD);
    t.note = rgb(0x3C5873), t.noteTint = rgb(0xE8EEF4);
    t.tokHeader = rgb(0xA0266A), t.tokPayload = rgb(0x1F4FB8), t.tokSignature = rgb(0x0B6A5D);
    t.tip = rgb(0x262C35), t.tipText = rgb(0xF4F6F8);
    t.monograms = {{{rgb(0xC2D4F8), rgb(0x17388A)},
                    {rgb(0xCCE8D8), rgb(0x115231)},
                    {rgb(0xF5D4E3), rgb(0x7C1F56)},
                    {rgb(0xF8E0B8), rgb(0x673E00)},
                    {rgb(0xCBE6EB), rgb(0x0E4E59)},
                    {rgb(0xDAD5F4), rgb(0x433390)}}};
    return t;
}

Theme makeDark()
{
    Theme t;
    t.dark = true;
    t.nav = rgb(0x14171C), t.list = rgb(0x191D23), t.surface = rgb(0x1F242B);
    t.sunken = rgb(0x262C35), t.fill = rgb(0x272E37), t.raised = rgb(0x38414D);
    t.hover = rgb(0x303842), t.pressed = rgb(0x3B4450), t.select = rgb(0x24375F);
    t.line = rgb(0x303741), t.edge = rgb(0x768292), t.track = rgb(0x3B4450);
    t.text = rgb(0xE9ECF1), t.text2 = rgb(0xBAC2CD), t.text3 = rgb(0x9CA6B4), t.disabled = rgb(0x66707E);
    t.accent = rgb(0x3B6CDB), t.accentHover = rgb(0x3362CB), t.accentPress = rgb(0x2B56B8);
    t.onAccent = rgb(0xFFFFFF), t.accentText = rgb(0x94B5FF), t.accentTint = rgb(0x243150);
    t.bar = rgb(0x84A9FB), t.barSoft = rgb(0x3D5690);
    t.ok = rgb(0x72CF94), t.okTint = rgb(0x1E3A2B);
    t.warn = rgb(0xEBBA62), t.warnTint = rgb(0x3E321B);
    t.err = rgb(0xFF9A90), t.errTint = rgb(0x45272A), t.errHover = rgb(0x553035), t.errPress = rgb(0x633940);
    t.note = rgb(0xA6BFDA), t.noteTint = rgb(0x29343F);
    t.tokHeader = rgb(0xF29AC4), t.tokPayload = rgb(0xA0BCFF), t.tokSignature = rgb(0x6CD0BC);
    t.tip = rgb(0xE9ECF1), t.tipText = rgb(0x1A1F27);
    t.monograms = {{{rgb(0x304A8A), rgb(0xBBD0FF)},
                    {rgb(0x1F4431), rgb(0xA5E3BF)},
                    {rgb(0x512640), rgb(0xF9BBD8)},
                    {rgb(0x4A3817), rgb(0xF4D294)},
                    {rgb(0x1D434B), rgb(0xA6DDE8)},
                    {rgb(0x383064), rgb(0xCFC6FF)}}};
    return t;
}

const Theme* g_current = nullptr;

} // namespace

const Theme& lightTheme()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme& darkTheme()
{
    static const Theme theme = makeDark();
    return theme;
}

const Theme& theme()
{
    return g_current ? *g_current : lightTheme();
}

void setCurrentTheme(const Theme& theme)
{
    g_current = theme.dark ? &darkTheme() : &lightTheme();
}

} // namespace tessera

#include "ui/theme/type_scale.h"

#include <QFontDatabase>
#include <QGuiApplication>

namespace tessera {
namespace {

constexpr double kSmallestPoints = 8;

/// A system may set its font in pixels; the steps of the scale are the same then.
void grow(QFont& font, double by)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(qMax(kSmallestPoints, font.pointSizeF() + by));
    else
        font.setPixelSize(qMax(10, font.pixelSize() + qRound(by * 4 / 3)));
}

QFont make(double by, bool strong)
{
    QFont font = QGuiApplication::font();
    grow(font, by);
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

QFont fontFor(TextStyle style)
{
    switch (style) {
    case TextStyle::Display:
        return make(9, true);
    case TextStyle::Title:
        return make(4, true);
    case TextStyle::Heading:
        return make(1, true);
    case TextStyle::Body:
        return make(0, false);
    case TextStyle::BodyStrong:
        return make(0, true);
    case TextStyle::Caption:
        return make(-1, false);
    case TextStyle::CaptionStrong:
        return make(-1, true);
    case TextStyle::Fixed:
    case TextStyle::Token:
        break;
    }
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    grow(font,
         QGuiApplication::font().pointSizeF() - (style == TextStyle::Token ? 1.5 : 1) - font.pointSizeF());
    return font;
}

} // namespace tessera

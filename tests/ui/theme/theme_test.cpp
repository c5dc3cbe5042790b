// Contrast of every pair of the design (section 1): 4.5 where text is read, 3 where a shape is seen.
#include "ui/theme/theme.h"

#include "tests/support/test_program.h"
#include "ui/theme/palette.h"
#include "ui/theme/style_sheet.h"

#include <QTest>

#include <cmath>

using namespace tessera;

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

/// WCAG 2: relative luminance.
double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return qMax(one, two) / qMin(one, two);
}

struct Pair
{
    const char* name;
    ThemeColour front;
    ThemeColour back;
    double least;
};

const Pair kPairs[] = {
    {"text on nav", &Theme::text, &Theme::nav, 4.5},
    {"text on list", &Theme::text, &Theme::list, 4.5},
    {"text on surface", &Theme::text, &Theme::surface, 4.5},
    {"text on sunken", &Theme::text, &Theme::sunken, 4.5},
    {"text on fill", &Theme::text, &Theme::fill, 4.5},
    {"text on hover", &Theme::text, &Theme::hover, 4.5},
    {"text on pressed", &Theme::text, &Theme::pressed, 4.5},
    {"text on select", &Theme::text, &Theme::select, 4.5},
    {"text2 on nav", &Theme::text2, &Theme::nav, 4.5},
    {"text2 on list", &Theme::text2, &Theme::list, 4.5},
    {"text2 on surface", &Theme::text2, &Theme::surface, 4.5},
    {"text2 on sunken", &Theme::text2, &Theme::sunken, 4.5},
    {"text2 on select", &Theme::text2, &Theme::select, 4.5},
    {"text3 on nav", &Theme::text3, &Theme::nav, 4.5},
    {"text3 on list", &Theme::text3, &Theme::list, 4.5},
    {"text3 on surface", &Theme::text3, &Theme::surface, 4.5},
    {"text3 on select", &Theme::text3, &Theme::select, 4.5},
    {"link on surface", &Theme::accentText, &Theme::surface, 4.5},
    {"link on ok tint", &Theme::accentText, &Theme::okTint, 4.5},
    {"link on warn tint", &Theme::accentText, &Theme::warnTint, 4.5},
    {"link on err tint", &Theme::accentText, &Theme::errTint, 4.5},
    {"link on note tint", &Theme::accentText, &Theme::noteTint, 4.5},
    {"on accent", &Theme::onAccent, &Theme::accent, 4.5},
    {"on accent hover", &Theme::onAccent, &Theme::accentHover, 4.5},
    {"on accent pressed", &Theme::onAccent, &Theme::accentPress, 4.5},
    {"err on its tint", &Theme::err, &Theme::errTint, 4.5},
    {"err on its hover", &Theme::err, &Theme::errHover, 4.5},
    {"err on its press", &Theme::err, &Theme::errPress, 4.5},
    {"err on surface", &Theme::err, &Theme::surface, 4.5},
    {"warn on list", &Theme::warn, &Theme::list, 4.5},
    {"text2 on ok tint", &Theme::text2, &Theme::okTint, 4.5},
    {"text2 on warn tint", &Theme::text2, &Theme::warnTint, 4.5},
    {"text2 on err tint", &Theme::text2, &Theme::errTint, 4.5},
    {"text2 on note tint", &Theme::text2, &Theme::noteTint, 4.5},
    {"tooltip", &Theme::tipText, &Theme::tip, 4.5},
    {"edge on surface", &Theme::edge, &Theme::surface, 3},
    {"bar on track", &Theme::bar, &Theme::track, 3},
    {"bar on soft", &Theme::bar, &Theme::barSoft, 3},
    {"ok on select", &Theme::ok, &Theme::select, 3},
    {"warn on select", &Theme::warn, &Theme::select, 3},
    {"err on select", &Theme::err, &Theme::select, 3},
};

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastIsEnough_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("pair");
        for (bool dark : {false, true})
            for (int i = 0; i < int(std::size(kPairs)); ++i)
                QTest::addRow("%s, %s", kPairs[i].name, dark ? "dark" : "light") << dark << i;
    }

    void contrastIsEnough()
    {
        QFETCH(bool, dark);
        QFETCH(int, pair);
        const Theme& theme = dark ? darkTheme() : lightTheme();
        const Pair& p = kPairs[pair];
        const double found = contrast(theme.*p.front, theme.*p.back);
        QVERIFY2(found >= p.least, qPrintable(QString::number(found)));
    }

    void monogramsCanBeRead()
    {
        for (const Theme& theme : {lightTheme(), darkTheme()})
            for (const Theme::Tile& tile : theme.monograms)
                QVERIFY(contrast(tile.fill, tile.text) >= 4.5);
    }

    void themesTellThemselvesApart()
    {
        QVERIFY(!lightTheme().dark);
        QVERIFY(darkTheme().dark);
        setCurrentTheme(darkTheme());
        QCOMPARE(theme().surface, darkTheme().surface);
        setCurrentTheme(lightTheme());
        QCOMPARE(theme().surface, lightTheme().surface);
    }

    void styleSheetHasNoNameLeftAndNoFont()
    {
        for (const Theme& theme : {lightTheme(), darkTheme()}) {
            const QString sheet = styleSheet(theme);
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(!sheet.contains(u"font"));
            QVERIFY(sheet.contains(theme.surface.name()));
        }
    }

    void paletteFollowsTheTheme()
    {
        const QPalette palette = paletteFor(darkTheme());
        QCOMPARE(palette.color(QPalette::Window), darkTheme().surface);
        QCOMPARE(palette.color(QPalette::WindowText), darkTheme().text);
        QCOMPARE(palette.color(QPalette::Base), darkTheme().surface);
    }
};

TESSERA_TEST(ThemeTest)
#include "theme_test.moc"

#include "ui/theme/theme_follower.h"

#include "ui/theme/palette.h"
#include "ui/theme/quiet_style.h"
#include "ui/theme/style_sheet.h"

#include <QApplication>
#include <QStyleHints>

namespace tessera {

ThemeFollower::ThemeFollower(QApplication& application, ThemeChoice choice, QObject* parent)
    : QObject(parent), m_application(application), m_choice(choice)
{
    // One style everywhere, so that every platform paints the same.
    application.setStyle(new QuietStyle); // which takes it over
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(application.styleHints(), &QStyleHints::colorSchemeChanged, this, &ThemeFollower::apply);
#endif
    apply();
}

void ThemeFollower::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    apply();
}

void ThemeFollower::apply()
{
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && systemIsDark());
    if (m_appliedDark == dark)
        return;
    m_appliedDark = dark;
    setCurrentTheme(dark ? darkTheme() : lightTheme());
    m_application.setPalette(paletteFor(theme()));
    m_application.setStyleSheet(styleSheet(theme()));
}

bool ThemeFollower::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return m_application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // Before Qt 6.5 only the system's own window colour tells, and only until we set ours: asked once.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
#endif
}

} // namespace tessera

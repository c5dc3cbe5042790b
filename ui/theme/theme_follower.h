// Puts a theme on the application and, unless one was asked for, follows the system's light or dark.
#pragma once

#include "core/settings/settings.h"
#include "ui/theme/theme.h"

#include <QObject>

#include <optional>

class QApplication;

namespace tessera {

class ThemeFollower final : public QObject
{
    Q_OBJECT
public:
    /// Sets style, palette and style sheet at once: to be made before the first widget.
    ThemeFollower(QApplication& application, ThemeChoice choice, QObject* parent = nullptr);

    void setChoice(ThemeChoice choice);

private:
    void apply();
    bool systemIsDark() const;

    QApplication& m_application;
    ThemeChoice m_choice;
    std::optional<bool> m_appliedDark;
};

} // namespace tessera

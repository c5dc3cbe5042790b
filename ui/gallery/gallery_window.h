// Every widget of the program in every state, one row each, in the palette that is chosen above: for whoever
// changes one and wants to see what else changes. Its words are not translated: no person who uses the
// program sees them.
#pragma once

#include "ui/theme/theme_follower.h"

#include <QMainWindow>

namespace tessera {

class GalleryWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit GalleryWindow(ThemeFollower& theme, QWidget* parent = nullptr);

private:
    ThemeFollower& m_theme;
};

} // namespace tessera

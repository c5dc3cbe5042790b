// Pictures of screens: in which sizes, colours and directions, and where they are kept. All programs of
// pictures use these, so that a picture's name says what it shows: "accounts-dark-narrow.png".
#pragma once

#include "core/session/environment.h"
#include "ui/theme/theme_follower.h"

#include <QByteArray>
#include <QTranslator>

class QWidget;

namespace tessera::test {

/// Rows for the pictures of a page: light and dark, usual and smallest size. With TESSERA_SHOTS=all also from
/// right to left; with QT_SCALE_FACTOR=2 only light, at 200 %.
void addPageRows();
/// For a dialog, which has a size of its own.
void addDialogRows();

/// The palette and direction of the row in force; as it was afterwards.
class PictureFrame
{
public:
    PictureFrame();
    ~PictureFrame();
    QSize size() const; ///< of a page

private:
    ThemeFollower m_theme;
    QTranslator m_words;
};

/// Nobody is reached and nothing is kept; by default it is always test::madeUpNow().
Environment pictureWorld(const QString& directory, std::shared_ptr<const Clock> clock = nullptr);

/// Makes the folder. Once, at the start.
bool makePictureFolder();
/// After `settle` milliseconds, in which the layout comes to rest. False: nothing was written.
bool savePicture(QWidget& widget, const QByteArray& name, int settle = 50);

} // namespace tessera::test

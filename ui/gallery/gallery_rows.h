// The rows of the gallery.
#pragma once

#include <QList>
#include <QString>

class QWidget;

namespace tessera {

struct GalleryRow
{
    QString name;
    QList<QWidget*> samples; ///< side by side, in the next line where there is no room
};

/// What is clicked and typed into.
QList<GalleryRow> controlRows();
/// What shows how something is.
QList<GalleryRow> stateRows();

} // namespace tessera

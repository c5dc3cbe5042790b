// What the tray says: the state of the worst account in one sentence, and one line for each.
#pragma once

#include "core/session/session.h"
#include "ui/text/glyph.h"

#include <QList>

namespace tessera {

struct TrayText
{
    Glyph glyph = Glyph::Rest; ///< Rest: nobody is signed in
    QString toolTip;           ///< "Tessera: 1 of 6 accounts needs you."
};

/// A person's errand comes before what mends itself, and that before what is fine.
TrayText trayText(const QList<Session>& sessions, TimePoint now);

/// "Ana Marić at id.acme.example: Signed in": no menu of a system wraps, so it is cut.
QString trayLine(const Session& session, TimePoint now);

} // namespace tessera

// One line of `tessera doctor` and of the page "Diagnostics": what was looked at, how it is, and what to do.
#pragma once

#include "core/base/error.h"
#include "ui/text/glyph.h"

#include <QList>
#include <QString>

namespace tessera {

enum class Health { Good, Remark, Bad, NotChecked };

struct HealthFinding
{
    QString name; ///< "keychain"
    Health health = Health::Good;
    QString words;
    ErrorKind kind = ErrorKind::Configuration; ///< if bad: of what kind
    QString code = {};                         ///< of the error, if there is one
};

/// "Keychain": the name for the window. One that has none there is shown as it is.
QString healthTitle(const QString& name);
/// "ok", "remark", "problem", "not-checked": as `tessera doctor` prints it and in JSON.
QString healthName(Health health);
/// The same as a sign, and as a word for whoever does not see it.
Glyph healthGlyph(Health health);
QString healthWord(Health health);

/// To be pasted into a report: a line each, in columns, as `tessera doctor` prints them without colour.
QString plainText(const QList<HealthFinding>& findings);

} // namespace tessera

// A line of the agent's log in words: who got what, who got nothing and why. The log holds no token, and is a
// file that others of the person's programs can write: whatever stands in it is shown as text.
#pragma once

#include "core/base/clock.h"
#include "ui/text/glyph.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace tessera {

/// One line as AuditLog writes it, or several in a row that say the same.
struct AuditLine
{
    TimePoint time; ///< of the last, where several were counted
    QString event;
    QString program;
    QString startedBy;
    QString account; ///< id
    QString issuer;
    QString kind;
    QString scope;
    QString why;
    int count = 1;
    std::optional<TimePoint> since = std::nullopt; ///< the first of several
};

/// Unset: it has no time or event.
std::optional<AuditLine> auditLineFrom(const QJsonObject& object);
/// Newest first; what happened again and again is one line that counts.
QList<AuditLine> newestFirst(const QList<QJsonObject>& lines);

/// The program that got it: of our own command line whoever started it, and how.
QString auditedProgram(const AuditLine& line, const QString& ownCommandLine);

struct AuditText
{
    Glyph glyph = Glyph::Note;
    QString title;   ///< "kubectl got an access token of Ana Marić"
    QString caption; ///< "openid groups. You allowed it for an hour."
};

/// `account`: what the person calls it, printable; empty for a line about none. `ownCommandLine`: its path.
AuditText auditText(const AuditLine& line, const QString& account, const QString& ownCommandLine,
                    TimePoint now);

} // namespace tessera

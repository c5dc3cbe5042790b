// What happened to an account and why, across restarts: one file for each, of lines of JSON, without a
// secret. It answers "why was I signed out?" and decides nothing.
#pragma once

#include "core/session/session.h"

namespace tessera {

/// "signed-in", "renewed"…: as in the file and in JSON.
QString eventName(SessionEvent::Kind kind);

/// Adds it at the end. Renewals that follow each other become one event that counts; at most 100 are kept,
/// and the last sign-in always.
void appendEvent(QList<SessionEvent>& events, SessionEvent event);

class AccountJournal
{
public:
    /// The files lie in `configDirectory`/journal.
    explicit AccountJournal(const QString& configDirectory);

    /// Oldest first. What cannot be read is left out: a torn last line, a line of another version, a file
    /// that is none. At most the last 128 KiB count.
    QList<SessionEvent> read(const QString& accountId) const;
    /// One line at the end, with one write, so that two programs may do it. A file that has grown is written
    /// anew with what `read` makes of it. What fails is logged: no sign-in may depend on it.
    void append(const QString& accountId, const SessionEvent& event) const;
    /// With the account goes what is remembered of it.
    void remove(const QString& accountId) const;

    QString path(const QString& accountId) const;

private:
    void shorten(const QString& accountId) const;

    QString m_directory;
};

} // namespace tessera

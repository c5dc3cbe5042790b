// Where the agent listens: one place for each configuration folder, so that two lists of accounts have two
// agents.
#pragma once

#include <QString>

namespace tessera {

struct AgentPlace
{
    QString directory; ///< to be opened as PrivateDirectory
    QString socket;    ///< name in it

    QString path() const { return directory + u'/' + socket; }
    QString lockName() const { return socket + QStringLiteral(".lock"); }
};

/// $XDG_RUNTIME_DIR/tessera; without that variable, tessera-agent in the person's cache folder. The usual
/// configuration folder (or none given) has the plain name. Never a TCP port, never an abstract name (A259,
/// A280).
AgentPlace agentPlace(const QString& configuration = {}, const QString& usualConfiguration = {});

} // namespace tessera

// What git says to a credential helper and what it wants to hear: lines of "key=value", gitcredentials(7) and
// git-credential(1), with wwwauth[] (git 2.41) and capability[]=authtype (git 2.46). Only a line feed ends a
// line: a lone carriage return is refused (A262, CVE-2024-50338 and CVE-2024-52006).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QList>

#include <optional>

namespace tessera {

struct GitCredential
{
    QString protocol;
    QString host; ///< with the port, if one was given
    QString path;
    QString username;
    SecretString
        password; ///< with erase and store: what was tried. Basic or, as "credential", another scheme.
    bool takesAuthtype = false;   ///< git can send a scheme of our choice
    QList<QByteArray> challenges; ///< values of the server's WWW-Authenticate headers, in order
};

/// To the empty line or the end. What is not known is passed over, as git wants it. Errors (Malformed):
/// tool.request (detail: which line and what is wrong), tool.too_large.
Result<GitCredential> parseGitCredential(QByteArrayView text);

enum class GitScheme {
    Basic,  ///< username and password
    Bearer, ///< RFC 6750
    None    ///< the server wants what a token is no answer to
};
/// What the server asked for and git can send. A server that git knows nothing of is answered with Basic,
/// which every host of repositories takes.
GitScheme gitScheme(const GitCredential& request);

struct GitAnswer
{
    GitScheme scheme = GitScheme::Basic;
    QString username;
    SecretString token;
    std::optional<TimePoint> expiresAt;
};
/// Errors (Malformed): tool.token (the user's name or the token holds what would be another line).
Result<SecretString> serialise(const GitAnswer& answer);

} // namespace tessera

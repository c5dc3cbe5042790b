// Where a token may be sent: scheme, host, port and the beginning of a path, compared exactly and never as a
// piece of text (A277: "github.com.evil.example" and "evil.example/github.com" are other places).
#pragma once

#include "core/base/result.h"

#include <QString>

namespace tessera {

struct CredentialPlace
{
    QString scheme; ///< "https"; "http" only on this computer
    QString host;   ///< lower case, ACE form; an IPv6 literal without brackets
    int port = 443;
    QString path; ///< empty, or "/group/project" without a slash at its end

    QString origin() const; ///< "https://git.example.com:8443"; the usual port is left out
    QString text() const { return origin() + path; }

    friend bool operator==(const CredentialPlace&, const CredentialPlace&) = default;
};

/// As a person gives it: "https://gitlab.example.com/group". Errors (Configuration): tool.place (detail: what
/// is wrong with it).
Result<CredentialPlace> placeFromAddress(const QString& address);

/// As git gives it: "https", "gitlab.example.com:8443", "group/project.git" (or empty). Errors (Malformed):
/// tool.request (detail: which part).
Result<CredentialPlace> placeFromParts(const QString& scheme, const QString& hostAndPort,
                                       const QString& path);

/// Same origin, and the path goes on where that of `rule` ends, at a slash.
bool covers(const CredentialPlace& rule, const CredentialPlace& asked);

} // namespace tessera

// The protocol between docker and a credential helper (docker-credential-NAME get|store|erase|list|version):
// the address of a registry on standard input, JSON on standard output, and errors as words on standard
// output.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/tools/credential_rules.h"

namespace tessera {

/// Docker takes exactly these words for "there is nothing, go on without".
inline constexpr char kDockerNotFound[] = "credentials not found in native keychain";

/// "registry.example.com:5000", "https://index.docker.io/v1/": https where no scheme is named, as docker has
/// it. Errors (Malformed): tool.request (detail: what is wrong), tool.too_large.
Result<CredentialPlace> parseDockerServer(QByteArrayView input);

/// {"ServerURL":…,"Username":…,"Secret":…}; `server` as docker gave it.
SecretString dockerAnswer(QByteArrayView server, const QString& username, const SecretString& token);

/// {"https://registry.example.com":"oauth2"}: hosts and names, no token.
QByteArray dockerList(const QList<CredentialRule>& rules);

} // namespace tessera

// Kubernetes' ExecCredential of client.authentication.k8s.io, versions v1 and v1beta1: what kubectl says in
// KUBERNETES_EXEC_INFO and what it reads from the plugin's standard output.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <optional>

namespace tessera {

struct ExecCredentialRequest
{
    QString apiVersion = QStringLiteral("client.authentication.k8s.io/v1");
    bool interactive = false; ///< standard input is a terminal that may be used
    QString server;           ///< with provideClusterInfo: the address of the cluster
};

/// `info`: the value of KUBERNETES_EXEC_INFO; empty is as good as unset. Errors (Malformed): tool.request
/// (detail: member), tool.too_large, json.* · Configuration tool.api_version (detail: what was asked for).
Result<ExecCredentialRequest> parseExecInfo(QByteArrayView info);

/// One line of JSON. `expiresAt` is what kubectl keeps the token until; unset: for as long as it runs.
SecretString execCredential(const ExecCredentialRequest& request, const SecretString& token,
                            const std::optional<TimePoint>& expiresAt);

} // namespace tessera

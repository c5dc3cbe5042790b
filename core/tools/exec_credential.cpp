#include "core/tools/exec_credential.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"

#include <QJsonDocument>

namespace tessera {
namespace {

constexpr QStringView kWrong = u"tool.request";

bool isKnown(const QString& apiVersion)
{
    return apiVersion == QLatin1String("client.authentication.k8s.io/v1") ||
           apiVersion == QLatin1String("client.authentication.k8s.io/v1beta1");
}

/// Absent is an empty object; anything but an object is an error.
Result<QJsonObject> optionalObject(const QJsonObject& object, QStringView name)
{
    const QJsonValue value = object.value(name);
    if (!value.isUndefined() && !value.isObject())
        return failure(ErrorKind::Malformed, kWrong, name.toString());
    return value.toObject();
}

} // namespace

Result<ExecCredentialRequest> parseExecInfo(QByteArrayView info)
{
    ExecCredentialRequest request;
    if (info.isEmpty())
        return request;
    if (info.size() > limits::kExecInfoBytes)
        return failure(
            ErrorKind::Malformed, u"tool.too_large",
            QStringLiteral("KUBERNETES_EXEC_INFO has more than %1 bytes").arg(limits::kExecInfoBytes));
    const auto object = parseJsonObject(info);
    if (!object)
        return failure(object.error());
    const auto kind = requiredString(*object, u"kind", kWrong);
    if (!kind || *kind != QLatin1String("ExecCredential"))
        return failure(ErrorKind::Malformed, kWrong, QStringLiteral("kind"));
    const auto apiVersion = requiredString(*object, u"apiVersion", kWrong);
    if (!apiVersion)
        return failure(apiVersion.error());
    if (!isKnown(*apiVersion))
        return failure(ErrorKind::Configuration, u"tool.api_version", printable(*apiVersion));
    request.apiVersion = *apiVersion;
    const auto spec = optionalObject(*object, u"spec");
    if (!spec)
        return failure(spec.error());
    const auto interactive = optionalBool(*spec, u"interactive", kWrong);
    if (!interactive)
        return failure(interactive.error());
    request.interactive = interactive->value_or(false);
    const auto cluster = optionalObject(*spec, u"cluster");
    if (!cluster)
        return failure(cluster.error());
    const auto server = optionalString(*cluster, u"server", kWrong);
    if (!server)
        return failure(server.error());
    request.server = server->value_or(QString());
    return request;
}

SecretString execCredential(const ExecCredentialRequest& request, const SecretString& token,
                            const std::optional<TimePoint>& expiresAt)
{
    QJsonObject status{{QStringLiteral("token"), token.revealString()}};
    if (expiresAt)
        status.insert(QStringLiteral("expirationTimestamp"),
                      toDateTime(fromUnixSeconds(toUnixSeconds(*expiresAt))).toString(Qt::ISODate));
    const QJsonObject object{{QStringLiteral("kind"), QStringLiteral("ExecCredential")},
                             {QStringLiteral("apiVersion"), request.apiVersion},
                             {QStringLiteral("status"), status}};
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace tessera

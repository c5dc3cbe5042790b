#include "core/tools/docker_credential.h"

#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tessera {
namespace {

bool isPrintableAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

Result<CredentialPlace> parseDockerServer(QByteArrayView input)
{
    if (input.size() > limits::kToolRequestBytes)
        return failure(ErrorKind::Malformed, u"tool.too_large",
                       QStringLiteral("more than %1 bytes").arg(limits::kToolRequestBytes));
    const QByteArrayView server = input.trimmed();
    if (server.isEmpty() || !isPrintableAscii(server))
        return failure(ErrorKind::Malformed, u"tool.request", QStringLiteral("no address of a registry"));
    QString rest = QString::fromLatin1(server);
    QString scheme = QStringLiteral("https");
    if (const qsizetype colon = rest.indexOf(QStringLiteral("://")); colon >= 0) {
        scheme = rest.first(colon);
        rest = rest.sliced(colon + 3);
    }
    const qsizetype slash = rest.indexOf(u'/');
    return placeFromParts(scheme, slash < 0 ? rest : rest.first(slash),
                          slash < 0 ? QString() : rest.sliced(slash + 1));
}

SecretString dockerAnswer(QByteArrayView server, const QString& username, const SecretString& token)
{
    const QJsonObject object{{QStringLiteral("ServerURL"), QString::fromUtf8(server.trimmed())},
                             {QStringLiteral("Username"), username},
                             {QStringLiteral("Secret"), token.revealString()}};
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QByteArray dockerList(const QList<CredentialRule>& rules)
{
    QJsonObject object;
    for (const CredentialRule& rule : rules)
        if (rule.tool == QLatin1String("docker"))
            object.insert(rule.place.text(), rule.username);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace tessera

#include "core/tools/sts_reply.h"

#include "core/base/logging.h"
#include "core/net/limits.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QXmlStreamReader>

namespace tessera {
namespace {

constexpr QStringView kBad = u"tool.sts_reply";

/// The texts of leaves by their path, "Root/Credentials/SessionToken". No document type, so no entity is ever
/// declared; a path that comes twice is an error. Errors: tool.sts_reply.
Result<QHash<QString, QString>> leavesOf(QByteArrayView xml)
{
    if (xml.size() > limits::kStsReplyBytes)
        return failure(ErrorKind::Malformed, kBad, QStringLiteral("too large"));
    QXmlStreamReader reader(xml.toByteArray());
    QHash<QString, QString> leaves;
    QStringList path;
    QString text;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::DTD || token == QXmlStreamReader::EntityReference)
            return failure(ErrorKind::Malformed, kBad, QStringLiteral("a document type"));
        if (token == QXmlStreamReader::StartElement) {
            path.append(reader.name().toString());
            text.clear();
            if (path.size() > limits::kStsReplyDepth || leaves.size() > limits::kStsReplyValues)
                return failure(ErrorKind::Malformed, kBad, QStringLiteral("too deep or too many parts"));
        } else if (token == QXmlStreamReader::Characters) {
            text += reader.text();
        } else if (token == QXmlStreamReader::EndElement) {
            const QString name = path.join(u'/');
            path.removeLast();
            if (text.trimmed().isEmpty())
                continue;
            if (leaves.contains(name))
                return failure(ErrorKind::Malformed, kBad, QStringLiteral("%1 twice").arg(printable(name)));
            leaves.insert(name, text.trimmed());
            text.clear();
        }
    }
    if (reader.hasError())
        return failure(ErrorKind::Malformed, kBad, QStringLiteral("no XML"));
    return leaves;
}

} // namespace

Result<AwsCredentials> parseStsReply(QByteArrayView xml)
{
    const auto leaves = leavesOf(xml);
    if (!leaves)
        return failure(leaves.error());
    QString missing;
    const auto text = [&](const char* name) {
        const QString path =
            QStringLiteral("AssumeRoleWithWebIdentityResponse/AssumeRoleWithWebIdentityResult/"
                           "Credentials/") +
            QString::fromLatin1(name);
        const QString value = leaves->value(path);
        if (value.isEmpty() && missing.isEmpty())
            missing = QString::fromLatin1(name);
        return value;
    };
    AwsCredentials credentials;
    credentials.accessKeyId = text("AccessKeyId");
    credentials.secretAccessKey = SecretString::fromString(text("SecretAccessKey"));
    credentials.sessionToken = SecretString::fromString(text("SessionToken"));
    const QDateTime expiration = QDateTime::fromString(text("Expiration"), Qt::ISODateWithMs);
    if (missing.isEmpty() && !expiration.isValid())
        missing = QStringLiteral("Expiration");
    if (!missing.isEmpty())
        return failure(ErrorKind::Malformed, kBad, missing);
    credentials.expiresAt = fromUnixSeconds(expiration.toSecsSinceEpoch());
    return credentials;
}

Error parseStsError(QByteArrayView xml, int status)
{
    const auto leaves = leavesOf(xml);
    const QString code = leaves ? leaves->value(QStringLiteral("ErrorResponse/Error/Code")) : QString();
    if (code.isEmpty())
        return Error{ErrorKind::Malformed, kBad.toString(), QStringLiteral("status %1").arg(status), {}};
    const QString words = leaves->value(QStringLiteral("ErrorResponse/Error/Message"));
    return Error{ErrorKind::Denied,
                 QStringLiteral("tool.sts_refused"),
                 QStringLiteral("%1: %2").arg(printable(code, 100), printable(words)),
                 {}};
}

SecretString credentialProcessJson(const AwsCredentials& credentials)
{
    const QJsonObject object{
        {QStringLiteral("Version"), 1},
        {QStringLiteral("AccessKeyId"), credentials.accessKeyId},
        {QStringLiteral("SecretAccessKey"), credentials.secretAccessKey.revealString()},
        {QStringLiteral("SessionToken"), credentials.sessionToken.revealString()},
        {QStringLiteral("Expiration"), toDateTime(credentials.expiresAt).toString(Qt::ISODate)}};
    return SecretString(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace tessera

#include "core/agent/agent_place.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace tessera {
namespace {

constexpr qsizetype kHashCharacters = 16;

QString canonical(const QString& folder)
{
    const QFileInfo info(folder);
    return info.exists() ? info.canonicalFilePath() : QDir::cleanPath(info.absoluteFilePath());
}

QString socketName(const QString& configuration, const QString& usual)
{
    const bool isUsual = !usual.isEmpty() && canonical(configuration) == canonical(usual);
    if (configuration.isEmpty() || isUsual)
        return QStringLiteral("agent.sock");
    const QByteArray hash =
        QCryptographicHash::hash(QFile::encodeName(canonical(configuration)), QCryptographicHash::Sha256)
            .toHex();
    return QStringLiteral("agent-%1.sock").arg(QString::fromLatin1(hash.left(kHashCharacters)));
}

} // namespace

AgentPlace agentPlace(const QString& configuration, const QString& usualConfiguration)
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    // The specification wants an absolute path; what is none is as good as unset.
    if (QDir::isAbsolutePath(runtime))
        return {QDir::cleanPath(runtime) + QStringLiteral("/tessera"),
                socketName(configuration, usualConfiguration)};
    return {QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) +
                QStringLiteral("/tessera-agent"),
            socketName(configuration, usualConfiguration)};
}

} // namespace tessera

#include "app/cli/commands/token_file.h"

#include "core/base/logging.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace tessera::cli {

Result<void> writeTokenFile(const QString& path, const SecretString& token)
{
    const auto refuse = [&path](const QString& cause) {
        return failure(ErrorKind::Configuration, u"tool.token_file",
                       QStringLiteral("%1: %2").arg(printable(path), cause));
    };
    const QString runtime = QFileInfo(qEnvironmentVariable("XDG_RUNTIME_DIR")).canonicalFilePath();
    if (runtime.isEmpty() || !QDir::isAbsolutePath(qEnvironmentVariable("XDG_RUNTIME_DIR")))
        return refuse(QStringLiteral("XDG_RUNTIME_DIR is not set"));
    const QFileInfo info(path);
    const QString folder = QFileInfo(info.absolutePath()).canonicalFilePath(); // links resolved
    if (folder != runtime && !folder.startsWith(runtime + u'/'))
        return refuse(QStringLiteral("it is not below %1").arg(runtime));
    if (info.isSymLink() || (info.exists() && !info.isFile()))
        return refuse(QStringLiteral("something else stands there"));
    QSaveFile file(folder + u'/' + info.fileName());
    const QByteArrayView secret = token.reveal();
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(secret.data(), secret.size()) != secret.size() || !file.flush() || !file.commit())
        return refuse(file.errorString());
    return {};
}

} // namespace tessera::cli

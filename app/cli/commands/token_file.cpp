#include "app/cli/commands/token_file.h"

#include "core/base/logging.h"
#include "core/base/whole_file.h"

#include <QDir>
#include <QFileInfo>

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
    if (const auto written = replaceFile(folder + u'/' + info.fileName(), token.reveal()); !written)
        return refuse(written.error().detail);
    return {};
}

} // namespace tessera::cli

#include "core/base/whole_file.h"

#include <QSaveFile>

namespace tessera {

Result<void> replaceFile(const QString& path, QByteArrayView bytes)
{
    QSaveFile file(path);
    const bool isReady = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!isReady)
        return failure(ErrorKind::Configuration, u"file.unwritable", file.errorString());
    // Asked before commit(), which would put the half that was written in place of the whole.
    if (file.write(bytes.data(), bytes.size()) != bytes.size() || !file.flush()) {
        file.cancelWriting();
        return failure(ErrorKind::Configuration, u"file.unwritable",
                       QStringLiteral("it could not be written whole"));
    }
    if (!file.commit())
        return failure(ErrorKind::Configuration, u"file.unwritable", file.errorString());
    return {};
}

} // namespace tessera

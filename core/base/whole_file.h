// A file of ours as a whole: the new one in place of the old, or the old one untouched. Also where a disk
// gets full in the middle, of which Qt 6.4's QSaveFile alone takes no notice (A234).
#pragma once

#include "core/base/result.h"

#include <QByteArrayView>

namespace tessera {

/// For its owner only (0600). The folder is there. Error (Configuration): file.unwritable (detail: the
/// system's words).
Result<void> replaceFile(const QString& path, QByteArrayView bytes);

} // namespace tessera

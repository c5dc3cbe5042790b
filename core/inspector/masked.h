// The one way a secret gets into a report: by its length alone (attacks A355, A356; checklist N134). No first
// letters and no hash: both help to guess a short one.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tessera {

/// "43 characters, hidden"; "empty" for nothing. Counts the characters of UTF-8, not its bytes.
QString hiddenText(QByteArrayView secret);

/// "1 line break", "3 line breaks".
QString countOf(qsizetype count, QStringView singular);

} // namespace tessera

// Where a reference such as "RFC 7519 4.1.3" can be read. For our own references only, never for text from a
// token.
#pragma once

#include <QUrl>

namespace tessera {

/// The first reference in it; empty: nobody knows.
QUrl specAddress(const QString& reference);

} // namespace tessera

// JSON in tests of classes with Q_OBJECT: moc 6.4 loses a class behind a raw string.
#pragma once

#include <QByteArray>

namespace tessera::test {

/// Single quotes become double ones.
inline QByteArray quoted(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

} // namespace tessera::test

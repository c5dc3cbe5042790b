// What stands in the memory of another process, and whether secrets are among it: everything a core dump
// would hold, looked through for each secret in the spellings in which programs copy it.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace tessera::test {

struct Needle
{
    QString name; ///< "refresh token, UTF-16": never the secret itself, because it goes into a log
    QByteArray bytes;
};

/// As UTF-8, UTF-16 in the order of this machine, base64 at each of its three offsets (with either alphabet),
/// percent-encoded, and hexadecimal; whole, and in halves where the whole is long: part of a freed block may
/// be in use again. Of a JWT also claims and signature; its header is no secret.
QList<Needle> spellingsOf(const QString& name, const QByteArray& secret);

struct Found
{
    QString name;
    QString where; ///< "[heap]", "[stack]", a file, or "anonymous"
};

struct MemoryImage
{
    qint64 bytes = 0; ///< looked through
    QList<Found> found;
};

/// The process stands still meanwhile. Unset: its memory may not be read. Looked through is what is writable,
/// the stack included; program text and read-only files hold nothing of a run.
std::optional<MemoryImage> lookInto(qint64 process, const QList<Needle>& needles);

} // namespace tessera::test

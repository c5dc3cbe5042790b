#include "core/net/port_holder.h"

#ifdef Q_OS_LINUX

#include "core/base/logging.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QtEndian>

namespace tessera {
namespace {

constexpr char kListening[] = "0A";
constexpr qsizetype kStateField = 3;
constexpr qsizetype kInodeField = 9;

/// The kernel prints an address as words of four bytes in the machine's own order: 127.0.0.1 is 0100007F on a
/// little-endian machine.
QByteArray kernelForm(const QHostAddress& address)
{
    QByteArray bytes;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        const quint32 networkOrder = qToBigEndian(address.toIPv4Address());
        bytes = QByteArray(reinterpret_cast<const char*>(&networkOrder), sizeof networkOrder);
    } else {
        const Q_IPV6ADDR ip = address.toIPv6Address();
        bytes = QByteArray(reinterpret_cast<const char*>(&ip), sizeof ip);
    }
    QByteArray out;
    for (qsizetype i = 0; i < bytes.size(); i += 4) {
        quint32 word = 0;
        memcpy(&word, bytes.constData() + i, sizeof word);
        out += QByteArray::number(word, 16).rightJustified(8, '0').toUpper();
    }
    return out;
}

/// Sockets listening on that port, on the address itself or on all addresses.
QSet<QString> listeningSockets(const QString& table, const QHostAddress& address, quint16 port)
{
    QSet<QString> sockets;
    QFile file(table);
    if (!file.open(QIODevice::ReadOnly))
        return sockets;
    const QByteArray own = kernelForm(address);
    const QByteArray portText = QByteArray::number(port, 16).rightJustified(4, '0').toUpper();
    for (const QByteArray& line : file.readAll().split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() <= kInodeField || fields[kStateField] != kListening)
            continue;
        const QList<QByteArray> local = fields[1].split(':');
        const bool all = local.first() == QByteArray(local.first().size(), '0');
        if (local.last() == portText && (all || local.first() == own))
            sockets += QStringLiteral("socket:[%1]").arg(QString::fromLatin1(fields[kInodeField]));
    }
    return sockets;
}

bool holdsOneOf(const QString& process, const QSet<QString>& sockets)
{
    QDirIterator descriptors(process + QStringLiteral("/fd"), QDir::Files | QDir::System);
    while (descriptors.hasNext())
        if (sockets.contains(QFileInfo(QFile::symLinkTarget(descriptors.next())).fileName()))
            return true;
    return false;
}

QString programOf(const QString& process)
{
    QFile name(process + QStringLiteral("/comm"));
    if (!name.open(QIODevice::ReadOnly))
        return {};
    return printable(QString::fromUtf8(name.readAll().trimmed()), 40);
}

} // namespace

QString portHolder(const QHostAddress& address, quint16 port)
{
    const QSet<QString> sockets = listeningSockets(QStringLiteral("/proc/net/tcp"), address, port) +
                                  listeningSockets(QStringLiteral("/proc/net/tcp6"), address, port);
    if (sockets.isEmpty())
        return {};
    QDirIterator processes(QStringLiteral("/proc"), {QStringLiteral("[0-9]*")}, QDir::Dirs);
    while (processes.hasNext()) {
        const QString process = processes.next();
        if (holdsOneOf(process, sockets))
            return QStringLiteral("%1 (process %2)").arg(programOf(process), processes.fileName());
    }
    return {};
}

} // namespace tessera

#else

namespace tessera {

QString portHolder(const QHostAddress&, quint16)
{
    return {};
}

} // namespace tessera

#endif

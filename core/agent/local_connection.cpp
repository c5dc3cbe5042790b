#include "core/agent/local_connection.h"

#include "core/agent/local_socket.h"
#include "core/base/secret_string.h"
#include "core/net/limits.h"

#include <QSocketNotifier>

#include <utility>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#endif

namespace tessera {

LocalConnection::LocalConnection(OwnedDescriptor socket, PeerCredentials peer, QObject* parent)
    : QObject(parent), m_socket(std::move(socket)), m_peer(peer),
      m_readable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Read, this)),
      m_writable(new QSocketNotifier(m_socket.get(), QSocketNotifier::Write, this))
{
    m_writable->setEnabled(false);
    connect(m_readable, &QSocketNotifier::activated, this, &LocalConnection::readSome);
    connect(m_writable, &QSocketNotifier::activated, this, &LocalConnection::writeSome);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &LocalConnection::close);
    waitForPeer();
}

LocalConnection::~LocalConnection()
{
    wipe(m_out);
}

void LocalConnection::waitForPeer()
{
    m_patience.start(limits::kAgentMessageTime);
}

void LocalConnection::readSome()
{
#ifdef Q_OS_UNIX
    std::array<char, 16384> bytes; // NOLINT: filled by recv
    const ssize_t count = recv(m_socket.get(), bytes.data(), bytes.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
        return;
    if (count <= 0)
        return close(); // gone: nobody is asked for it any more (A272)
    take(QByteArrayView(bytes.data(), count));
#endif
}

void LocalConnection::send(QByteArray bytes)
{
    m_out.append(bytes);
    wipe(bytes);
    writeSome();
}

void LocalConnection::sendLast(QByteArray bytes)
{
    m_closing = true;
    send(std::move(bytes));
}

void LocalConnection::writeSome()
{
#ifdef Q_OS_UNIX
    while (!m_out.isEmpty() && !m_closed) {
        const ssize_t count = ::send(m_socket.get(), m_out.constData(), size_t(m_out.size()), kNoSignal);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return m_writable->setEnabled(true);
        if (count <= 0)
            return close(); // nobody reads it any more (A273)
        QByteArray rest = m_out.mid(count);
        wipe(m_out);
        m_out = std::move(rest);
    }
    m_writable->setEnabled(false);
    if (m_closing)
        close();
#endif
}

void LocalConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    abandon();
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    m_patience.stop();
    Q_EMIT closed();
}

} // namespace tessera

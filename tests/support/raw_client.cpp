#include "tests/support/raw_client.h"

#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace tessera::test {

RawClient::RawClient(quint16 port, const QHostAddress& address)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_received += m_socket.readAll(); });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] { m_isOver = true; });
    m_socket.connectToHost(address, port);
}

bool RawClient::waitConnected(Milliseconds most)
{
    // Refused or dropped is an answer: nothing more will come of waiting.
    const auto isDecided = [this] { return isConnected() || m_isOver; };
    return QTest::qWaitFor(isDecided, static_cast<int>(most.count())) && isConnected();
}

void RawClient::send(const QByteArray& bytes)
{
    waitConnected();
    m_socket.write(bytes);
    m_socket.flush();
}

void RawClient::sendInSegments(const QByteArray& bytes, qsizetype segment)
{
    waitConnected();
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    for (qsizetype at = 0; at < bytes.size() && !isClosed(); at += segment) {
        m_socket.write(bytes.sliced(at, std::min(segment, bytes.size() - at)));
        m_socket.flush();
        QCoreApplication::processEvents();
    }
}

bool RawClient::waitClosed(Milliseconds most)
{
    return QTest::qWaitFor([this] { return isClosed(); }, static_cast<int>(most.count()));
}

void RawClient::reset()
{
#ifdef Q_OS_UNIX
    const linger noLinger{1, 0}; // closing then sends RST instead of FIN
    ::setsockopt(static_cast<int>(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &noLinger,
                 sizeof noLinger);
#endif
    m_socket.abort();
}

int RawClient::status() const
{
    const QByteArray line = m_received.first(std::max<qsizetype>(0, m_received.indexOf("\r\n")));
    return line.split(' ').value(1).toInt();
}

QByteArray RawClient::header(QByteArrayView name) const
{
    const QByteArray head = m_received.first(std::max<qsizetype>(0, m_received.indexOf("\r\n\r\n")));
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.sliced(colon + 1).trimmed();
    }
    return {};
}

QByteArray RawClient::body() const
{
    const qsizetype headEnd = m_received.indexOf("\r\n\r\n");
    return headEnd < 0 ? QByteArray() : m_received.sliced(headEnd + 4);
}

QByteArray getRequest(quint16 port, const QByteArray& target)
{
    return "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) + "\r\n\r\n";
}

QByteArray postRequest(quint16 port, const QByteArray& target, const QByteArray& form)
{
    return "POST " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
           "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
           QByteArray::number(form.size()) + "\r\n\r\n" + form;
}

} // namespace tessera::test

#include "core/net/loopback_connection.h"

#include "core/net/half_close.h"
#include "core/net/loopback_response_writer.h"

namespace tessera {
namespace {

using namespace std::chrono_literals;

constexpr Milliseconds kDrainTime = 1s;
constexpr qint64 kDrainBytes = 1024 * 1024;
constexpr qint64 kReadBytes = 16 * 1024;

} // namespace

LoopbackHttpServer::Connection::Connection(QTcpSocket* socket, LoopbackHttpServer* server,
                                           LoopbackRequestParser::Rules rules)
    : QObject(server), m_socket(socket), m_server(server), m_parser(std::move(rules))
{
    socket->setParent(this);
    socket->setReadBufferSize(kReadBytes);
    connect(socket, &QTcpSocket::readyRead, this, &Connection::onReadyRead);
    connect(socket, &QTcpSocket::bytesWritten, this, &Connection::onBytesWritten);
    connect(socket, &QTcpSocket::disconnected, this, &Connection::drop);
    connect(socket, &QTcpSocket::errorOccurred, this, &Connection::drop);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Connection::drop);
    m_timer.start(server->m_limits.connectionTime);
}

void LoopbackHttpServer::Connection::readNow()
{
    m_socket->waitForReadyRead(0);
}

void LoopbackHttpServer::Connection::drop()
{
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_server->m_connections.removeOne(this);
    m_socket->abort();
    deleteLater();
}

void LoopbackHttpServer::Connection::onReadyRead()
{
    if (m_phase == Phase::Reading)
        readRequest();
    if (m_phase == Phase::Answering || m_phase == Phase::Draining)
        drain();
}

void LoopbackHttpServer::Connection::readRequest()
{
    while (m_phase == Phase::Reading && m_socket->bytesAvailable() > 0) {
        switch (m_parser.feed(m_socket->read(kReadBytes))) {
        case LoopbackRequestParser::Outcome::NeedMore:
            break;
        case LoopbackRequestParser::Outcome::Request:
            m_phase = Phase::Answering; // first, because the handler may close the server
            answerInTime(m_server->m_handler(m_parser.request()));
            break;
        case LoopbackRequestParser::Outcome::Reject:
            m_phase = Phase::Answering;
            answer(m_server->turnAway(m_parser.rejectStatus()));
            break;
        }
    }
}

void LoopbackHttpServer::Connection::answerInTime(const LoopbackResponse& response)
{
    const Milliseconds delay = m_server->m_answerDelay;
    if (delay <= Milliseconds(0))
        return answer(response);
    QTimer::singleShot(delay, Qt::PreciseTimer, this, [this, response] {
        if (m_phase == Phase::Answering)
            answer(response);
    });
}

void LoopbackHttpServer::Connection::answer(const LoopbackResponse& response)
{
    m_socket->write(serialize(response));
    m_socket->flush();
    onBytesWritten();
}

void LoopbackHttpServer::Connection::onBytesWritten()
{
    if (m_phase != Phase::Answering || m_socket->bytesToWrite() > 0)
        return;
    m_phase = Phase::Draining;
    endSending(m_socket->socketDescriptor());
    m_timer.start(std::min(kDrainTime, m_server->m_limits.connectionTime));
}

void LoopbackHttpServer::Connection::drain()
{
    m_drained += m_socket->readAll().size();
    if (m_drained > kDrainBytes)
        drop();
}

} // namespace tessera

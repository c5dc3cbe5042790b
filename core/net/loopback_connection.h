// One connection of the loopback server: reads one request, writes one answer, drains what the peer still
// sends for a moment, and is gone after its time in any case (attacks A028–A031).
#pragma once

#include "core/net/loopback_http_server.h"
#include "core/net/loopback_request_parser.h"

#include <QTcpSocket>
#include <QTimer>

namespace tessera {

class LoopbackHttpServer::Connection final : public QObject
{
public:
    Connection(QTcpSocket* socket, LoopbackHttpServer* server, LoopbackRequestParser::Rules rules);

    /// Its request has been handled or turned away; what is left is getting the answer out.
    bool isAnswered() const { return m_phase != Phase::Reading; }
    bool hasSentItsAnswer() const { return m_phase == Phase::Draining; }
    /// Reads what has arrived but was not announced by the event loop yet.
    void readNow();
    void drop();

private:
    enum class Phase { Reading, Answering, Draining, Gone };

    void onReadyRead();
    void onBytesWritten();
    void readRequest();
    void drain();
    void answerInTime(const LoopbackResponse& response);
    void answer(const LoopbackResponse& response);

    QTcpSocket* m_socket;
    LoopbackHttpServer* m_server;
    LoopbackRequestParser m_parser;
    QTimer m_timer;
    Phase m_phase = Phase::Reading;
    qint64 m_drained = 0;
};

} // namespace tessera

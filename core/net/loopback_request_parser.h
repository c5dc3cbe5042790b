// Reads one HTTP/1.x request, byte by byte if need be, RFC 9112 without its leniencies. Bytes in, a request
// or a status to turn it away with out; knows no socket. What stands behind the first request is never looked
// at.
#pragma once

#include "core/net/loopback_http_server.h"

#include <optional>

namespace tessera {

class LoopbackRequestParser
{
public:
    struct Rules
    {
        LoopbackServerLimits limits;
        QList<QByteArray> methods{"GET"};
        /// Values of the Host header that mean us: "127.0.0.1:49731" (attacks A025, A026).
        QList<QByteArray> hosts;
    };
    enum class Outcome { NeedMore, Request, Reject };

    explicit LoopbackRequestParser(Rules rules) : m_rules(std::move(rules)) {}

    /// Once it said Request or Reject it stays there and ignores further bytes.
    Outcome feed(QByteArrayView bytes);
    const LoopbackRequest& request() const { return m_request; }
    /// 400, 405, 411, 413, 414, 431 or 505.
    int rejectStatus() const { return m_status; }

private:
    enum class Part { RequestLine, Headers, Body };
    /// A line without its CR LF; nothing if it is not complete or not well-formed (then m_status is set).
    std::optional<QByteArray> takeLine(qsizetype maxBytes, int statusTooLong);
    void advance();
    bool readRequestLine();
    bool readHeaderLine();
    bool readBody();
    void parseRequestLine(const QByteArray& line);
    void parseTarget(const QByteArray& target);
    void parseHeaderLine(const QByteArray& line);
    void checkHeaders();
    void checkHost();
    void checkContentLength();
    void reject(int status);

    Rules m_rules;
    Part m_part = Part::RequestLine;
    QByteArray m_buffer;
    qsizetype m_scanned = 0;
    qsizetype m_headerBytes = 0;
    qsizetype m_bodyBytes = 0;
    bool m_complete = false;
    int m_status = 0;
    LoopbackRequest m_request;
};

} // namespace tessera

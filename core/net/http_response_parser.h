// Reads one HTTP/1.1 answer as it comes, strictly and within bounds: RFC 9112 sections 4 to 8. Qt's own
// reader takes a status line, a header, a chunk extension or the body of a 401 without end (attacks A109,
// A117, A318).
#pragma once

#include "core/net/secure_access_manager.h"

#include <QByteArray>

#include <utility>

namespace tessera {

class HttpResponseParser final
{
public:
    enum class State { Head, Body, Complete, Broken };

    /// Takes what it can use. After Complete and Broken nothing is taken any more.
    void feed(QByteArrayView bytes);
    /// The peer has closed: this may be the end of the body, or too early.
    void close();

    State state() const { return m_state; }
    bool headIsComplete() const { return m_state == State::Body || m_state == State::Complete; }
    /// Broken because the connection ended too early, not because of what was sent.
    bool isCutOff() const { return m_cutOff; }
    int status() const { return m_status; }
    const QByteArray& reason() const { return m_reason; }
    /// Lines of one name joined by a comma (RFC 9110 section 5.2), in order.
    const QList<HttpHeader>& headers() const { return m_headers; }
    /// What has come of the body since the last call.
    QByteArray takeBody() { return std::exchange(m_body, {}); }

private:
    enum class Framing { None, Length, Chunked, UntilClosed };
    enum class Chunk { Size, Data, DataEnd, Trailer };

    qsizetype feedLine(QByteArrayView bytes);
    qsizetype feedBody(QByteArrayView bytes);
    qsizetype feedChunkData(QByteArrayView bytes);
    void takeLine();
    void takeHeadLine();
    void takeChunkLine();
    bool takeStatusLine();
    bool takeHeaderLine();
    void endHead();
    bool chooseFraming();
    bool countLine();
    bool inLine() const;
    qsizetype mostInLine() const;
    QByteArray header(QByteArrayView name) const;

    State m_state = State::Head;
    Framing m_framing = Framing::None;
    Chunk m_chunk = Chunk::Size;
    bool m_cutOff = false;
    bool m_haveStatusLine = false;
    int m_minorVersion = 1;
    int m_status = 0;
    QByteArray m_reason;
    QByteArray m_line;
    QList<HttpHeader> m_headers;
    qsizetype m_headBytes = 0;
    qsizetype m_headLines = 0;
    int m_chunks = 0;
    qint64 m_left = 0; ///< of the body or the chunk
    QByteArray m_body;
};

} // namespace tessera

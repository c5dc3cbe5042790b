#include "core/net/http_response_parser.h"

#include <algorithm>
#include <utility>

namespace tessera {
namespace {

constexpr qsizetype kStatusLineBytes = 1024;
/// Room for a size of 64 bits and an extension nobody needs.
constexpr qsizetype kChunkLineBytes = 256;
constexpr int kMostDigits = 15;
/// A megabyte in single bytes would be work for nothing (A109).
constexpr int kMostChunks = 16 * 1024;

/// RFC 9110 section 5.6.2
bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

/// RFC 9110 section 5.5: visible, blank, tab, or above ASCII.
bool isFieldCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

void HttpResponseParser::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_state != State::Complete && m_state != State::Broken)
        bytes = bytes.sliced(inLine() ? feedLine(bytes) : feedBody(bytes));
}

void HttpResponseParser::close()
{
    if (m_state == State::Complete || m_state == State::Broken)
        return;
    const bool isEnd = m_state == State::Body && m_framing == Framing::UntilClosed;
    m_cutOff = !isEnd;
    m_state = isEnd ? State::Complete : State::Broken;
}

bool HttpResponseParser::inLine() const
{
    return m_state == State::Head || (m_framing == Framing::Chunked && m_chunk != Chunk::Data);
}

qsizetype HttpResponseParser::mostInLine() const
{
    if (m_state == State::Body && m_chunk != Chunk::Trailer)
        return kChunkLineBytes;
    return m_haveStatusLine ? limits::kReplyHeaderBytes + 4 : kStatusLineBytes;
}

/// Collects a line up to its line feed; a carriage return before it is dropped.
qsizetype HttpResponseParser::feedLine(QByteArrayView bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype length = end < 0 ? bytes.size() : end;
    if (m_line.size() + length > mostInLine()) {
        m_state = State::Broken;
        return bytes.size();
    }
    m_line.append(bytes.first(length));
    if (end < 0)
        return length;
    if (m_line.endsWith('\r'))
        m_line.chop(1);
    takeLine();
    m_line.resize(0); // keeps its room for the next
    return length + 1;
}

void HttpResponseParser::takeLine()
{
    if (m_state == State::Head)
        takeHeadLine();
    else
        takeChunkLine();
}

void HttpResponseParser::takeHeadLine()
{
    bool good = true;
    if (!m_haveStatusLine)
        good = takeStatusLine();
    else if (m_line.isEmpty())
        endHead();
    else
        good = countLine() && takeHeaderLine();
    if (!good)
        m_state = State::Broken;
}

/// RFC 9112 section 4: "HTTP/1.1 200 OK"; the reason may be missing.
bool HttpResponseParser::takeStatusLine()
{
    if (m_line.size() < 12 || !m_line.startsWith("HTTP/1.") || !isDigit(m_line[7]) || m_line[8] != ' ')
        return false;
    const bool digits = isDigit(m_line[9]) && isDigit(m_line[10]) && isDigit(m_line[11]);
    if (!digits || (m_line.size() > 12 && m_line[12] != ' '))
        return false;
    m_minorVersion = m_line[7] - '0';
    m_status = m_line.sliced(9, 3).toInt();
    m_reason = m_line.mid(13);
    m_haveStatusLine = true;
    return m_status >= 100 && m_status <= 599 &&
           std::all_of(m_reason.cbegin(), m_reason.cend(), isFieldCharacter);
}

/// All lines of all heads together: interim answers are not for nothing (A117).
bool HttpResponseParser::countLine()
{
    ++m_headLines;
    m_headBytes += m_line.size();
    // The colon and the blank behind it are free.
    return m_headLines <= limits::kReplyHeaderLines &&
           m_headBytes <= limits::kReplyHeaderBytes + 2 * m_headLines;
}

/// RFC 9112 section 5: no blank before the colon, no continued lines.
bool HttpResponseParser::takeHeaderLine()
{
    const qsizetype colon = m_line.indexOf(':');
    const QByteArray name = m_line.first(std::max<qsizetype>(colon, 0));
    const QByteArray value = m_line.mid(colon + 1).trimmed();
    if (name.isEmpty() || !std::all_of(name.cbegin(), name.cend(), isTokenCharacter) ||
        !std::all_of(value.cbegin(), value.cend(), isFieldCharacter))
        return false;
    for (HttpHeader& known : m_headers) {
        if (known.name.compare(name, Qt::CaseInsensitive) == 0) {
            known.value += ", " + value;
            return true;
        }
    }
    m_headers += HttpHeader{name, value};
    return true;
}

QByteArray HttpResponseParser::header(QByteArrayView name) const
{
    for (const HttpHeader& known : m_headers)
        if (known.name.compare(name, Qt::CaseInsensitive) == 0)
            return known.value;
    return {};
}

void HttpResponseParser::endHead()
{
    if (m_status < 200 && m_status != 101) { // interim: the answer is still to come
        m_headers.clear();
        m_haveStatusLine = false;
        ++m_headLines;
        if (m_headLines > limits::kReplyHeaderLines)
            m_state = State::Broken;
        return;
    }
    // Nobody asked to switch; an answer without one header line is none.
    if (m_status == 101 || m_headers.isEmpty() || !chooseFraming())
        m_state = State::Broken;
    else
        m_state = m_framing == Framing::None ? State::Complete : State::Body;
}

/// RFC 9112 section 6.3. Both a length and chunks, or a coding that is not ours, is an attack (A318).
bool HttpResponseParser::chooseFraming()
{
    const QByteArray coding = header("Transfer-Encoding");
    const QByteArray length = header("Content-Length");
    if (m_status == 204 || m_status == 304)
        return true;
    if (!coding.isEmpty()) {
        m_framing = Framing::Chunked;
        return m_minorVersion > 0 && length.isEmpty() && coding.compare("chunked", Qt::CaseInsensitive) == 0;
    }
    if (length.isEmpty()) {
        m_framing = Framing::UntilClosed;
        return true;
    }
    if (length.size() > kMostDigits || !std::all_of(length.cbegin(), length.cend(), isDigit))
        return false;
    m_left = length.toLongLong();
    m_framing = m_left > 0 ? Framing::Length : Framing::None;
    return true;
}

qsizetype HttpResponseParser::feedBody(QByteArrayView bytes)
{
    if (m_framing == Framing::Chunked)
        return feedChunkData(bytes);
    if (m_framing == Framing::UntilClosed) {
        m_body.append(bytes);
        return bytes.size();
    }
    const qsizetype length = std::min<qint64>(bytes.size(), m_left);
    m_body.append(bytes.first(length));
    m_left -= length;
    if (m_left == 0)
        m_state = State::Complete;
    return length;
}

qsizetype HttpResponseParser::feedChunkData(QByteArrayView bytes)
{
    const qsizetype length = std::min<qint64>(bytes.size(), m_left);
    m_body.append(bytes.first(length));
    m_left -= length;
    if (m_left == 0)
        m_chunk = Chunk::DataEnd;
    return length;
}

/// RFC 9112 section 7.1: size and extension, the empty line behind the data, the trailer.
void HttpResponseParser::takeChunkLine()
{
    if (m_chunk == Chunk::Trailer) {
        if (m_line.isEmpty())
            m_state = State::Complete;
        else if (!countLine()) // what it says is nobody's business
            m_state = State::Broken;
        return;
    }
    if (m_chunk == Chunk::DataEnd) {
        m_chunk = Chunk::Size;
        if (!m_line.isEmpty())
            m_state = State::Broken;
        return;
    }
    const qsizetype semicolon = m_line.indexOf(';');
    const QByteArray size = (semicolon < 0 ? m_line : m_line.first(semicolon)).trimmed();
    const bool isHex = std::all_of(size.cbegin(), size.cend(), [](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    m_left = size.toLongLong(nullptr, 16);
    if (size.isEmpty() || size.size() > kMostDigits || !isHex || ++m_chunks > kMostChunks)
        m_state = State::Broken;
    else
        m_chunk = m_left > 0 ? Chunk::Data : Chunk::Trailer;
}

} // namespace tessera

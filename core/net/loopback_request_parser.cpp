#include "core/net/loopback_request_parser.h"

#include <algorithm>

namespace tessera {
namespace {

/// RFC 9110 section 5.6.2
bool isTokenCharacter(char c)
{
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isVisibleAscii(char c)
{
    return c > 0x20 && c < 0x7f;
}

/// What may stand in a line at all: visible characters, space, tab, and bytes above ASCII (RFC 9110
/// section 5.5).
bool isLineCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
}

bool isHttpVersion(QByteArrayView text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == 8 && text.startsWith("HTTP/") && digit(text[5]) && text[6] == '.' && digit(text[7]);
}

QList<QByteArray> valuesOf(const LoopbackRequest& request, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const HttpHeader& header : request.headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            values += header.value;
    return values;
}

} // namespace

LoopbackRequestParser::Outcome LoopbackRequestParser::feed(QByteArrayView bytes)
{
    if (m_status == 0 && !m_complete) {
        m_buffer.append(bytes);
        advance();
    }
    if (m_status != 0)
        return Outcome::Reject;
    return m_complete ? Outcome::Request : Outcome::NeedMore;
}

void LoopbackRequestParser::advance()
{
    bool progress = true;
    while (progress && m_status == 0 && !m_complete) {
        switch (m_part) {
        case Part::RequestLine:
            progress = readRequestLine();
            break;
        case Part::Headers:
            progress = readHeaderLine();
            break;
        case Part::Body:
            progress = readBody();
            break;
        }
    }
    if (m_status != 0 || m_complete)
        m_buffer.clear();
}

std::optional<QByteArray> LoopbackRequestParser::takeLine(qsizetype maxBytes, int statusTooLong)
{
    for (; m_scanned < m_buffer.size(); ++m_scanned) {
        const char c = m_buffer[m_scanned];
        if (c == '\n') {
            reject(400); // a bare LF: the pair is taken below
            return std::nullopt;
        }
        if (c != '\r' && !isLineCharacter(c)) {
            reject(400);
            return std::nullopt;
        }
        if (c == '\r') {
            if (m_scanned + 1 == m_buffer.size())
                return std::nullopt;
            if (m_buffer[m_scanned + 1] != '\n') {
                reject(400);
                return std::nullopt;
            }
            QByteArray line = m_buffer.first(m_scanned);
            m_buffer.remove(0, m_scanned + 2);
            m_scanned = 0;
            return line;
        }
        if (m_scanned >= maxBytes) {
            reject(statusTooLong);
            return std::nullopt;
        }
    }
    return std::nullopt;
}

bool LoopbackRequestParser::readRequestLine()
{
    const auto line = takeLine(m_rules.limits.requestLineBytes, 414);
    if (!line)
        return false;
    parseRequestLine(*line);
    m_part = Part::Headers;
    return true;
}

bool LoopbackRequestParser::readHeaderLine()
{
    const auto line = takeLine(std::max<qsizetype>(0, m_rules.limits.headerBytes - m_headerBytes), 431);
    if (!line)
        return false;
    if (line->isEmpty()) {
        checkHeaders();
        m_part = Part::Body;
        return true;
    }
    m_headerBytes += line->size();
    if (m_request.headers.size() == m_rules.limits.headerLines)
        reject(431);
    else
        parseHeaderLine(*line);
    return true;
}

bool LoopbackRequestParser::readBody()
{
    if (m_buffer.size() < m_bodyBytes)
        return false;
    m_request.body = m_buffer.first(m_bodyBytes);
    m_complete = true;
    return true;
}

void LoopbackRequestParser::parseRequestLine(const QByteArray& line)
{
    const QList<QByteArray> parts = line.split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || !isHttpVersion(parts[2]))
        return reject(400);
    if (parts[2] != "HTTP/1.1" && parts[2] != "HTTP/1.0")
        return reject(505);
    m_request.method = parts[0];
    parseTarget(parts[1]);
}

void LoopbackRequestParser::parseTarget(const QByteArray& target)
{
    // Origin form only: an absolute address or "*" is for proxies and servers of another kind (attack A015).
    if (!target.startsWith('/') || target.contains('#') ||
        !std::all_of(target.begin(), target.end(), isVisibleAscii))
        return reject(400);
    const qsizetype question = target.indexOf('?');
    m_request.path = question < 0 ? target : target.first(question);
    m_request.query = question < 0 ? QByteArray() : target.sliced(question + 1);
}

void LoopbackRequestParser::parseHeaderLine(const QByteArray& line)
{
    // A name that is no token covers the line without a colon, the leading space and the folded line.
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(QByteArrayView(line).first(colon)))
        return reject(400);
    m_request.headers += HttpHeader{line.first(colon), line.sliced(colon + 1).trimmed()};
}

void LoopbackRequestParser::checkHeaders()
{
    checkHost();
    if (m_status == 0 && !valuesOf(m_request, "Transfer-Encoding").isEmpty())
        reject(400);
    if (m_status == 0 && !m_rules.methods.contains(m_request.method))
        reject(405);
    if (m_status == 0)
        checkContentLength();
}

void LoopbackRequestParser::checkHost()
{
    const QList<QByteArray> hosts = valuesOf(m_request, "Host");
    if (hosts.size() != 1 || !m_rules.hosts.contains(hosts.first()))
        reject(400);
}

void LoopbackRequestParser::checkContentLength()
{
    const bool needsBody = m_request.method == "POST";
    // GitHub's revocation is a DELETE with a body; whether one is let through at all, the methods say.
    const bool mayHaveBody = needsBody || m_request.method == "PUT" || m_request.method == "DELETE";
    const QList<QByteArray> lengths = valuesOf(m_request, "Content-Length");
    if (lengths.isEmpty()) {
        if (needsBody)
            reject(411);
        return;
    }
    const QByteArray& length = lengths.first();
    const bool digits = !length.isEmpty() && std::all_of(length.begin(), length.end(),
                                                         [](char c) { return c >= '0' && c <= '9'; });
    if (lengths.size() > 1 || !digits || length.size() > 18)
        return reject(400);
    const qint64 bytes = length.toLongLong();
    if (!mayHaveBody && bytes > 0)
        return reject(400);
    if (bytes > m_rules.limits.bodyBytes)
        return reject(413);
    m_bodyBytes = static_cast<qsizetype>(bytes);
}

void LoopbackRequestParser::reject(int status)
{
    m_status = status;
}

} // namespace tessera

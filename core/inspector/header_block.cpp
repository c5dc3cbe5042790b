#include "core/inspector/header_block.h"

#include "core/inspector/recogniser_characters.h"

namespace tessera {
namespace {

/// `curl -v` puts "> " and "< " in front of what it sends and gets, "* " in front of what it says itself.
bool isCurlRemark(QByteArrayView line)
{
    return line.startsWith("* ") || line.startsWith("{ [") || line.startsWith("} [");
}

QByteArrayView withoutArrow(QByteArrayView line)
{
    const bool isArrow = line.startsWith("> ") || line.startsWith("< ");
    if (line == QByteArrayView(">") || line == QByteArrayView("<"))
        return {};
    return isArrow ? line.sliced(2) : line;
}

bool isStatusLine(QByteArrayView line)
{
    const qsizetype space = line.indexOf(' ');
    return line.startsWith("HTTP/") && space > 5 && line.size() >= space + 4 && isDigit(line[space + 1]) &&
           isDigit(line[space + 2]) && isDigit(line[space + 3]);
}

bool isRequestLine(QByteArrayView line)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    return first > 0 && last > first && line.sliced(last + 1).startsWith("HTTP/") &&
           isAll(line.first(first), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// 0 if the line is no header. HTTP/2 tools write ":authority: example.com".
qsizetype nameLength(QByteArrayView line)
{
    const qsizetype begin = line.startsWith(':') ? 1 : 0;
    const qsizetype colon = line.indexOf(':', begin);
    const bool isName = colon > begin && isAll(line.sliced(begin, colon - begin), isHeaderNameCharacter);
    const bool isScheme = isName && line.sliced(colon).startsWith("://");
    return isName && !isScheme ? colon : 0;
}

bool isWellKnown(QByteArrayView name)
{
    for (const QByteArrayView known :
         {"authorization", "proxy-authorization", "cookie", "set-cookie", "www-authenticate",
          "proxy-authenticate", "location", "referer", "dpop", "dpop-nonce", "cache-control",
          "strict-transport-security", "x-api-key", "authentication-info", "host", "set-cookie2"}) {
        if (isEqualIgnoringCase(name, known))
            return true;
    }
    return false;
}

class Reader
{
public:
    explicit Reader(QByteArrayView text) : m_rest(text) {}

    Result<QList<HeaderBlock>> read()
    {
        while (!m_rest.isEmpty()) {
            ++m_number;
            const QByteArrayView raw = takeLine(m_rest);
            if (isCurlRemark(raw))
                continue;
            if (!readLine(withoutArrow(raw)))
                return failure(ErrorKind::Malformed, u"header.too_many",
                               QStringLiteral("more than %1 lines of headers").arg(kMostHeaderLines));
        }
        return m_blocks;
    }

private:
    HeaderBlock& block()
    {
        if (m_blocks.isEmpty())
            m_blocks.append(HeaderBlock());
        return m_blocks.last();
    }

    bool readLine(QByteArrayView line)
    {
        if (isStatusLine(line) || isRequestLine(line)) {
            begin(line);
            return ++m_lines <= kMostHeaderLines;
        }
        if (m_inBody) {
            block().body += line.toByteArray() + '\n';
            return true;
        }
        if (line.trimmed().isEmpty()) {
            m_inBody = !m_blocks.isEmpty();
            return true;
        }
        readHeader(line);
        return ++m_lines <= kMostHeaderLines;
    }

    void begin(QByteArrayView line)
    {
        HeaderBlock next;
        next.startLine = line.toByteArray();
        const qsizetype first = line.indexOf(' ');
        if (isStatusLine(line)) {
            next.direction = HeaderBlock::Response;
            next.status = line.sliced(first + 1, 3).toInt();
        } else {
            next.direction = HeaderBlock::Request;
            next.target = withoutBlanks(line.sliced(first, line.lastIndexOf(' ') - first)).toByteArray();
        }
        m_blocks.append(next);
        m_inBody = false;
    }

    void readHeader(QByteArrayView line)
    {
        HeaderBlock& current = block();
        if (isBlank(line.front()) && !current.headers.isEmpty()) {
            current.headers.last().value += ' ' + withoutBlanks(line).toByteArray();
            ++current.foldedLines;
        } else if (const qsizetype length = nameLength(line)) {
            current.headers.append(
                {line.first(length).toByteArray(), withoutBlanks(line.sliced(length + 1)).toByteArray()});
        } else {
            current.strangeLines.append(m_number);
        }
    }

    QByteArrayView m_rest;
    QList<HeaderBlock> m_blocks;
    int m_number = 0;
    int m_lines = 0;
    bool m_inBody = false;
};

} // namespace

QList<QByteArray> HeaderBlock::values(QByteArrayView name) const
{
    QList<QByteArray> list;
    for (const HttpHeader& header : headers) {
        if (isEqualIgnoringCase(header.name, name))
            list.append(header.value);
    }
    return list;
}

bool HeaderBlock::isResponse() const
{
    return direction == Response || (direction == Unknown && !values("Set-Cookie").isEmpty());
}

Result<QList<HeaderBlock>> parseHeaderBlocks(QByteArrayView text)
{
    return Reader(text).read();
}

bool looksLikeHeaders(QByteArrayView text)
{
    QByteArrayView rest = text;
    QByteArrayView first = takeLine(rest);
    while (isCurlRemark(first) && !rest.isEmpty())
        first = takeLine(rest);
    first = withoutArrow(first);
    if (isStatusLine(first) || isRequestLine(first))
        return true;
    const qsizetype length = nameLength(first);
    if (length == 0)
        return false;
    if (isWellKnown(first.first(length)))
        return true;
    const QByteArrayView second = withoutArrow(takeLine(rest));
    return nameLength(second) > 0;
}

QByteArray loneHeaderValue(QByteArrayView text)
{
    return withoutBlanks(text.sliced(text.indexOf(':', 1) + 1)).toByteArray();
}

QByteArray loneHeaderName(QByteArrayView text)
{
    QByteArrayView rest = text;
    const QByteArrayView first = withoutArrow(takeLine(rest));
    const qsizetype length = nameLength(first);
    if (length == 0)
        return {};
    while (!rest.isEmpty()) {
        const QByteArrayView line = withoutArrow(takeLine(rest));
        const bool isNext =
            !line.isEmpty() && !isBlank(line.front()) && (nameLength(line) > 0 || isStatusLine(line));
        if (isNext)
            return {};
    }
    return first.first(length).toByteArray().toLower();
}

} // namespace tessera

// Header lines as people paste them, RFC 9112 sections 2 to 5: with or without a start line, out of a
// browser's tools or out of `curl -v`. Only read, never sent: a line break in them is a line break (attack
// A354).
#pragma once

#include "core/base/result.h"
#include "core/net/secure_access_manager.h"

#include <QList>

namespace tessera {

struct HeaderBlock
{
    enum Direction { Unknown, Request, Response };
    Direction direction = Unknown;
    QByteArray startLine; ///< "GET / HTTP/1.1", "HTTP/1.1 200 OK"; empty: none
    QByteArray target;    ///< of a request
    int status = 0;       ///< of a response
    QList<HttpHeader> headers;
    QList<int> strangeLines; ///< numbers of lines that are no header, counted from 1
    int foldedLines = 0;     ///< continued on the next line, RFC 9112 section 5.2
    QByteArray body;

    /// Of the headers with that name, whatever its case.
    QList<QByteArray> values(QByteArrayView name) const;
    bool isResponse() const;
};

inline constexpr int kMostHeaderLines = 1000;

/// A start line begins a new block. Errors (Malformed): header.too_many (over 1,000 lines of headers).
Result<QList<HeaderBlock>> parseHeaderBlocks(QByteArrayView text);

/// The first line is a start line, a well-known header, or one of several headers.
bool looksLikeHeaders(QByteArrayView text);

/// In small letters, if the text is one header and nothing else; empty otherwise.
QByteArray loneHeaderName(QByteArrayView text);
/// Of such a text, line breaks included: what to make of them is for the reader of that header.
QByteArray loneHeaderValue(QByteArrayView text);

} // namespace tessera

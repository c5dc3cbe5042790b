#include "core/net/loopback_response_writer.h"

#include <algorithm>

namespace tessera {
namespace {

QByteArray reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        const char* text;
    };
    static constexpr Phrase phrases[] = {
        {200, "OK"},
        {201, "Created"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {503, "Service Unavailable"},
        {505, "HTTP Version Not Supported"},
    };
    const auto* found = std::find_if(std::begin(phrases), std::end(phrases),
                                     [status](const Phrase& phrase) { return phrase.status == status; });
    return found == std::end(phrases) ? QByteArray("Status") : QByteArray(found->text);
}

QList<HttpHeader> standardHeaders(const LoopbackResponse& response)
{
    return {
        {"Content-Type", response.contentType},
        {"Content-Length", QByteArray::number(response.body.size())},
        {"Connection", "close"},
        {"Cache-Control", "no-store"},
        {"Content-Security-Policy",
         "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
        {"Referrer-Policy", "no-referrer"},
        {"X-Content-Type-Options", "nosniff"},
    };
}

bool contains(const QList<HttpHeader>& headers, const QByteArray& name)
{
    return std::any_of(headers.begin(), headers.end(), [&name](const HttpHeader& header) {
        return header.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool isSafe(QByteArrayView text)
{
    return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

} // namespace

LoopbackResponse plainResponse(int status)
{
    return {status, "text/plain; charset=utf-8", reasonPhrase(status) + '\n', {}};
}

QByteArray serialize(const LoopbackResponse& response)
{
    QList<HttpHeader> headers;
    for (const HttpHeader& standard : standardHeaders(response))
        if (!contains(response.headers, standard.name))
            headers += standard;
    headers += response.headers;

    QByteArray out =
        "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reasonPhrase(response.status) + "\r\n";
    for (const HttpHeader& header : headers) {
        if (!isSafe(header.name) || !isSafe(header.value))
            return serialize(plainResponse(500));
        out += header.name + ": " + header.value + "\r\n";
    }
    return out + "\r\n" + response.body;
}

} // namespace tessera

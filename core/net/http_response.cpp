// What HttpResponse knows of itself, RFC 9110 sections 5.1 and 8.3.
#include "core/net/secure_access_manager.h"

namespace tessera {

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const HttpHeader& header : headers)
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    return {};
}

QByteArray HttpResponse::mediaType() const
{
    const QByteArray value = header("Content-Type");
    const qsizetype semicolon = value.indexOf(';');
    return (semicolon < 0 ? value : value.first(semicolon)).trimmed().toLower();
}

} // namespace tessera

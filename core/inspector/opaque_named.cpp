#include "core/inspector/opaque_named.h"

#include "core/inspector/recogniser_characters.h"

#include <QByteArray>

namespace tessera {
namespace {

constexpr qsizetype kLeastPasetoPayload = 32;
constexpr qsizetype kMostMacaroon = 64 * 1024;
constexpr qsizetype kSignatureBytes = 32;

bool isBase64urlOrDot(char c)
{
    return isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
}

/// "0021location …": four hexadecimal digits count the packet, themselves included.
bool isVersion1(const QByteArray& bytes)
{
    bool isNumber = false;
    const int length = bytes.first(qMin<qsizetype>(4, bytes.size())).toInt(&isNumber, 16);
    const QByteArrayView rest = QByteArrayView(bytes).sliced(qMin<qsizetype>(4, bytes.size()));
    const bool isNamed = rest.startsWith("location ") || rest.startsWith("identifier ");
    return isNumber && isNamed && length > 4 && length <= bytes.size() && bytes[length - 1] == '\n';
}

/// Version 2, location or identifier first, and last a signature of 32 bytes.
bool isVersion2(const QByteArray& bytes)
{
    if (bytes.size() < kSignatureBytes + 8 || bytes[0] != '\x02' ||
        (bytes[1] != '\x01' && bytes[1] != '\x02'))
        return false;
    const qsizetype end = bytes.size() - kSignatureBytes;
    return bytes[end - 2] == '\x06' && bytes[end - 1] == '\x20';
}

} // namespace

QString pasetoVersion(QByteArrayView token)
{
    for (const QByteArrayView version : {"v1.", "v2.", "v3.", "v4."}) {
        for (const QByteArrayView purpose : {"local.", "public."}) {
            const QByteArray header = version.toByteArray() + purpose.toByteArray();
            const bool fits = token.startsWith(header) &&
                              token.size() >= header.size() + kLeastPasetoPayload &&
                              isAll(token, isBase64urlOrDot) && token.count('.') <= 3;
            if (fits)
                return QString::fromLatin1(header.chopped(1));
        }
    }
    return {};
}

int macaroonVersion(QByteArrayView token)
{
    const bool mayBe = token.startsWith("MD") || token.startsWith("Ag");
    if (!mayBe || token.size() > kMostMacaroon)
        return 0;
    QByteArray text = token.toByteArray().replace('-', '+').replace('_', '/');
    const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes)
        return 0;
    if (isVersion1(*bytes))
        return 1;
    return isVersion2(*bytes) ? 2 : 0;
}

} // namespace tessera

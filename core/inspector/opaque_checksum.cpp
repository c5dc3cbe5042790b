#include "core/inspector/opaque_checksum.h"

#include <QByteArray>

namespace tessera {
namespace {

constexpr qsizetype kPrefix = 4;
constexpr qsizetype kChecksum = 6;
constexpr quint32 kPolynomial = 0xEDB88320U; // CRC-32 of ISO 3309, bits reversed

quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ kPolynomial : crc >> 1U;
    }
    return ~crc;
}

QByteArray base62(quint32 number)
{
    constexpr QByteArrayView digits("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    QByteArray text;
    for (; number > 0; number /= 62)
        text.prepend(digits[static_cast<qsizetype>(number % 62)]);
    return text.rightJustified(kChecksum, '0');
}

} // namespace

bool hasGithubChecksum(QByteArrayView token)
{
    if (token.size() <= kPrefix + kChecksum)
        return false;
    const QByteArrayView random = token.sliced(kPrefix).chopped(kChecksum);
    return token.last(kChecksum) == base62(crc32(random));
}

} // namespace tessera

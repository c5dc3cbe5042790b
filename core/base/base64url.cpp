#include "core/base/base64url.h"

#include <array>

namespace tessera {
namespace {

constexpr std::array<signed char, 256> kValues = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (signed char i = 0; i < 64; ++i)
        values[static_cast<unsigned char>(alphabet[i])] = i;
    return values;
}();

} // namespace

QByteArray base64urlEncode(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<QByteArray> base64urlDecode(QByteArrayView text)
{
    if (text.size() % 4 == 1)
        return failure(ErrorKind::Malformed, u"base64url.length",
                       QStringLiteral("%1 characters cannot be base64url").arg(text.size()));
    QByteArray bytes(text.size() * 3 / 4, Qt::Uninitialized);
    char* out = bytes.data();
    unsigned int window = 0;
    int bits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const signed char value = kValues[static_cast<unsigned char>(text[i])];
        if (value < 0)
            return failure(ErrorKind::Malformed, u"base64url.character",
                           QStringLiteral("not a base64url character at position %1").arg(i));
        window = (window << 6) | static_cast<unsigned int>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            *out++ = static_cast<char>((window >> bits) & 0xFFU);
        }
    }
    if ((window & ((1U << bits) - 1U)) != 0)
        return failure(ErrorKind::Malformed, u"base64url.trailing_bits",
                       QStringLiteral("the last character carries bits that belong to no byte"));
    return bytes;
}

} // namespace tessera

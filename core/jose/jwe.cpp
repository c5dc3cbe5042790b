#include "core/jose/jwe.h"

#include "core/base/base64url.h"

#include <array>

namespace tessera {
namespace {

constexpr qsizetype kParts = 5;

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// Exactly five parts, found without making a list of what may be millions (A128).
Result<std::array<QByteArrayView, kParts>> fiveParts(QByteArrayView text)
{
    std::array<QByteArrayView, kParts> parts;
    for (size_t i = 0; i < kParts; ++i) {
        const bool isLast = i + 1 == kParts;
        const qsizetype dot = text.indexOf('.');
        if (isLast != (dot < 0))
            return malformed(u"jwe.parts", QStringLiteral("not five parts with four dots between them"));
        parts[i] = isLast ? text : text.first(dot);
        text = isLast ? QByteArrayView() : text.sliced(dot + 1);
    }
    return parts;
}

} // namespace

Result<CompactJwe> parseCompactJwe(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return malformed(u"jwe.too_large",
                         QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(maxBytes));
    const auto parts = fiveParts(text);
    if (!parts)
        return failure(parts.error());
    const auto json = decodeJweHeader(parts->front());
    if (!json)
        return failure(json.error());
    auto header = readJweHeader(*json, *json);
    if (!header)
        return failure(header.error());
    CompactJwe jwe{{std::move(*header), {}}, {parts->front().toByteArray(), {}, {}, {}}};
    QByteArray* const members[] = {&jwe.recipient.encryptedKey, &jwe.content.iv, &jwe.content.ciphertext,
                                   &jwe.content.tag};
    for (size_t i = 1; i < kParts; ++i) {
        auto bytes = base64urlDecode((*parts)[i]);
        if (!bytes)
            return failure(bytes.error());
        *members[i - 1] = std::move(*bytes);
    }
    return jwe;
}

} // namespace tessera

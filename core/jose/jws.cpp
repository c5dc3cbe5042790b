#include "core/jose/jws.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/jose/jws_signature.h"

#include <QJsonDocument>

#include <array>

namespace tessera {
namespace {

constexpr qsizetype kMaxKidBytes = 256; // A136

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// Exactly three parts, found without making a list of them (A128).
Result<std::array<QByteArrayView, 3>> threeParts(QByteArrayView text)
{
    const qsizetype first = text.indexOf('.');
    const qsizetype second = first < 0 ? -1 : text.indexOf('.', first + 1);
    if (second < 0 || text.indexOf('.', second + 1) >= 0)
        return malformed(u"jws.parts", QStringLiteral("not three parts with two dots between them"));
    return std::array{text.first(first), text.sliced(first + 1, second - first - 1), text.sliced(second + 1)};
}

/// RFC 7515 sections 4.1.4 and 4.1.9 to 4.1.11, RFC 7797. `typ` is judged by those who know what they
/// expect.
Result<void> checkHeader(const JwsHeader& header)
{
    if (!header.json.value(u"alg").isString())
        return malformed(u"jws.alg", QStringLiteral("alg is missing or not a string"));
    if (header.json.contains(u"b64"))
        return malformed(u"jws.b64", QStringLiteral("payloads that are not base64url are not read"));
    // Malformed or well-formed: we understand no extension, so whatever it names is not understood.
    if (header.json.contains(u"crit"))
        return malformed(u"jws.crit",
                         QStringLiteral("the header asks for an extension that is not understood"));
    if (header.json.contains(u"kid") && (header.kid.isEmpty() || header.kid.toUtf8().size() > kMaxKidBytes))
        return malformed(u"jws.kid",
                         QStringLiteral("kid must be a string of 1 to %1 bytes").arg(kMaxKidBytes));
    return {};
}

Result<JwsHeader> parseHeader(QByteArrayView part)
{
    const auto bytes = base64urlDecode(part);
    if (!bytes)
        return failure(bytes.error());
    if (bytes->isEmpty())
        return malformed(u"jws.header", QStringLiteral("the header is empty"));
    auto json = parseJsonObject(*bytes);
    if (!json)
        return failure(json.error());
    JwsHeader header;
    header.json = std::move(*json);
    header.alg = header.json.value(u"alg").toString();
    header.kid = header.json.value(u"kid").toString();
    for (const auto& [name, member] : {std::pair{u"typ", &header.typ}, {u"cty", &header.cty}}) {
        const auto text = optionalString(header.json, name, u"jws.header");
        if (!text)
            return failure(text.error());
        *member = text->value_or(QString());
    }
    if (auto checked = checkHeader(header); !checked)
        return failure(checked.error());
    return header;
}

auto unknownAlgorithm(ErrorKind kind)
{
    return failure(kind, u"jws.algorithm_unknown", QStringLiteral("alg is none of the algorithms we know"));
}

} // namespace

Result<CompactJws> parseCompactJws(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return malformed(u"jws.too_large",
                         QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(maxBytes));
    const auto parts = threeParts(text);
    if (!parts)
        return failure(parts.error());
    const auto& [headerPart, payloadPart, signaturePart] = *parts;
    auto header = parseHeader(headerPart);
    if (!header)
        return failure(header.error());
    auto payload = base64urlDecode(payloadPart);
    if (!payload)
        return failure(payload.error());
    auto signature = base64urlDecode(signaturePart);
    if (!signature)
        return failure(signature.error());
    return CompactJws{std::move(*header),
                      text.first(headerPart.size() + 1 + payloadPart.size()).toByteArray(),
                      std::move(*payload), std::move(*signature)};
}

Result<void> verifyJws(const CompactJws& jws, const Key& key)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(jws.header.alg);
    if (!algorithm)
        return unknownAlgorithm(ErrorKind::Untrusted);
    if (auto usable = key.checkFor(*algorithm, false); !usable)
        return usable;
    if (!signatureFits(*algorithm, key, jws.signingInput, jws.signature))
        return failure(ErrorKind::Untrusted, u"jws.signature", QStringLiteral("the signature does not fit"));
    return {};
}

Result<Key> verifyJws(const CompactJws& jws, const JwkSet& keys)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(jws.header.alg);
    if (!algorithm)
        return unknownAlgorithm(ErrorKind::Untrusted);
    const auto candidates = keys.candidates(jws.header.kid, *algorithm);
    if (!candidates)
        return failure(candidates.error());
    Error error;
    for (const Key& key : *candidates) {
        const auto verified = verifyJws(jws, key);
        if (verified)
            return key;
        error = verified.error();
    }
    return failure(error);
}

Result<QByteArray> signCompact(QByteArrayView payload, const Key& key, QStringView alg, QJsonObject header)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(alg);
    if (!algorithm)
        return unknownAlgorithm(ErrorKind::Configuration);
    if (auto usable = key.checkFor(*algorithm, true); !usable)
        return failure(usable.error());
    header.insert(u"alg", alg.toString());
    if (!key.kid().isEmpty())
        header.insert(u"kid", key.kid());
    const QByteArray input = base64urlEncode(QJsonDocument(header).toJson(QJsonDocument::Compact)) + '.' +
                             base64urlEncode(payload);
    const auto signature = makeSignature(*algorithm, key, input);
    if (!signature)
        return failure(ErrorKind::Configuration, u"key.cannot_sign",
                       QStringLiteral("OpenSSL refused to sign"));
    return input + '.' + base64urlEncode(*signature);
}

QByteArray leftHalfHash(const JwsAlgorithm& algorithm, QByteArrayView value)
{
    const QByteArray hash = digestOf(algorithm, value);
    return base64urlEncode(hash.first(hash.size() / 2));
}

} // namespace tessera

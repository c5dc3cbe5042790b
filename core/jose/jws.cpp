#include "core/jose/jws.h"

#include "core/base/base64url.h"
#include "core/jose/jws_parts.h"
#include "core/jose/jws_signature.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

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

Result<JwsHeader> parseHeader(QByteArrayView part, JwsReading reading)
{
    if (part.isEmpty())
        return malformed(u"jws.header", QStringLiteral("the header is empty"));
    const auto json = decodeProtectedPart(part);
    return json ? readJwsHeader(*json, {}, reading) : failure(json.error());
}

/// RFC 7797 section 5.2: what can stand between two dots.
bool fitsCompact(QByteArrayView payload)
{
    return std::all_of(payload.begin(), payload.end(),
                       [](char c) { return c >= ' ' && c <= '~' && c != '.'; });
}

Result<QByteArray> readPayload(QByteArrayView part, const JwsHeader& header)
{
    if (header.isPayloadEncoded)
        return base64urlDecode(part);
    if (!fitsCompact(part))
        return malformed(u"jws.payload", QStringLiteral("an unencoded payload must be printable ASCII"));
    return part.toByteArray();
}

auto unknownAlgorithm(ErrorKind kind)
{
    return failure(kind, u"jws.algorithm_unknown", QStringLiteral("alg is none of the algorithms we know"));
}

} // namespace

Result<CompactJws> parseCompactJws(QByteArrayView text, qsizetype maxBytes, JwsReading reading)
{
    if (text.size() > maxBytes)
        return malformed(u"jws.too_large",
                         QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(maxBytes));
    const auto parts = threeParts(text);
    if (!parts)
        return failure(parts.error());
    const auto& [headerPart, payloadPart, signaturePart] = *parts;
    auto header = parseHeader(headerPart, reading);
    if (!header)
        return failure(header.error());
    auto payload = readPayload(payloadPart, *header);
    if (!payload)
        return failure(payload.error());
    auto signature = base64urlDecode(signaturePart);
    if (!signature)
        return failure(signature.error());
    return CompactJws{std::move(*header),
                      text.first(headerPart.size() + 1 + payloadPart.size()).toByteArray(),
                      std::move(*payload), std::move(*signature)};
}

Result<CompactJws> withDetachedPayload(CompactJws jws, QByteArrayView payload)
{
    if (!jws.payload.isEmpty())
        return malformed(u"jws.not_detached", QStringLiteral("it brings a payload of its own"));
    const QByteArrayView header = QByteArrayView(jws.signingInput).chopped(1);
    jws.signingInput = signingInputOf(header, payload, jws.header.isPayloadEncoded);
    jws.payload = payload.toByteArray();
    return jws;
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

QByteArray signingInputOf(QByteArrayView encodedHeader, QByteArrayView payload, bool isEncoded)
{
    QByteArray input = encodedHeader.toByteArray();
    input += '.';
    input += isEncoded ? base64urlEncode(payload) : payload.toByteArray();
    return input;
}

QByteArray encodedHeader(const QJsonObject& header)
{
    return base64urlEncode(QJsonDocument(header).toJson(QJsonDocument::Compact));
}

void insertPayloadForm(QJsonObject& header, JwsPayload form)
{
    if (isEncoded(form))
        return;
    header.insert(u"b64", false);
    header.insert(u"crit", QJsonArray{QStringLiteral("b64")});
}

Result<QByteArray> signatureOver(QByteArrayView input, const Key& key, QStringView alg)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(alg);
    if (!algorithm)
        return unknownAlgorithm(ErrorKind::Configuration);
    if (auto usable = key.checkFor(*algorithm, true); !usable)
        return failure(usable.error());
    auto signature = makeSignature(*algorithm, key, input);
    if (!signature)
        return failure(ErrorKind::Configuration, u"key.cannot_sign",
                       QStringLiteral("OpenSSL refused to sign"));
    return std::move(*signature);
}

Result<QByteArray> signCompact(QByteArrayView payload, const Key& key, QStringView alg, QJsonObject header,
                               JwsPayload form)
{
    if (form == JwsPayload::Unencoded && !fitsCompact(payload))
        return failure(ErrorKind::Configuration, u"jws.payload",
                       QStringLiteral("an unencoded payload must be printable ASCII without dots"));
    header.insert(u"alg", alg.toString());
    if (!key.kid().isEmpty())
        header.insert(u"kid", key.kid());
    insertPayloadForm(header, form);
    const QByteArray headerPart = encodedHeader(header);
    const QByteArray input = signingInputOf(headerPart, payload, isEncoded(form));
    const auto signature = signatureOver(input, key, alg);
    if (!signature)
        return failure(signature.error());
    return (isDetached(form) ? headerPart + '.' : input) + '.' + base64urlEncode(*signature);
}

QByteArray leftHalfHash(const JwsAlgorithm& algorithm, QByteArrayView value)
{
    const QByteArray hash = digestOf(algorithm, value);
    return base64urlEncode(hash.first(hash.size() / 2));
}

} // namespace tessera

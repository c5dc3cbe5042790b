#include "core/jose/jws_json.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/strict_json.h"

#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// RFC 7515 section 7.2.2: the flattened form is the general one with its only signature turned inside out,
/// and has no "signatures".
Result<QJsonArray> signatureObjects(const QJsonObject& object)
{
    const bool isGeneral = object.contains(u"signatures");
    const bool isFlattened =
        object.contains(u"signature") || object.contains(u"protected") || object.contains(u"header");
    if (isGeneral == isFlattened)
        return malformed(u"jws.json_form",
                         isGeneral ? QStringLiteral("members of the general and of the flattened form")
                                   : QStringLiteral("neither signature nor signatures"));
    if (isFlattened)
        return QJsonArray{object};
    const QJsonValue value = object.value(u"signatures");
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.isEmpty() ||
        !std::all_of(array.begin(), array.end(), [](const auto& entry) { return entry.isObject(); }))
        return malformed(u"jws.json_form", QStringLiteral("signatures must be an array of objects"));
    if (array.size() > kMaxJsonSignatures)
        return malformed(
            u"jws.too_many_signatures",
            QStringLiteral("%1 signatures, at most %2 are read").arg(array.size()).arg(kMaxJsonSignatures));
    return array;
}

/// The members of one signature as text, before anything is decoded.
struct Members
{
    QByteArray protectedPart;
    QJsonObject unprotectedPart;
    QByteArray signature;
};

/// Other characters become "?", which is no base64url character either.
QByteArray base64urlText(const QString& text)
{
    return text.toLatin1();
}

/// RFC 7515 section 7.2.1: what is empty must be left out.
Result<Members> readMembers(const QJsonObject& object)
{
    Members members;
    const auto protectedPart = optionalString(object, u"protected", u"jws.json_form");
    if (!protectedPart)
        return failure(protectedPart.error());
    if (*protectedPart && (*protectedPart)->isEmpty())
        return malformed(u"jws.json_form", QStringLiteral("protected is empty"));
    members.protectedPart = base64urlText(protectedPart->value_or(QString()));
    const QJsonValue header = object.value(u"header");
    if (!header.isUndefined() && !header.isObject())
        return malformed(u"jws.json_form", QStringLiteral("header must be an object"));
    members.unprotectedPart = header.toObject();
    const auto signature = optionalString(object, u"signature", u"jws.json_form");
    if (!signature)
        return failure(signature.error());
    if (!*signature)
        return malformed(u"jws.json_form", QStringLiteral("signature is missing"));
    members.signature = base64urlText(**signature);
    return members;
}

/// With everything but the payload, and its first part with the dot as signing input.
Result<JsonJwsSignature> readSignature(const QJsonObject& object)
{
    const auto members = readMembers(object);
    if (!members)
        return failure(members.error());
    auto protectedHeader = decodeProtectedPart(members->protectedPart);
    if (!protectedHeader)
        return failure(protectedHeader.error());
    auto header = readJwsHeader(*protectedHeader, members->unprotectedPart, JwsReading::Any);
    if (!header)
        return failure(header.error());
    auto bytes = base64urlDecode(members->signature);
    if (!bytes)
        return failure(bytes.error());
    return JsonJwsSignature{
        CompactJws{std::move(*header), members->protectedPart + '.', {}, std::move(*bytes)},
        std::move(*protectedHeader), members->unprotectedPart};
}

/// RFC 7797 section 3: b64 is the same for all.
bool agreeOnEncoding(const QList<JsonJwsSignature>& signatures)
{
    return std::all_of(signatures.begin(), signatures.end(), [&](const JsonJwsSignature& signature) {
        return signature.jws.header.isPayloadEncoded == signatures.first().jws.header.isPayloadEncoded;
    });
}

Result<void> readPayload(JsonJws& jws, const QJsonObject& object)
{
    const auto text = optionalString(object, u"payload", u"jws.json_form");
    if (!text)
        return failure(text.error());
    jws.isDetached = !*text;
    if (jws.isDetached)
        return {};
    const bool isEncoded = jws.signatures.first().jws.header.isPayloadEncoded;
    const QByteArray part = isEncoded ? base64urlText(**text) : (*text)->toUtf8();
    auto payload = isEncoded ? base64urlDecode(part) : Result<QByteArray>(part);
    if (!payload)
        return failure(payload.error());
    jws.payload = std::move(*payload);
    for (JsonJwsSignature& signature : jws.signatures) {
        signature.jws.payload = jws.payload;
        signature.jws.signingInput += part;
    }
    return {};
}

} // namespace

Result<JsonJws> parseJsonJws(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() > maxBytes)
        return malformed(u"jws.too_large",
                         QStringLiteral("%1 bytes, at most %2 are read").arg(text.size()).arg(maxBytes));
    const auto object = parseJsonObject(text);
    if (!object)
        return failure(object.error());
    const auto entries = signatureObjects(*object);
    if (!entries)
        return failure(entries.error());
    JsonJws jws;
    jws.isFlattened = !object->contains(u"signatures");
    for (const auto& entry : *entries) {
        auto signature = readSignature(entry.toObject());
        if (!signature)
            return failure(signature.error());
        jws.signatures.append(std::move(*signature));
    }
    if (!agreeOnEncoding(jws.signatures))
        return malformed(u"jws.b64", QStringLiteral("the signatures differ in b64"));
    if (auto payload = readPayload(jws, *object); !payload)
        return failure(payload.error());
    return jws;
}

Result<JsonJws> withDetachedPayload(JsonJws jws, QByteArrayView payload)
{
    if (!jws.isDetached)
        return malformed(u"jws.not_detached", QStringLiteral("it brings a payload of its own"));
    for (JsonJwsSignature& signature : jws.signatures) {
        auto whole = withDetachedPayload(std::move(signature.jws), payload);
        if (!whole)
            return failure(whole.error());
        signature.jws = std::move(*whole);
    }
    jws.payload = payload.toByteArray();
    return jws;
}

} // namespace tessera

// Making JWS JSON serialisations: RFC 7515 sections 5.1 and 7.2.
#include "core/jose/jws_json.h"

#include "core/base/base64url.h"
#include "core/jose/jws_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringDecoder>

#include <algorithm>

namespace tessera {
namespace {

auto refused(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

void setName(JsonJwsSigner& signer, QStringView name, const QString& value)
{
    QJsonObject& part =
        signer.unprotectedHeader.contains(name) ? signer.unprotectedHeader : signer.protectedHeader;
    part.insert(name, value);
}

/// The header as it will be, judged by the rules of reading it.
Result<void> completeHeader(JsonJwsSigner& signer, JwsPayload form)
{
    setName(signer, u"alg", signer.alg);
    if (!signer.key.kid().isEmpty())
        setName(signer, u"kid", signer.key.kid());
    insertPayloadForm(signer.protectedHeader, form);
    const auto header = readJwsHeader(signer.protectedHeader, signer.unprotectedHeader, JwsReading::Any);
    return header ? Result<void>() : refused(header.error().code, header.error().detail);
}

Result<QJsonObject> signatureObject(QByteArrayView payload, JsonJwsSigner signer, JwsPayload form)
{
    if (auto header = completeHeader(signer, form); !header)
        return failure(header.error());
    const QByteArray headerPart =
        signer.protectedHeader.isEmpty() ? QByteArray() : encodedHeader(signer.protectedHeader);
    const auto signature =
        signatureOver(signingInputOf(headerPart, payload, isEncoded(form)), signer.key, signer.alg);
    if (!signature)
        return failure(signature.error());
    QJsonObject object{{QStringLiteral("signature"), QString::fromLatin1(base64urlEncode(*signature))}};
    if (!headerPart.isEmpty())
        object.insert(u"protected", QString::fromLatin1(headerPart));
    if (!signer.unprotectedHeader.isEmpty())
        object.insert(u"header", signer.unprotectedHeader);
    return object;
}

/// A JSON string holds characters; bytes that are none would come back as others.
Result<QString> unencodedText(QByteArrayView payload)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    const QString text = decoder(payload);
    if (decoder.hasError() || text.toUtf8() != payload)
        return refused(u"jws.payload", QStringLiteral("an unencoded payload in JSON must be UTF-8"));
    return text;
}

Result<void> addPayload(QJsonObject& object, QByteArrayView payload, JwsPayload form)
{
    if (isDetached(form))
        return {};
    const Result<QString> text =
        isEncoded(form) ? QString::fromLatin1(base64urlEncode(payload)) : unencodedText(payload);
    if (!text)
        return failure(text.error());
    object.insert(u"payload", *text);
    return {};
}

Result<void> checkCount(qsizetype count, JsonJwsForm form)
{
    if (count == 0)
        return refused(u"jws.json_form", QStringLiteral("nobody signs"));
    if (count > 1 && form == JsonJwsForm::Flattened)
        return refused(u"jws.json_form", QStringLiteral("the flattened form has one signature"));
    if (count > kMaxJsonSignatures)
        return refused(u"jws.too_many_signatures",
                       QStringLiteral("%1 signatures, at most %2").arg(count).arg(kMaxJsonSignatures));
    return {};
}

} // namespace

Result<QByteArray> signJson(QByteArrayView payload, const QList<JsonJwsSigner>& signers, JsonJwsForm form,
                            JwsPayload payloadForm)
{
    if (auto count = checkCount(signers.size(), form); !count)
        return failure(count.error());
    QJsonArray signatures;
    for (const JsonJwsSigner& signer : signers) {
        const auto object = signatureObject(payload, signer, payloadForm);
        if (!object)
            return failure(object.error());
        signatures.append(*object);
    }
    QJsonObject object = form == JsonJwsForm::Flattened
                             ? signatures.first().toObject()
                             : QJsonObject{{QStringLiteral("signatures"), signatures}};
    if (auto added = addPayload(object, payload, payloadForm); !added)
        return failure(added.error());
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace tessera

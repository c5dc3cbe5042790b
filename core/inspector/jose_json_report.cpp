#include "core/inspector/jose_json_report.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/inspector/findings.h"
#include "core/inspector/jose_report.h"

namespace tessera {
namespace {

/// Before anything is taken apart: a damaged one has a form as well.
void beginJson(TokenReport& report, QStringView kind, const QString& title, bool isFlattened)
{
    report.kind = kind.toString();
    report.title = title;
    report.serialization = isFlattened ? QStringLiteral("flattened") : QStringLiteral("general");
    addFinding(report, u"inspect.json_serialization", Finding::Note);
}

/// "ES256, key acme-1"
QString algorithmAndKey(const QString& alg, const QString& kid)
{
    return kid.isEmpty() ? printable(alg, 64)
                         : QStringLiteral("%1, key %2").arg(printable(alg, 64), printable(kid, 80));
}

void listSignatures(TokenReport& report, const JsonJws& jws)
{
    for (qsizetype i = 0; i < jws.signatures.size(); ++i) {
        const JsonJwsSignature& signature = jws.signatures[i];
        const bool hasLoose = !signature.unprotectedHeader.isEmpty();
        report.fields.append({QStringLiteral("signature %1").arg(i + 1),
                              algorithmAndKey(signature.jws.header.alg, signature.jws.header.kid),
                              hasLoose ? QStringLiteral("Part of its header is not protected.") : QString()});
    }
}

void listRecipients(TokenReport& report, const JsonJwe& jwe)
{
    for (qsizetype i = 0; i < jwe.recipients.size(); ++i) {
        const QJsonObject& header = jwe.recipients[i].header.json;
        report.fields.append(
            {QStringLiteral("recipient %1").arg(i + 1),
             algorithmAndKey(header.value(u"alg").toString(), header.value(u"kid").toString()), QString()});
    }
    if (!jwe.additional.isEmpty())
        report.fields.append({QStringLiteral("aad"), QStringLiteral("%1 bytes").arg(jwe.additional.size()),
                              QStringLiteral("Protected with the content, not encrypted.")});
}

} // namespace

bool looksLikeJsonJws(const QJsonObject& object)
{
    return object.contains(u"signatures") ||
           (object.contains(u"signature") && (object.contains(u"payload") || object.contains(u"protected")));
}

bool looksLikeJsonJwe(const QJsonObject& object)
{
    return object.contains(u"ciphertext");
}

void inspectJsonJws(TokenReport& report, const QJsonObject& object, QByteArrayView text, TimePoint now)
{
    beginJson(report, u"jws", QStringLiteral("Signed message (JWS in JSON)"),
              !object.contains(u"signatures"));
    Result<JsonJws> jws = parseJsonJws(text);
    if (!jws) {
        report.signature.status = QStringLiteral("refused");
        report.signature.code = jws.error().code;
        addFinding(report, jws.error());
        return;
    }
    const CompactJws& first = jws->signatures.constFirst().jws;
    report.header = first.header.json;
    report.signature.alg = first.header.alg;
    report.signature.kid = first.header.kid;
    listSignatures(report, *jws);
    if (jws->isDetached) {
        addFinding(report, u"jws.detached", Finding::Note);
    } else {
        report.payload = jws->payload;
        if (const auto claims = parseJsonObject(jws->payload))
            report.claims = *claims;
    }
    report.jsonJws = *std::move(jws);
    judgeSigned(report, true, now, 0);
    report.title = QStringLiteral("Signed message (JWS in JSON, %1)").arg(report.serialization);
}

void inspectJsonJwe(TokenReport& report, const QJsonObject& object, QByteArrayView text)
{
    beginJson(report, u"jwe", QStringLiteral("Encrypted message (JWE in JSON)"),
              !object.contains(u"recipients"));
    Result<JsonJwe> jwe = parseJsonJwe(text);
    if (!jwe)
        return judgeDamagedJwe(report, jwe.error());
    const JweRecipient& first = jwe->recipients.constFirst();
    report.header = first.header.json;
    report.signature.alg = report.header.value(u"alg").toString();
    report.signature.kid = report.header.value(u"kid").toString();
    listRecipients(report, *jwe);
    judgeEncrypted(report, checkJwe(first, inspectorJweRules()));
    report.title = QStringLiteral("Encrypted message (JWE in JSON, %1)").arg(report.serialization);
    report.jsonJwe = *std::move(jwe);
}

} // namespace tessera

#include "core/inspector/jose_report.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/inspector/claim_findings.h"
#include "core/jose/jwe_plan.h"

#include <QJsonDocument>

namespace tessera {
namespace {

constexpr int kJwsParts = 3;
constexpr int kJweParts = 5;

/// At most six: the sixth holds the rest and says that there are too many (attack A128).
QList<QByteArrayView> splitParts(QByteArrayView text)
{
    QList<QByteArrayView> parts;
    for (qsizetype dot = text.indexOf('.'); dot >= 0 && parts.size() < kJweParts; dot = text.indexOf('.')) {
        parts.append(text.first(dot));
        text = text.sliced(dot + 1);
    }
    parts.append(text);
    return parts;
}

/// Strictly; if that fails, as well as can be, with a finding: even a bad token is to be seen.
std::optional<QByteArray> decodePart(TokenReport& report, QByteArrayView part)
{
    Result<QByteArray> bytes = base64urlDecode(part);
    if (bytes)
        return *bytes;
    addFinding(report, bytes.error());
    const auto lenient = QByteArray::fromBase64Encoding(
        part.toByteArray(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return lenient ? std::optional<QByteArray>(*lenient) : std::nullopt;
}

std::optional<QJsonObject> readObject(TokenReport& report, const QByteArray& text)
{
    const Result<QJsonObject> object = parseJsonObject(text);
    if (object)
        return *object;
    const QJsonDocument lenient = QJsonDocument::fromJson(text);
    if (!lenient.isObject())
        return std::nullopt;
    addFinding(report, object.error());
    return lenient.object();
}

/// The header decides what it is. None: not one of ours, and findings of the attempt say nothing.
bool readHeader(TokenReport& report, QByteArrayView part)
{
    TokenReport attempt = report;
    const std::optional<QByteArray> bytes = decodePart(attempt, part);
    const std::optional<QJsonObject> header = bytes ? readObject(attempt, *bytes) : std::nullopt;
    if (!header)
        return false;
    report = std::move(attempt);
    report.header = *header;
    report.signature.alg = header->value(u"alg").toString();
    report.signature.kid = header->value(u"kid").toString();
    return true;
}

void readPayload(TokenReport& report, QByteArrayView part, bool isSigned)
{
    if (part.isEmpty() && isSigned)
        return addFinding(report, u"jws.detached", Finding::Note);
    if (report.jws && !report.jws->header.isPayloadEncoded) { // RFC 7797: as it is
        report.payload = report.jws->payload;
        return;
    }
    report.payload = decodePart(report, part);
    if (report.payload)
        report.claims = readObject(report, *report.payload);
}

void refuseSignature(TokenReport& report, QStringView code)
{
    report.signature.status = QStringLiteral("refused");
    report.signature.code = code.toString();
}

/// The finding of the strict rules, if they refuse it; "none" has a finding of its own. What is no JWT and
/// yet a JWS by RFC 7797 can be verified as such.
void takeApart(TokenReport& report, QByteArrayView text)
{
    Result<CompactJws> strict = parseCompactJws(text, kMaxInspectedBytes);
    if (strict) {
        report.jws = *std::move(strict);
        return;
    }
    Result<CompactJws> any = parseCompactJws(text, kMaxInspectedBytes, JwsReading::Any);
    if (any) {
        report.jws = *std::move(any);
        if (!report.jws->header.isPayloadEncoded)
            return addFinding(report, u"jws.b64", Finding::Error);
    } else {
        refuseSignature(report, strict.error().code);
    }
    if (report.signature.alg.compare(u"none", Qt::CaseInsensitive) != 0)
        addFinding(report, strict.error());
}

void inspectJws(TokenReport& report, const QList<QByteArrayView>& parts, QByteArrayView text, TimePoint now)
{
    report.kind = QStringLiteral("jws");
    const bool isSigned = !parts[2].isEmpty();
    takeApart(report, text);
    readPayload(report, parts[1], isSigned);
    judgeSigned(report, isSigned, now, text.size());
}

void inspectJwe(TokenReport& report, QByteArrayView text)
{
    report.kind = QStringLiteral("jwe");
    report.title = QStringLiteral("Encrypted JSON Web Token");
    Result<CompactJwe> strict = parseCompactJwe(text, kMaxInspectedBytes);
    if (!strict)
        return judgeDamagedJwe(report, strict.error());
    judgeEncrypted(report, checkJwe(strict->recipient, inspectorJweRules()));
    report.jwe = *std::move(strict);
}

} // namespace

JweRules inspectorJweRules()
{
    JweRules rules;
    rules.allowPasswords = true; // a person chose the token, and the bounds of p2c hold
    return rules;
}

void judgeSigned(TokenReport& report, bool isSigned, TimePoint now, qsizetype tokenBytes)
{
    if (report.payload && !report.claims)
        addFinding(report, u"jws.payload_not_claims", Finding::Note);
    const TokenKind kind = report.claims ? guessTokenKind(report.header, *report.claims) : TokenKind::Unknown;
    report.tokenKind = tokenKindName(kind);
    report.title =
        report.claims ? jwtTitle(kind, isSigned) : QStringLiteral("Signed content that is no JSON Web Token");
    judgeHeader(report, kind);
    if (report.claims)
        judgeClaims(report, kind, now, tokenBytes);
}

void judgeEncrypted(TokenReport& report, const Result<void>& usable)
{
    report.decryption = DecryptionReport{};
    addFinding(report, u"jwe.encrypted", Finding::Note);
    judgeHeader(report, TokenKind::Unknown);
    if (usable)
        return;
    report.decryption = DecryptionReport{QStringLiteral("refused"), usable.error().code};
    addFinding(report, usable.error());
}

void judgeDamagedJwe(TokenReport& report, const Error& error)
{
    judgeEncrypted(report, failure(error));
    const auto plan =
        planFor(report.signature.alg, report.header.value(u"enc").toString(), ErrorKind::Untrusted);
    if (!plan && plan.error().code != error.code)
        addFinding(report, plan.error());
}

bool inspectCompact(TokenReport& report, QByteArrayView token, TimePoint now)
{
    const QList<QByteArrayView> parts = splitParts(token);
    const bool isCompact = parts.size() == kJwsParts || parts.size() == kJweParts;
    if (!isCompact || !readHeader(report, parts[0]))
        return false;
    report.serialization = QStringLiteral("compact");
    if (parts.size() == kJweParts)
        inspectJwe(report, token);
    else
        inspectJws(report, parts, token, now);
    return true;
}

} // namespace tessera

#include "core/inspector/jose_report.h"

#include "core/base/base64url.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/inspector/findings.h"
#include "core/inspector/token_times.h"
#include "core/oidc/id_token_checks.h"

#include <QJsonDocument>

namespace tessera {
namespace {

constexpr int kJwsParts = 3;
constexpr int kJweParts = 5;
constexpr auto kLongLife = std::chrono::hours(24) * 366;
constexpr auto kAnyAge = kLongLife * 10'000; // how long ago is no question here

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

void readPayload(TokenReport& report, QByteArrayView part)
{
    report.payload = decodePart(report, part);
    if (!report.payload)
        return;
    report.claims = readObject(report, *report.payload);
    if (!report.claims)
        addFinding(report, u"jws.payload_not_claims", Finding::Note);
}

void refuseSignature(TokenReport& report, QStringView code)
{
    report.signature.status = QStringLiteral("refused");
    report.signature.code = code.toString();
}

/// What can be said about the signature without a key.
void judgeAlgorithm(TokenReport& report)
{
    const QString& alg = report.signature.alg;
    const JwsAlgorithm* algorithm = findJwsAlgorithm(alg);
    if (!algorithm && report.header.value(u"alg").isString()) {
        refuseSignature(report, u"jws.algorithm_unknown");
        const bool none = alg.compare(u"none", Qt::CaseInsensitive) == 0;
        addFinding(report, none ? u"jws.algorithm_none" : u"jws.algorithm_unknown", Finding::Error,
                   QStringLiteral("alg is \"%1\".").arg(printable(alg, 64)));
        return;
    }
    if (algorithm && !algorithm->asymmetric())
        addFinding(report, u"jws.shared_secret", Finding::Note);
}

void judgeHeader(TokenReport& report)
{
    for (const QStringView member : {u"jku", u"x5u", u"jwk", u"x5c"}) {
        if (report.header.contains(member))
            addFinding(report, u"jws.key_in_header", Finding::Warning,
                       QStringLiteral("The header holds \"%1\".").arg(member));
    }
    const QString typ = report.header.value(u"typ").toString().toLower();
    if (typ.endsWith(u"at+jwt"))
        addFinding(report, u"jwt.access_token", Finding::Note);
}

/// The rules of ID token validation that need nothing but the token and the clock.
void judgeTimes(TokenReport& report, TimePoint now)
{
    static const Result<JwkSet> noKeys{JwkSet()};
    IdTokenExpectations expected;
    expected.now = now;
    expected.maxIssueAge = kAnyAge;
    const UnverifiedJwt jwt{{}, *report.claims};
    const idtoken::Subject subject{jwt, expected, noKeys};
    if (!report.claims->contains(u"exp"))
        addFinding(report, u"jwt.exp_missing", Finding::Warning);
    else if (const auto exp = idtoken::checkExpiry(subject); exp.error)
        addFinding(report, *exp.error);
    if (const auto nbf = idtoken::checkNotBefore(subject); nbf.error)
        addFinding(report, *nbf.error);
    if (!report.claims->contains(u"iat"))
        return;
    if (const auto iat = idtoken::checkIssuedAt(subject); iat.error)
        addFinding(report, *iat.error);
}

void judgeClaims(TokenReport& report, TimePoint now)
{
    const QJsonObject& claims = *report.claims;
    report.times = describeTimes(claims, now);
    judgeTimes(report, now);
    const double life = claims.value(u"exp").toDouble() - claims.value(u"iat").toDouble();
    if (claims.contains(u"iat") && life > static_cast<double>(Seconds(kLongLife).count()))
        addFinding(report, u"jwt.long_life", Finding::Warning);
    if (!claims.contains(u"iss"))
        addFinding(report, u"jwt.iss_missing", Finding::Warning);
    if (!claims.contains(u"aud"))
        addFinding(report, u"jwt.aud_missing", Finding::Warning);
}

void inspectJws(TokenReport& report, const QList<QByteArrayView>& parts, QByteArrayView text, TimePoint now)
{
    report.kind = QStringLiteral("jws");
    readPayload(report, parts[1]);
    const Result<CompactJws> strict = parseCompactJws(text, kMaxInspectedBytes);
    if (strict) {
        report.jws = *strict;
    } else {
        refuseSignature(report, strict.error().code);
        if (report.signature.alg.compare(u"none", Qt::CaseInsensitive) != 0)
            addFinding(report, strict.error());
    }
    judgeAlgorithm(report);
    judgeHeader(report);
    if (report.claims)
        judgeClaims(report, now);
}

void inspectJwe(TokenReport& report)
{
    report.kind = QStringLiteral("jwe");
    report.decryption = DecryptionReport{};
    addFinding(report, u"jwe.encrypted", Finding::Note);
    if (report.signature.alg == u"RSA1_5")
        addFinding(report, u"jwe.rsa1_5", Finding::Warning);
    judgeHeader(report);
}

} // namespace

bool inspectCompact(TokenReport& report, QByteArrayView token, TimePoint now)
{
    const QList<QByteArrayView> parts = splitParts(token);
    const bool isCompact = parts.size() == kJwsParts || parts.size() == kJweParts;
    if (!isCompact || !readHeader(report, parts[0]))
        return false;
    report.serialization = QStringLiteral("compact");
    if (parts.size() == kJweParts)
        inspectJwe(report);
    else
        inspectJws(report, parts, token, now);
    return true;
}

} // namespace tessera

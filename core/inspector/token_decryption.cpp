#include "core/inspector/token_decryption.h"

#include "core/base/strict_json.h"
#include "core/inspector/claim_findings.h"
#include "core/inspector/jose_report.h"
#include "core/inspector/token_inspector.h"

namespace tessera {
namespace {

template <class Opener>
Result<Decrypted> open(const TokenReport& report, const Opener& opener)
{
    const JweRules rules = inspectorJweRules();
    if (report.jwe)
        return decryptJwe(*report.jwe, opener, rules);
    return decryptJsonJwe(*report.jsonJwe, opener, rules);
}

bool isPasswordBased(const TokenReport& report)
{
    const JweKeyManagement* row = findJweKeyManagement(report.header.value(u"alg").toString());
    return row && row->family == JoseFamily::Pbes2;
}

/// A kid that no key has says that the issuer's keys were not named, not that the signature is wrong.
bool saysNothing(const TokenReport& verified)
{
    return verified.signature.code == u"jwks.unknown_kid" || verified.signature.code == u"jwks.no_key";
}

void addNested(TokenReport& report, QByteArrayView plaintext, const JwkSet& keys)
{
    const TokenReport inner = inspectToken(plaintext, report.inspectedAt);
    const TokenReport verified = verifyReport(inner, keys, report.signature.keySource);
    report.parts.push_back({QStringLiteral("payload"),
                            std::make_shared<const TokenReport>(saysNothing(verified) ? inner : verified)});
}

/// Claims that are encrypted and not signed: anybody who has the public key can have written them (N057).
void judgeUnsigned(TokenReport& report)
{
    const TokenKind kind = guessTokenKind(report.header, *report.claims);
    report.tokenKind = tokenKindName(kind);
    judgeClaims(report, kind, report.inspectedAt, 0);
    addFinding(report, u"jwe.not_signed", Finding::Warning);
}

void showPlaintext(TokenReport& report, const Decrypted& decrypted, const JwkSet& keys)
{
    const QByteArrayView plaintext = decrypted.plaintext.reveal();
    report.decryption = DecryptionReport{QStringLiteral("decrypted"), {}};
    if (report.signature.kid.isEmpty())
        report.signature.kid = decrypted.kid;
    report.payload = plaintext.toByteArray();
    if (plaintext.startsWith("eyJ") && plaintext.contains('.'))
        return addNested(report, plaintext, keys);
    if (const auto claims = parseJsonObject(plaintext)) {
        report.claims = *claims;
        judgeUnsigned(report);
    }
}

TokenReport withOutcome(TokenReport report, const Result<Decrypted>& decrypted, const JwkSet& keys,
                        const QString& keySource)
{
    report.signature.keySource = keySource;
    if (decrypted) {
        showPlaintext(report, *decrypted, keys);
        return report;
    }
    report.decryption = DecryptionReport{QStringLiteral("failed"), decrypted.error().code};
    addFinding(report, decrypted.error());
    return report;
}

bool canBeTried(const TokenReport& report)
{
    return (report.jwe || report.jsonJwe) && report.decryption && report.decryption->status != u"refused";
}

} // namespace

TokenReport decryptReport(TokenReport report, const JwkSet& keys, const QString& keySource)
{
    report.signature.keySource = keySource;
    if (!canBeTried(report))
        return report;
    const Result<Decrypted> decrypted = open(report, keys);
    return withOutcome(std::move(report), decrypted, keys, keySource);
}

TokenReport decryptReport(TokenReport report, const SecretString& secret, const QString& keySource)
{
    const Key key = Key::fromSecret(secret);
    if (!isPasswordBased(report))
        return decryptReport(std::move(report), JwkSet({key}), keySource);
    report.signature.keySource = keySource;
    if (!canBeTried(report))
        return report;
    const Result<Decrypted> decrypted = open(report, secret);
    return withOutcome(std::move(report), decrypted, JwkSet({key}), keySource);
}

} // namespace tessera

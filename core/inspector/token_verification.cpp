// The second act of the inspector: verifying with keys that a person named.
#include "core/inspector/findings.h"
#include "core/inspector/token_decryption.h"
#include "core/inspector/token_inspector.h"

namespace tessera {
namespace {

void refuseSignature(TokenReport& report, const QString& code)
{
    report.signature.status = QStringLiteral("refused");
    report.signature.code = code;
}

void refuseSignature(TokenReport& report, const Error& error)
{
    refuseSignature(report, error.code);
    if (error.code == u"jws.signature")
        report.signature.status = QStringLiteral("invalid");
    addFinding(report, error);
}

void acceptSignature(TokenReport& report, const QString& kid)
{
    report.signature.status = QStringLiteral("valid");
    if (report.signature.kid.isEmpty())
        report.signature.kid = kid;
}

/// A person who names one key without an id means that key, whatever id the token names; a key of another id
/// stays another key.
Result<Key> keyThatFits(const CompactJws& jws, const JwkSet& keys)
{
    if (keys.keys().size() != 1 || !keys.keys().constFirst().kid().isEmpty())
        return verifyJws(jws, keys);
    const Key& only = keys.keys().constFirst();
    return verifyJws(jws, only).map([&] { return only; });
}

void verifyCompact(TokenReport& report, const JwkSet& keys)
{
    if (report.signature.status == u"refused")
        return;
    const Result<Key> key = keyThatFits(*report.jws, keys);
    if (key)
        acceptSignature(report, key->kid());
    else if (key.error().code == u"jws.signature" && report.jws->payload.isEmpty()) // of content elsewhere
        refuseSignature(report, QStringLiteral("jws.detached"));
    else
        refuseSignature(report, key.error());
}

/// One good signature makes the message good for whoever holds that key; what the others came to is shown.
void verifyJson(TokenReport& report, const JwkSet& keys)
{
    if (report.jsonJws->isDetached)
        return refuseSignature(report, QStringLiteral("jws.detached"));
    std::optional<Error> firstError;
    for (qsizetype i = 0; i < report.jsonJws->signatures.size(); ++i) {
        const Result<Key> key = keyThatFits(report.jsonJws->signatures[i].jws, keys);
        report.fields[i].meaning =
            key ? QStringLiteral("Valid.") : QStringLiteral("Not valid (%1).").arg(key.error().code);
        if (key)
            acceptSignature(report, key->kid());
        else if (!firstError)
            firstError = key.error();
    }
    if (report.signature.status != u"valid" && firstError)
        refuseSignature(report, *firstError);
}

bool holdsTokens(const TokenReport& report)
{
    return report.kind == u"jws" || report.kind == u"jwe" || !report.parts.empty();
}

/// A text that holds tokens is as good as the tokens in it: valid only if none of them is not.
void verifyParts(TokenReport& report, const JwkSet& keys)
{
    for (ReportPart& part : report.parts) {
        if (!holdsTokens(*part.report))
            continue;
        TokenReport verified = verifyReport(*part.report, keys, report.signature.keySource);
        const bool isWorse = report.signature.status == u"not-checked" || report.signature.status == u"valid";
        if (isWorse && verified.signature.status != u"not-checked")
            report.signature = verified.signature;
        part.report = std::make_shared<const TokenReport>(std::move(verified));
    }
}

} // namespace

TokenReport verifyReport(TokenReport report, const JwkSet& keys, const QString& keySource)
{
    report.signature.keySource = keySource;
    if (report.kind == u"jwe")
        return decryptReport(std::move(report), keys, keySource);
    if (report.jws)
        verifyCompact(report, keys);
    else if (report.jsonJws)
        verifyJson(report, keys);
    else
        verifyParts(report, keys);
    if (report.signature.status == u"not-checked") // nothing here that the strict rules would verify
        refuseSignature(report, QStringLiteral("jws.parts"));
    return report;
}

TokenReport verifyReport(TokenReport report, const SecretString& secret, const QString& keySource)
{
    if (report.kind == u"jwe")
        return decryptReport(std::move(report), secret, keySource);
    return verifyReport(std::move(report), JwkSet({Key::fromSecret(secret)}), keySource);
}

} // namespace tessera

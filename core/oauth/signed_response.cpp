#include "core/oauth/signed_response.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/net/limits.h"
#include "core/oauth/parameters.h"

namespace tessera {
namespace {

constexpr QStringView kClaim = u"response.claim";

auto untrusted(QStringView code, const QString& detail = {})
{
    return failure(ErrorKind::Untrusted, code, detail);
}

auto misconfigured(QStringView code, const QString& detail, const AuthorizationServerMetadata& metadata)
{
    return failure(ErrorKind::Configuration, code, detail, metadata.issuer);
}

QString listed(const QStringList& values)
{
    return printable(values.join(QStringLiteral(", ")), 200);
}

/// With response_type=code, "jwt" means "query.jwt" (JARM section 2.3.4).
QString responseModeOf(const AuthorizationServerMetadata& metadata)
{
    for (const QString& mode : {QStringLiteral("query.jwt"), QStringLiteral("jwt")})
        if (metadata.responseModesSupported.contains(mode))
            return mode;
    return {};
}

Result<void> checkAlgorithmIsUsable(const SignedResponseExpectations& expected,
                                    const AuthorizationServerMetadata& metadata)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(expected.algorithm);
    const QString name = printable(expected.algorithm, 64);
    if (!algorithm) // "none" too
        return misconfigured(u"jarm.algorithm", QStringLiteral("%1 is none of ours").arg(name), metadata);
    const QStringList& offered = metadata.authorizationSigningAlgValuesSupported;
    if (!offered.isEmpty() && !offered.contains(expected.algorithm))
        return misconfigured(u"jarm.algorithm",
                             QStringLiteral("%1, and it offers %2").arg(name, listed(offered)), metadata);
    if (!algorithm->asymmetric() && expected.clientSecret.isEmpty())
        return misconfigured(u"client.secret_missing", name, metadata);
    if (algorithm->asymmetric() && metadata.jwksUri.isEmpty())
        return misconfigured(u"jarm.no_keys", {}, metadata);
    return {};
}

/// The checks, each one rule.
using Checked = Result<void>;
using Expected = const SignedResponseExpectations&;

// Section 2.2: what is registered to come encrypted comes so
Checked checkEncryption(const OpenedResponse& response, Expected expected)
{
    if (expected.decryption && !response.wasEncrypted)
        return untrusted(u"response.not_encrypted",
                         QStringLiteral("%1 is registered").arg(expected.decryption->alg));
    return {};
}

// Section 2.4: against mix-up
Checked checkIss(const OpenedResponse& response, Expected expected)
{
    const QJsonValue iss = response.jwt.claims.value(param::kIss);
    if (iss.isUndefined())
        return untrusted(u"response.iss_missing");
    if (iss != QJsonValue(expected.issuer)) // a plain comparison of strings, as RFC 9207 section 2.4
        return untrusted(u"response.iss_mismatch");
    return {};
}

// Section 2.4. One string counts as a list of one (RFC 7519 section 4.1.3).
Checked checkAud(const OpenedResponse& response, Expected expected)
{
    const QJsonValue aud = response.jwt.claims.value(u"aud");
    if (aud == QJsonValue(expected.clientId))
        return {};
    const auto list = optionalStringList(response.jwt.claims, u"aud", kClaim);
    if (!list || !*list || !(*list)->contains(expected.clientId))
        return untrusted(u"response.aud_mismatch",
                         aud.isUndefined() ? QStringLiteral("it names nobody") : QString());
    return {};
}

QString againstClock(QStringView name, TimePoint time, TimePoint now)
{
    return QStringLiteral("%1 is %2, this computer's clock says %3")
        .arg(name, toDateTime(time).toString(Qt::ISODate), toDateTime(now).toString(Qt::ISODate));
}

// Section 2.4, and section 2.1 for how long it may be good at most
Checked checkExp(const OpenedResponse& response, Expected expected)
{
    const auto exp = optionalNumericDate(response.jwt.claims, u"exp", kClaim);
    if (!exp)
        return failure(exp.error());
    if (!*exp)
        return failure(ErrorKind::Malformed, kClaim, QStringLiteral("exp is missing"));
    const TimePoint now = expected.clock->now();
    if (now >= **exp + limits::kSignedResponseSkew)
        return untrusted(u"response.expired", againstClock(u"exp", **exp, now));
    if (**exp - now > limits::kSignedResponseLife + limits::kSignedResponseSkew)
        return untrusted(u"response.lifetime", againstClock(u"exp", **exp, now));
    return {};
}

// RFC 7519 section 4.1.5
Checked checkNbf(const OpenedResponse& response, Expected expected)
{
    const auto nbf = optionalNumericDate(response.jwt.claims, u"nbf", kClaim);
    if (!nbf)
        return failure(nbf.error());
    const TimePoint now = expected.clock->now();
    if (*nbf && **nbf > now + limits::kSignedResponseSkew)
        return untrusted(u"response.not_yet_valid", againstClock(u"nbf", **nbf, now));
    return {};
}

// Section 2.4: the algorithm is ours to choose, and "none" is no algorithm
Checked checkAlg(const OpenedResponse& response, Expected expected)
{
    const QString& alg = response.jwt.jws.header.alg;
    if (alg != expected.algorithm || !findJwsAlgorithm(alg))
        return untrusted(
            u"response.alg",
            QStringLiteral("it is %1, %2 was agreed on").arg(printable(alg, 64), expected.algorithm));
    return {};
}

// Section 2.4
Checked checkSignature(const OpenedResponse& response, Expected expected)
{
    const CompactJws& jws = response.jwt.jws;
    const Checked verified = needsKeySet(expected) ? verifyJws(jws, expected.keys).map([](const Key&) {})
                                                   : verifyJws(jws, Key::fromSecret(expected.clientSecret));
    if (verified || verified.error().code != u"jws.signature")
        return verified;
    return untrusted(u"response.signature");
}

} // namespace

Result<std::optional<SignedResponseExpectations>>
signedResponseOf(const ClientRegistration& registration, const AuthorizationServerMetadata& metadata)
{
    const QString& alg = registration.authorizationSignedResponseAlg;
    if (alg.isEmpty() && registration.authorizationEncryptedResponseAlg.isEmpty())
        return std::optional<SignedResponseExpectations>();
    SignedResponseExpectations expected;
    expected.issuer = metadata.issuer;
    expected.clientId = registration.clientId;
    expected.clientSecret = registration.clientSecret;
    expected.algorithm = alg.isEmpty() ? QStringLiteral("RS256") : alg; // section 3
    expected.responseMode = responseModeOf(metadata);
    if (expected.responseMode.isEmpty())
        return misconfigured(u"jarm.unsupported",
                             metadata.responseModesSupported.isEmpty()
                                 ? QStringLiteral("query, fragment") // RFC 8414 section 2
                                 : listed(metadata.responseModesSupported),
                             metadata);
    if (const auto usable = checkAlgorithmIsUsable(expected, metadata); !usable)
        return failure(usable.error());
    const auto decryption = tokenDecryption(registration, registration.authorizationEncryptedResponseAlg,
                                            registration.authorizationEncryptedResponseEnc);
    if (!decryption)
        return failure(decryption.error());
    expected.decryption = *decryption;
    return std::optional(std::move(expected));
}

bool canSignResponses(QStringView algorithm)
{
    return findJwsAlgorithm(algorithm) != nullptr;
}

bool needsKeySet(const SignedResponseExpectations& expected)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(expected.algorithm);
    return algorithm && algorithm->asymmetric();
}

Result<OpenedResponse> openSignedResponse(QByteArrayView text,
                                          const std::optional<TokenDecryption>& decryption)
{
    auto signedOnly = decodeJwt(text);
    if (signedOnly)
        return OpenedResponse{*std::move(signedOnly), false};
    if (!decryption || signedOnly.error().code != u"jwt.encrypted")
        return failure(signedOnly.error());
    return openToken(text, *decryption, u"response.not_encrypted")
        .and_then([](const Decrypted& opened) { return nestedJws(opened); })
        .and_then([](const QByteArray& inside) { return decodeJwt(inside); })
        .map([](UnverifiedJwt jwt) {
            return OpenedResponse{std::move(jwt), true};
        });
}

Result<FormFields> parametersIn(const QJsonObject& claims)
{
    FormFields fields;
    for (const QStringView name : {param::kState, param::kIss, param::kCode, param::kError,
                                   param::kErrorDescription, param::kErrorUri}) {
        const auto value = optionalString(claims, name, kClaim);
        if (!value)
            return failure(value.error());
        if (*value)
            fields += {name.toString(), **value};
    }
    return fields;
}

Result<void> checkSignedResponse(const OpenedResponse& response, const SignedResponseExpectations& expected)
{
    for (const auto check :
         {checkEncryption, checkIss, checkAud, checkExp, checkNbf, checkAlg, checkSignature})
        if (const Checked checked = check(response, expected); !checked)
            return checked;
    return {};
}

} // namespace tessera

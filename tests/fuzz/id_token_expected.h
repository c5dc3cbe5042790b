// What the ID token of the seeds is held to: RS256-signed kClaims (fuzz_keys.h) passes, and nothing that says
// something else does.
#pragma once

#include "core/oidc/id_token_validation.h"
#include "tests/fuzz/fuzz_keys.h"

namespace tessera::fuzz {

inline IdTokenVerdict judgeIdToken(QByteArrayView text)
{
    static const JwkSet keys(signingKeys());
    IdTokenExpectations expected;
    expected.issuer = QStringLiteral("https://op.example");
    expected.clientId = QStringLiteral("client");
    expected.algorithms = {QStringLiteral("RS256"), QStringLiteral("ES256"), QStringLiteral("EdDSA"),
                           QStringLiteral("HS256")};
    expected.clientSecret = secretKey(64).secret();
    expected.nonce = "nonce";
    expected.maxAge = Seconds(60);
    expected.accessToken = SecretString::fromUtf8("access");
    expected.previous = PreviousIdToken{QStringLiteral("alice"), fromUnixSeconds(1767323000), {}};
    expected.now = fromUnixSeconds(1767323045);
    return validateIdToken(SecretString::fromUtf8(text), keys, expected);
}

} // namespace tessera::fuzz

// Whatever bytes a provider calls an ID token, and whatever its WWW-Authenticate header says: refused, never
// a crash.
#include "core/oidc/id_token_validation.h"
#include "core/oidc/www_authenticate.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    using namespace tessera;
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    IdTokenExpectations expected;
    expected.issuer = QStringLiteral("https://op.example");
    expected.clientId = QStringLiteral("client");
    expected.algorithms = {QStringLiteral("RS256"), QStringLiteral("HS256")};
    expected.clientSecret = SecretString::fromUtf8("a-secret-of-more-than-thirty-two-bytes");
    expected.nonce = "nonce";
    expected.maxAge = Seconds(60);
    expected.accessToken = SecretString::fromUtf8("access");
    expected.previous = PreviousIdToken{};
    expected.now = fromUnixSeconds(1767323045);
    const IdTokenVerdict verdict = validateIdToken(SecretString::fromUtf8(bytes), JwkSet(), expected);
    if (verdict.idToken)
        __builtin_trap(); // nobody signed it
    (void)parseWwwAuthenticate(bytes);
    return 0;
}

// Whatever bytes a provider calls an ID token, and whatever its WWW-Authenticate header says: what passes is
// what the provider signed, and a refusal names its reason.
#include "core/jose/jwt.h"
#include "core/oidc/www_authenticate.h"
#include "tests/fuzz/id_token_expected.h"

#include <algorithm>

using namespace tessera;

static void checkVerdict(QByteArrayView text)
{
    const IdTokenVerdict verdict = fuzz::judgeIdToken(text);
    const bool failed =
        std::any_of(verdict.checks.begin(), verdict.checks.end(),
                    [](const IdTokenCheck& check) { return check.outcome == CheckOutcome::Failed; });
    if (verdict.idToken.has_value() == verdict.error.has_value() || verdict.error.has_value() != failed)
        __builtin_trap();
    if (verdict.idToken && !fuzz::isOurs(decodeJwt(text).value().jws.payload))
        __builtin_trap();
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    checkVerdict(bytes);
    const auto challenges = parseWwwAuthenticate(bytes);
    if (challenges && challenges->size() > 32)
        __builtin_trap();
    return 0;
}

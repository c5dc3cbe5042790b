// How much our JWS layer costs: verifications per second through parseCompactJws and verifyJws, against a
// bare EVP_DigestVerify (or EVP_MAC) loop on the same key and bytes, in turns in one process. The last line
// is JSON.
#include "core/jose/jws.h"
#include "tests/bench/bare_verification.h"
#include "tests/bench/figures.h"
#include "tests/bench/sample_claims.h"

namespace tessera {
namespace {

void measure(const std::string& name, const char* alg, const Key& privateKey, Figures& figures)
{
    const bool isShared = privateKey.type() == KeyType::Oct;
    const Key key = isShared ? privateKey : Key::fromJwk(privateKey.publicJwk()).value();
    const QByteArray token =
        signCompact(kIdTokenClaims, privateKey.withKid(QStringLiteral("2026-01")), QString::fromLatin1(alg))
            .value();
    const auto ours = [&] {
        const auto jws = parseCompactJws(token);
        if (!jws || !verifyJws(*jws, key))
            fail("verification failed");
    };
    const Loop bare = bareVerification(privateKey, parseCompactJws(token).value().signingInput);
    const auto speeds = speedsInTurns({bare, ours});
    const double ratio = medianRatio(speeds[1], speeds[0]);
    std::printf("%s: %.0f verifications a second, bare OpenSSL %.0f, ratio %.3f\n", alg, median(speeds[1]),
                median(speeds[0]), ratio);
    figures.add(name + "_per_second", median(speeds[1]));
    figures.add(name + "_ratio", ratio);
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    Figures figures;
    measure("rs256", "RS256", Key::generateRsa(), figures);
    measure("es256", "ES256", Key::generateEc(u"P-256"), figures);
    measure("eddsa", "EdDSA", Key::generateEd25519(), figures);
    measure("hs256", "HS256", Key::generateSecret(), figures);
    figures.print();
    return 0;
}

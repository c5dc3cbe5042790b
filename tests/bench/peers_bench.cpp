// Our verification of a JWT against that of other libraries: the same compact token, the same key, in turns
// in one process. They take keys as text and read it for each token; so we are measured twice, with our Key
// kept as our programs keep it, and reading the text each time as they do. The bare EVP loop tells how far
// any library could get. The last line is JSON.
#include "core/jose/jwt.h"
#include "core/jose/key_output.h"
#include "tests/bench/bare_verification.h"
#include "tests/bench/figures.h"
#include "tests/bench/peers.h"
#include "tests/bench/sample_claims.h"

#include <string>

namespace tessera {
namespace {

constexpr int kTurns = 15;

Key keyFrom(const PeerTask& task)
{
    if (task.alg.starts_with("HS"))
        return Key::fromSecret(SecretString::fromUtf8(task.key));
    const auto key = Key::fromPem(task.key);
    if (!key)
        fail("the key cannot be read");
    return *key;
}

/// What the peers do in one call.
void verify(const PeerTask& task, const Key& key)
{
    const auto jwt = decodeJwt(task.token);
    if (!jwt || jwt->jws.header.alg != QLatin1String(task.alg.data(), qsizetype(task.alg.size())) ||
        !verifyJws(jwt->jws, key))
        fail("verification failed");
    if (jwt->claims.value(u"exp").toInteger() < std::time(nullptr) ||
        jwt->claims.value(u"sub").toString() != QLatin1String(kExpectedSub))
        fail("the claims are not as they must be");
}

Loop signatureAlone(const PeerTask& task, const Key& key)
{
    return [jws = parseCompactJws(task.token).value(), key] {
        if (!verifyJws(jws, key))
            fail("verification of the signature failed");
    };
}

struct Peer
{
    const char* package;
    const char* figure; ///< how it is called in the names of the figures
    Loop (*whole)(const PeerTask&);
    Loop (*signatureOnly)(const PeerTask&); ///< null where its interface has no such part
};

std::vector<Peer> peers()
{
    return {
#ifdef TESSERA_BENCH_LIBJWT
        {"libjwt", "libjwt", libjwtVerification, nullptr},
#endif
#ifdef TESSERA_BENCH_CPP_JWT
        {"cpp-jwt", "cppjwt", cppJwtVerification, cppJwtSignatureAlone},
#endif
    };
}

void sayWhoIsMissing()
{
#ifndef TESSERA_BENCH_LIBJWT
    std::printf("libjwt is missing and not compared (on Debian: libjwt-dev).\n");
#endif
#ifndef TESSERA_BENCH_CPP_JWT
    std::printf("cpp-jwt is missing and not compared (on Debian: libcpp-jwt-dev).\n");
#endif
    std::printf("EdDSA is not compared: neither of these versions has it.\n");
}

void compare(const Peer& peer, const PeerTask& task, const std::vector<Loop>& ours, const std::string& name,
             Figures& figures)
{
    std::vector<Loop> loops = ours; // key kept, key read, bare, signature alone
    loops.push_back(peer.whole(task));
    if (peer.signatureOnly)
        loops.push_back(peer.signatureOnly(task));
    const auto speeds = speedsInTurns(loops, kTurns);
    const Speeds& theirs = speeds[4];
    const double kept = medianRatio(speeds[0], theirs);
    const double read = medianRatio(speeds[1], theirs);
    const double bare = medianRatio(speeds[2], theirs);
    std::printf("%s against %s: %.1f us, %s %.1f us, ratio %.2f; reading the key each time %.1f us, ratio "
                "%.2f; bare OpenSSL %.1f us, ratio %.2f\n",
                task.alg.c_str(), peer.package, microseconds(speeds[0]), peer.package, microseconds(theirs),
                kept, microseconds(speeds[1]), read, microseconds(speeds[2]), bare);
    const std::string versus = std::string("_vs_") + peer.figure;
    figures.add(name + versus, kept);
    figures.add(name + "_key_read" + versus, read);
    figures.add(name + "_bare" + versus, bare);
    if (!peer.signatureOnly)
        return;
    const double signature = medianRatio(speeds[3], speeds[5]);
    std::printf("%s against %s, the signature alone of a token already taken apart: %.1f us, %s %.1f us, "
                "ratio %.2f\n",
                task.alg.c_str(), peer.package, microseconds(speeds[3]), peer.package,
                microseconds(speeds[5]), signature);
    figures.add(name + "_signature" + versus, signature);
}

void compareAll(const std::string& name, const PeerTask& task, const Key& privateKey, Figures& figures)
{
    const Key key = keyFrom(task);
    const std::vector<Loop> ours = {
        [&] { verify(task, key); }, [&] { verify(task, keyFrom(task)); },
        bareVerification(privateKey, parseCompactJws(task.token).value().signingInput),
        signatureAlone(task, key)};
    for (const Peer& peer : peers())
        compare(peer, task, ours, name, figures);
    if (peers().empty())
        figures.add(name + "_jwt_per_second", median(speedsInTurns({ours[0]}, kTurns)[0]));
}

PeerTask taskFor(const char* alg, const Key& privateKey)
{
    const auto token = signCompact(kIdTokenClaims, privateKey, QString::fromLatin1(alg),
                                   {{QStringLiteral("typ"), QStringLiteral("JWT")}});
    if (!token)
        fail("signing failed");
    const QByteArray key = privateKey.type() == KeyType::Oct ? privateKey.secret().reveal().toByteArray()
                                                             : publicPem(privateKey).value();
    return {alg, token->toStdString(), key.toStdString()};
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    sayWhoIsMissing();
    Figures figures;
    const auto compareWith = [&figures](const std::string& name, const char* alg, const Key& key) {
        compareAll(name, taskFor(alg, key), key, figures);
    };
    compareWith("rs256", "RS256", Key::generateRsa());
    compareWith("es256", "ES256", Key::generateEc(u"P-256"));
    // Text, as its users have it.
    compareWith("hs256", "HS256",
                Key::fromSecret(SecretString::fromUtf8("a secret of the bench, long enough for HS256")));
    figures.print();
    return 0;
}

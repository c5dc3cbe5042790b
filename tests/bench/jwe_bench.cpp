// How much our JWE layer costs: decryptions per second of ECDH-ES with A256GCM through parseCompactJwe and
// decryptJwe, against a bare EVP loop that agrees on the same secret, derives the key with one SHA-256 and
// opens the same ciphertext, in turns in one process. Every token brings a public key of its own, so the bare
// loop is measured with that key made ready outside and with the point read each time. The last line is JSON.
#include "core/jose/jwe.h"
#include "core/jose/openssl_handles.h"
#include "tests/bench/measure.h"
#include "tests/bench/sample_claims.h"

#include <array>

namespace tessera {
namespace {

using Octets = std::array<unsigned char, 32>;

/// RFC 7518 section 4.6.2, between the shared secret and the end: the name with its length, no apu, no apv,
/// 256 bits.
constexpr char kOtherInfo[] = "\0\0\0\7A256GCM"
                              "\0\0\0\0"
                              "\0\0\0\0"
                              "\0\0\1\0";
constexpr char kFirstRound[] = "\0\0\0\1";

void agree(EVP_PKEY* ours, EVP_PKEY* theirs, Octets& secret)
{
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_pkey(nullptr, ours, nullptr));
    size_t length = secret.size();
    if (EVP_PKEY_derive_init(context.get()) != 1 || EVP_PKEY_derive_set_peer(context.get(), theirs) != 1 ||
        EVP_PKEY_derive(context.get(), secret.data(), &length) != 1)
        fail("bare ECDH failed");
}

void concatKdf(const Octets& secret, Octets& key)
{
    static const DigestHandle digest(EVP_MD_fetch(nullptr, "SHA256", nullptr));
    const DigestContextHandle context(EVP_MD_CTX_new());
    if (EVP_DigestInit_ex2(context.get(), digest.get(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), kFirstRound, 4) != 1 ||
        EVP_DigestUpdate(context.get(), secret.data(), secret.size()) != 1 ||
        EVP_DigestUpdate(context.get(), kOtherInfo, sizeof kOtherInfo - 1) != 1 ||
        EVP_DigestFinal_ex(context.get(), key.data(), nullptr) != 1)
        fail("bare Concat KDF failed");
}

QByteArray open(const Octets& key, const JweContent& content)
{
    static const CipherHandle cipher(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr));
    const CipherContextHandle context(EVP_CIPHER_CTX_new());
    QByteArray plaintext(content.ciphertext.size(), '\0');
    QByteArray tag = content.tag; // OpenSSL asks for a pointer it may write through
    int length = 0;
    int rest = 0;
    if (EVP_DecryptInit_ex2(context.get(), cipher.get(), key.data(), octets(content.iv), nullptr) != 1 ||
        EVP_DecryptUpdate(context.get(), nullptr, &length, octets(content.authenticated),
                          static_cast<int>(content.authenticated.size())) != 1 ||
        EVP_DecryptUpdate(context.get(), octets(plaintext), &length, octets(content.ciphertext),
                          static_cast<int>(content.ciphertext.size())) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()), tag.data()) !=
            1 ||
        EVP_DecryptFinal_ex(context.get(), octets(plaintext) + length, &rest) != 1)
        fail("bare AES-GCM failed");
    return plaintext;
}

QByteArray bareDecrypt(EVP_PKEY* ours, EVP_PKEY* theirs, const JweContent& content)
{
    Octets secret{};
    Octets key{};
    agree(ours, theirs, secret);
    concatKdf(secret, key);
    return open(key, content);
}

PkeyHandle keyOfPoint(EVP_PKEY* ours, const unsigned char* point, size_t bytes)
{
    PkeyHandle theirs(EVP_PKEY_new());
    if (EVP_PKEY_copy_parameters(theirs.get(), ours) != 1 ||
        EVP_PKEY_set1_encoded_public_key(theirs.get(), point, bytes) != 1)
        fail("the point cannot be read");
    return theirs;
}

} // namespace
} // namespace tessera

int main()
{
    using namespace tessera;
    const QByteArray plaintext = kIdTokenClaims;
    const Key key = Key::generateEc(u"P-256");
    const QByteArray token = encryptCompact(plaintext, key, u"ECDH-ES", u"A256GCM").value();
    const CompactJwe jwe = parseCompactJwe(token).value();
    const Key theirs = Key::fromJwk(jwe.recipient.header.json.value(u"epk").toObject()).value();
    unsigned char* point = nullptr;
    const size_t pointBytes = EVP_PKEY_get1_encoded_public_key(theirs.handle(), &point);

    const auto ours = [&] {
        const auto parsed = parseCompactJwe(token);
        const auto decrypted = parsed ? decryptJwe(*parsed, key) : failure(parsed.error());
        if (!decrypted || decrypted->plaintext.size() != plaintext.size())
            fail("decryption failed");
    };
    const auto bare = [&] {
        if (bareDecrypt(key.handle(), theirs.handle(), jwe.content) != plaintext)
            fail("bare decryption differs");
    };
    const auto bareWithPoint = [&] {
        const PkeyHandle fresh = keyOfPoint(key.handle(), point, pointBytes);
        if (bareDecrypt(key.handle(), fresh.get(), jwe.content) != plaintext)
            fail("bare decryption differs");
    };
    const auto speeds = speedsInTurns({ours, bare, bareWithPoint});
    OPENSSL_free(point);
    const double ratio = medianRatio(speeds[0], speeds[1]);
    const double ratioWithPoint = medianRatio(speeds[0], speeds[2]);
    std::printf("ECDH-ES with A256GCM: %.0f decryptions a second, bare OpenSSL %.0f, ratio %.3f; with the "
                "sender's point read %.0f, ratio %.3f\n",
                median(speeds[0]), median(speeds[1]), ratio, median(speeds[2]), ratioWithPoint);
    std::printf("{\"jwe_per_second\":%.0f,\"jwe_ratio\":%.3f,\"jwe_point_read_ratio\":%.3f}\n",
                median(speeds[0]), ratio, ratioWithPoint);
    return 0;
}

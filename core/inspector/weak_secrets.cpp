#include "core/inspector/weak_secrets.h"

#include "core/jose/openssl_handles.h"

#include <QFile>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

constexpr qsizetype kMostInput = 16 * 1024; // some hundred tries over it stay below a blink
constexpr std::size_t kMostBlock = 128;
constexpr std::size_t kMostDigest = 64;
constexpr qsizetype kShortestDecoded = 6; // shorter words are base64 by accident

struct Candidate
{
    QByteArray key;
    QByteArray text;
    QStringView form;
};

QList<Candidate> makeCandidates()
{
    QList<Candidate> all;
    for (const QByteArray& text : weakSecretTexts())
        all.append({text, text, {}});
    for (const QByteArray& text : weakSecretTexts()) {
        all.append({text + '\n', text, u", with a line break behind it"});
        const auto decoded = QByteArray::fromBase64Encoding(
            text, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        const auto fromUrl = QByteArray::fromBase64Encoding(
            text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
        const auto& bytes = decoded ? decoded : fromUrl;
        if (bytes && bytes.decoded.size() >= kShortestDecoded)
            all.append({bytes.decoded, text, u", decoded from base64"});
    }
    return all;
}

const QList<Candidate>& candidates()
{
    static const QList<Candidate> all = makeCandidates();
    return all;
}

/// HMAC by its definition (RFC 2104), on one context, so that a try costs two digests and no allocation.
class HmacTrial
{
public:
    HmacTrial(const char* digest, QByteArrayView input)
        : m_digest(EVP_MD_fetch(nullptr, digest, nullptr)), m_context(EVP_MD_CTX_new()), m_input(input),
          m_blockBytes(static_cast<std::size_t>(EVP_MD_get_block_size(m_digest.get()))),
          m_digestBytes(static_cast<std::size_t>(EVP_MD_get_size(m_digest.get())))
    {
    }

    bool fits(const QByteArray& key, QByteArrayView signature)
    {
        const QByteArray shortKey = key.size() > static_cast<qsizetype>(m_blockBytes) ? digestOf(key) : key;
        hash(shortKey, 0x36, m_input);
        const Digest inner = m_out;
        hash(shortKey, 0x5c,
             {reinterpret_cast<const char*>(inner.data()), static_cast<qsizetype>(m_digestBytes)});
        return signature.size() == static_cast<qsizetype>(m_digestBytes) &&
               std::equal(m_out.begin(), m_out.begin() + m_digestBytes, octets(signature));
    }

private:
    using Digest = std::array<unsigned char, kMostDigest>;

    void hash(QByteArrayView key, unsigned char pad, QByteArrayView message)
    {
        std::array<unsigned char, kMostBlock> block;
        block.fill(pad);
        for (std::size_t i = 0; i < static_cast<std::size_t>(key.size()); ++i)
            block[i] ^= octets(key)[i];
        EVP_DigestInit_ex(m_context.get(), m_digest.get(), nullptr);
        EVP_DigestUpdate(m_context.get(), block.data(), m_blockBytes);
        EVP_DigestUpdate(m_context.get(), message.data(), static_cast<std::size_t>(message.size()));
        EVP_DigestFinal_ex(m_context.get(), m_out.data(), nullptr);
    }

    QByteArray digestOf(const QByteArray& key)
    {
        EVP_DigestInit_ex(m_context.get(), m_digest.get(), nullptr);
        EVP_DigestUpdate(m_context.get(), key.data(), static_cast<std::size_t>(key.size()));
        EVP_DigestFinal_ex(m_context.get(), m_out.data(), nullptr);
        return {reinterpret_cast<const char*>(m_out.data()), static_cast<qsizetype>(m_digestBytes)};
    }

    DigestHandle m_digest;
    DigestContextHandle m_context;
    QByteArrayView m_input;
    std::size_t m_blockBytes;
    std::size_t m_digestBytes;
    Digest m_out{};
};

} // namespace

std::optional<WeakSecret> findWeakSecret(const CompactJws& jws)
{
    const JwsAlgorithm* algorithm = findJwsAlgorithm(jws.header.alg);
    if (!algorithm || algorithm->asymmetric() || jws.signingInput.size() > kMostInput ||
        jws.signature.size() != algorithm->signatureBytes)
        return std::nullopt;
    const ErrorQueueGuard guard;
    HmacTrial trial(algorithm->digest, jws.signingInput);
    const auto it = std::find_if(candidates().begin(), candidates().end(), [&](const Candidate& candidate) {
        return trial.fits(candidate.key, jws.signature);
    });
    if (it == candidates().end())
        return std::nullopt;
    return WeakSecret{QString::fromUtf8(it->text), it->form.toString()};
}

QList<QByteArray> weakSecretTexts()
{
    QFile file(QStringLiteral(":/tessera/weak_secrets.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("weak_secrets.txt is not in the program");
    QList<QByteArray> texts;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (!line.isEmpty() && !line.startsWith("# "))
            texts.append(line);
    }
    return texts;
}

} // namespace tessera

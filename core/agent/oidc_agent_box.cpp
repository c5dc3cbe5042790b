#include "core/agent/oidc_agent_box.h"

#include "core/agent/oidc_agent_salsa.h"
#include "core/base/random.h"
#include "core/net/limits.h"

#include <array>
#include <memory>

#include <openssl/evp.h>
#include <openssl/params.h>

namespace tessera {
namespace {

constexpr qsizetype kKeyBytes = 32;
constexpr qsizetype kNonceBytes = 24;
constexpr qsizetype kTagBytes = 16;

using KeyHandle = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;

const unsigned char* asUchar(const char* bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes);
}

tl::unexpected<Error> bad(const QString& what)
{
    return failure(ErrorKind::Malformed, u"agent.request", what);
}

/// X25519 (RFC 7748); nothing for a point of small order.
std::optional<QByteArray> sharedSecret(EVP_PKEY* own, EVP_PKEY* peer)
{
    const KeyContext context(EVP_PKEY_CTX_new(own, nullptr), &EVP_PKEY_CTX_free);
    QByteArray secret(kKeyBytes, '\0');
    size_t size = size_t(secret.size());
    if (!context || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), peer) != 1 ||
        EVP_PKEY_derive(context.get(), reinterpret_cast<unsigned char*>(secret.data()), &size) != 1)
        return std::nullopt;
    return secret;
}

QByteArray poly1305(QByteArrayView key, QByteArrayView text)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "POLY1305", nullptr),
                                                                &EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(
        mac ? EVP_MAC_CTX_new(mac.get()) : nullptr, &EVP_MAC_CTX_free);
    QByteArray tag(kTagBytes, '\0');
    size_t size = 0;
    if (!context || EVP_MAC_init(context.get(), asUchar(key.data()), size_t(key.size()), nullptr) != 1 ||
        EVP_MAC_update(context.get(), asUchar(text.data()), size_t(text.size())) != 1 ||
        EVP_MAC_final(context.get(), reinterpret_cast<unsigned char*>(tag.data()), &size,
                      size_t(tag.size())) != 1)
        qFatal("OpenSSL has no Poly1305");
    return tag;
}

QByteArray exclusiveOr(QByteArrayView text, QByteArrayView stream)
{
    QByteArray out(text.size(), '\0');
    for (qsizetype i = 0; i < text.size(); ++i)
        out[i] = char(text[i] ^ stream[i]);
    return out;
}

std::optional<QByteArray> fromBase64(QByteArrayView text)
{
    const auto decoded =
        QByteArray::fromBase64Encoding(text.toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

} // namespace

Result<OidcAgentBox> OidcAgentBox::withPeer(QByteArrayView peerPublicKey)
{
    QByteArray own = randomBytes(kKeyBytes);
    auto box = withKeys(own, peerPublicKey);
    wipe(own);
    return box;
}

Result<OidcAgentBox> OidcAgentBox::withKeys(QByteArrayView privateKey, QByteArrayView peerPublicKey)
{
    if (privateKey.size() != kKeyBytes || peerPublicKey.size() != kKeyBytes)
        return bad(QStringLiteral("no key of 32 bytes"));
    const KeyHandle own(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, asUchar(privateKey.data()),
                                                     size_t(privateKey.size())),
                        &EVP_PKEY_free);
    const KeyHandle peer(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, asUchar(peerPublicKey.data()),
                                                     size_t(peerPublicKey.size())),
                         &EVP_PKEY_free);
    QByteArray publicKey(kKeyBytes, '\0');
    size_t size = size_t(publicKey.size());
    if (!own || !peer ||
        EVP_PKEY_get_raw_public_key(own.get(), reinterpret_cast<unsigned char*>(publicKey.data()), &size) !=
            1)
        return bad(QStringLiteral("no key"));
    auto shared = sharedSecret(own.get(), peer.get());
    if (!shared)
        return bad(QStringLiteral("a key of small order"));
    SecretString key(hsalsa20(*shared, QByteArray(16, '\0')));
    wipe(*shared);
    return OidcAgentBox(std::move(publicKey), std::move(key));
}

QByteArray OidcAgentBox::seal(const SecretString& text) const
{
    return sealWith(text, randomBytes(kNonceBytes));
}

QByteArray OidcAgentBox::sealWith(const SecretString& text, QByteArrayView nonce) const
{
    // The first 32 bytes of the stream are the key of the tag, the text is hidden by those behind them.
    QByteArray stream = xsalsa20Stream(m_key.reveal(), nonce, kKeyBytes + text.size());
    const QByteArray hidden = exclusiveOr(text.reveal(), QByteArrayView(stream).sliced(kKeyBytes));
    const QByteArray tag = poly1305(QByteArrayView(stream).first(kKeyBytes), hidden);
    wipe(stream);
    return QByteArray::number(text.size()) + ':' + nonce.toByteArray().toBase64() + ':' +
           (tag + hidden).toBase64();
}

Result<SecretString> OidcAgentBox::open(QByteArrayView message) const
{
    if (message.size() > limits::kOidcAgentMessageBytes)
        return bad(QStringLiteral("too large"));
    const QList<QByteArray> parts = message.toByteArray().split(':');
    if (parts.size() != 3)
        return bad(QStringLiteral("not LENGTH:NONCE:SEALED"));
    bool isNumber = false;
    const qsizetype length = parts[0].toLongLong(&isNumber);
    const auto nonce = fromBase64(parts[1]);
    const auto sealed = fromBase64(parts[2]);
    if (!isNumber || !nonce || nonce->size() != kNonceBytes || !sealed || length < 0 ||
        sealed->size() != length + kTagBytes)
        return bad(QStringLiteral("not LENGTH:NONCE:SEALED"));
    const QByteArrayView hidden = QByteArrayView(*sealed).sliced(kTagBytes);
    QByteArray stream = xsalsa20Stream(m_key.reveal(), *nonce, kKeyBytes + hidden.size());
    const bool isOurs = constantTimeEquals(poly1305(QByteArrayView(stream).first(kKeyBytes), hidden),
                                           QByteArrayView(*sealed).first(kTagBytes));
    SecretString text;
    if (isOurs)
        text = SecretString(exclusiveOr(hidden, QByteArrayView(stream).sliced(kKeyBytes)));
    wipe(stream);
    if (!isOurs)
        return bad(QStringLiteral("sealed with another key"));
    return text;
}

} // namespace tessera

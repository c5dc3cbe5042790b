// What keeps the words between oidc-token and its agent from being read along: X25519 and XSalsa20-Poly1305,
// as NaCl's crypto_box has them. Needed to be understood by those programs, and for nothing else: what
// protects the socket is its folder and the kernel's word on who is at the other end. OpenSSL has all of it
// but Salsa20.
#pragma once

#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QByteArray>

namespace tessera {

/// Both ends of one conversation: a key pair that is made for it and gone after it.
class OidcAgentBox
{
public:
    /// Errors (Malformed): agent.request (no 32 bytes, or a point that gives everybody the same key).
    static Result<OidcAgentBox> withPeer(QByteArrayView peerPublicKey);
    /// For tests and for a client: the private key is given.
    static Result<OidcAgentBox> withKeys(QByteArrayView privateKey, QByteArrayView peerPublicKey);

    const QByteArray& publicKey() const { return m_publicKey; }

    /// "LENGTH:NONCE:SEALED", both in base64; LENGTH is that of the text.
    QByteArray seal(const SecretString& text) const;
    QByteArray sealWith(const SecretString& text, QByteArrayView nonce) const;
    /// Errors (Malformed): agent.request (not of this form, or not sealed with this key).
    Result<SecretString> open(QByteArrayView message) const;

private:
    OidcAgentBox(QByteArray publicKey, SecretString key)
        : m_publicKey(std::move(publicKey)), m_key(std::move(key))
    {
    }
    QByteArray m_publicKey;
    SecretString m_key;
};

} // namespace tessera

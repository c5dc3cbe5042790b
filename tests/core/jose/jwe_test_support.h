// What the tests of encryption share: tokens taken apart, changed, and sealed again with a key that is known,
// so that the change under test is the only thing wrong with them.
#pragma once

#include "core/jose/aes_key_wrap.h"
#include "core/jose/jwe_content_encryption.h"
#include "core/jose/jwe_json.h"
#include "core/jose/jwe_plan.h"
#include "tests/core/jose/jose_test_support.h"

namespace tessera::test {

inline SecretString secretOf(QByteArray bytes)
{
    return SecretString(std::move(bytes));
}

/// Bytes that differ from each other, and from zero.
inline SecretString secretOfSize(qsizetype size)
{
    QByteArray bytes(size, '\0');
    for (qsizetype i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(i + 1);
    return secretOf(bytes);
}

inline Key octKey(qsizetype bytes)
{
    return Key::fromSecret(secretOfSize(bytes));
}

inline const JweContentEncryption& encryptionNamed(QStringView name)
{
    const JweContentEncryption* encryption = findJweContentEncryption(name);
    if (!encryption)
        qFatal("no such encryption");
    return *encryption;
}

inline JwePlan planNamed(QStringView alg, QStringView enc)
{
    return planFor(alg, enc, ErrorKind::Configuration).value();
}

inline JweRules passwordsAllowed()
{
    JweRules rules;
    rules.allowPasswords = true;
    return rules;
}

struct JweParts
{
    QJsonObject header;
    QByteArray encryptedKey;
    QByteArray iv;
    QByteArray ciphertext;
    QByteArray tag;

    QByteArray compact() const
    {
        return base64urlEncode(toJson(header)) + '.' + base64urlEncode(encryptedKey) + '.' +
               base64urlEncode(iv) + '.' + base64urlEncode(ciphertext) + '.' + base64urlEncode(tag);
    }
    /// The content encrypted anew under the header as it is now.
    JweParts& seal(QStringView enc, const SecretString& cek, QByteArrayView plaintext)
    {
        const JweContentEncryption& encryption = encryptionNamed(enc);
        iv = QByteArray(encryption.ivBytes, 'i');
        Sealed sealed = sealContent(encryption, cek, iv, base64urlEncode(toJson(header)), plaintext);
        ciphertext = std::move(sealed.ciphertext);
        tag = std::move(sealed.tag);
        return *this;
    }
};

inline JweParts partsOf(const QByteArray& token)
{
    const QList<QByteArray> parts = token.split('.');
    const auto bytes = [&](qsizetype i) { return base64urlDecode(parts.at(i)).value(); };
    return {QJsonDocument::fromJson(bytes(0)).object(), bytes(1), bytes(2), bytes(3), bytes(4)};
}

inline QJsonObject jweHeader(QStringView alg, QStringView enc)
{
    return {{QStringLiteral("alg"), alg.toString()}, {QStringLiteral("enc"), enc.toString()}};
}

inline QByteArray plaintextOf(const Result<Decrypted>& decrypted)
{
    return decrypted ? decrypted->plaintext.reveal().toByteArray() : QByteArray("(refused)");
}

/// Parsed and decrypted with one key.
inline Result<Decrypted> opened(const QByteArray& token, const Key& key, const JweRules& rules = {})
{
    const auto jwe = parseCompactJwe(token, kMaxInspectedBytes);
    return jwe ? decryptJwe(*jwe, key, rules) : failure(jwe.error());
}

} // namespace tessera::test

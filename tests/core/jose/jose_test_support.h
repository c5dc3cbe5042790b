// What the JOSE tests share: vectors from files, tokens built by hand, and signatures made with bare OpenSSL
// where our own code refuses to make them.
#pragma once

#include "core/base/base64url.h"
#include "core/jose/jwt.h"
#include "core/jose/openssl_handles.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <functional>

namespace tessera::test {

/// "ok", or the code of the error: what the tables compare.
template <class T>
QString codeOf(const Result<T>& result)
{
    return result ? QStringLiteral("ok") : result.error().code;
}

inline QJsonObject readJson(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

inline QJsonObject readVector(const QString& name)
{
    return readJson(QStringLiteral(TESSERA_TEST_DATA "/") + name);
}

inline QByteArray toJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

inline QJsonObject fromJson(const QByteArray& text)
{
    return QJsonDocument::fromJson(text).object();
}

/// A copy with one member set, or taken away (undefined).
inline QJsonObject with(QJsonObject object, QStringView name, const QJsonValue& value)
{
    if (value.isUndefined())
        object.remove(name);
    else
        object.insert(name, value);
    return object;
}

inline QString encode(QByteArrayView bytes)
{
    return QString::fromLatin1(base64urlEncode(bytes));
}

inline QByteArray decode(const QJsonValue& member)
{
    return base64urlDecode(member.toString().toLatin1()).value();
}

inline QByteArray compact(QByteArrayView header, QByteArrayView payload, QByteArrayView signature = {})
{
    return base64urlEncode(header) + '.' + base64urlEncode(payload) + '.' + base64urlEncode(signature);
}

/// A token whose signature `sign` makes over the signing input, whatever the header says.
inline QByteArray signedBy(QByteArrayView header, const std::function<QByteArray(QByteArrayView)>& sign,
                           QByteArrayView payload = R"({"sub":"alice"})")
{
    const QByteArray input = base64urlEncode(header) + '.' + base64urlEncode(payload);
    return input + '.' + base64urlEncode(sign(input));
}

inline QByteArray hmacSha256(QByteArrayView secret, QByteArrayView input)
{
    QByteArray tag(32, '\0');
    size_t length = 0;
    EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, secret.data(), static_cast<size_t>(secret.size()),
              octets(input), static_cast<size_t>(input.size()), octets(tag), 32, &length);
    return tag;
}

using Configure = std::function<void(EVP_PKEY_CTX*)>;

/// Bare EVP_DigestSign.
inline QByteArray evpSign(EVP_PKEY* key, const char* digest, QByteArrayView input,
                          const Configure& configure = {})
{
    const DigestContextHandle context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* pkeyContext = nullptr;
    EVP_DigestSignInit_ex(context.get(), &pkeyContext, digest, nullptr, nullptr, key, nullptr);
    if (configure)
        configure(pkeyContext);
    QByteArray signature(EVP_PKEY_get_size(key), '\0');
    size_t length = static_cast<size_t>(signature.size());
    if (EVP_DigestSign(context.get(), octets(signature), &length, octets(input),
                       static_cast<size_t>(input.size())) != 1)
        return {};
    signature.truncate(static_cast<qsizetype>(length));
    return signature;
}

inline QByteArray numberBytes(EVP_PKEY* key, const char* name)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(key, name, &number);
    const BignumHandle owned(number);
    QByteArray bytes(number ? BN_num_bytes(number) : 0, '\0');
    if (number)
        BN_bn2bin(number, octets(bytes));
    return bytes;
}

inline QJsonObject rsaJwk(EVP_PKEY* key)
{
    return {{QStringLiteral("kty"), QStringLiteral("RSA")},
            {QStringLiteral("n"), encode(numberBytes(key, OSSL_PKEY_PARAM_RSA_N))},
            {QStringLiteral("e"), encode(numberBytes(key, OSSL_PKEY_PARAM_RSA_E))}};
}

inline QByteArray written(const std::function<void(BIO*)>& write)
{
    const BioHandle memory(BIO_new(BIO_s_mem()));
    write(memory.get());
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory.get(), &data);
    return QByteArray(data, length);
}

inline QByteArray publicPem(EVP_PKEY* key)
{
    return written([&](BIO* out) { PEM_write_bio_PUBKEY(out, key); });
}

inline QByteArray privatePem(EVP_PKEY* key)
{
    return written(
        [&](BIO* out) { PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

/// A key that may only be used with PSS (RFC 4055).
inline PkeyHandle rsaPssPkey()
{
    const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr));
    EVP_PKEY* pkey = nullptr;
    EVP_PKEY_keygen_init(context.get());
    EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), 2048);
    EVP_PKEY_generate(context.get(), &pkey);
    return PkeyHandle(pkey);
}

/// One key of each kind, made once in a test program.
inline const Key& rsaKey()
{
    static const Key key = Key::generateRsa();
    return key;
}
inline const Key& p256Key()
{
    static const Key key = Key::generateEc(u"P-256");
    return key;
}
inline const Key& ed25519Key()
{
    static const Key key = Key::generateEd25519();
    return key;
}
inline const Key& secretKey()
{
    static const Key key = Key::fromSecret(SecretString::fromUtf8(QByteArray(64, 's')));
    return key;
}

} // namespace tessera::test

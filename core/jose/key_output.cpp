#include "core/jose/key_output.h"

#include "core/base/base64url.h"
#include "core/jose/openssl_handles.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>

namespace tessera {
namespace {

/// Room for the largest key, so that growing leaves no copies behind.
constexpr qsizetype kRoom = 32 * 1024;

auto refused(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Configuration, code, detail);
}

auto noPrivatePart()
{
    return refused(u"key.no_private_part", QStringLiteral("the key is a public one"));
}

/// `,"d":"…"` behind what is there; the bytes are wiped.
void appendMember(QByteArray& json, const char* name, QByteArray bytes)
{
    QByteArray text = base64urlEncode(bytes);
    json += ",\"";
    json += name;
    json += "\":\"";
    json += text;
    json += '"';
    wipe(text);
    wipe(bytes);
}

struct RsaMember
{
    const char* name;
    const char* parameter;
};

constexpr std::array<RsaMember, 6> kRsaMembers{{
    {"d", OSSL_PKEY_PARAM_RSA_D},
    {"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    {"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
    {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
    {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
}};

/// `length` 0: as short as it goes. Nothing if the key has no such number.
void appendNumber(QByteArray& json, const char* name, EVP_PKEY* pkey, const char* parameter, int length)
{
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(pkey, parameter, &number);
    const BignumHandle owned(number);
    if (!number)
        return;
    QByteArray bytes(length > 0 ? length : BN_num_bytes(number), '\0');
    BN_bn2binpad(number, octets(bytes), static_cast<int>(bytes.size()));
    appendMember(json, name, std::move(bytes));
}

void appendOkp(QByteArray& json, EVP_PKEY* pkey, qsizetype length)
{
    QByteArray bytes(length, '\0');
    auto size = static_cast<size_t>(length);
    EVP_PKEY_get_raw_private_key(pkey, octets(bytes), &size);
    appendMember(json, "d", std::move(bytes));
}

void appendPrivate(QByteArray& json, const Key& key)
{
    switch (key.type()) {
    case KeyType::Rsa:
        for (const RsaMember& member : kRsaMembers)
            appendNumber(json, member.name, key.handle(), member.parameter, 0);
        return;
    case KeyType::Ec:
        return appendNumber(json, "d", key.handle(), OSSL_PKEY_PARAM_PRIV_KEY,
                            static_cast<int>(findCurve(key.curve())->bytes));
    case KeyType::Okp:
        return appendOkp(json, key.handle(), findCurve(key.curve())->bytes);
    case KeyType::Oct:
        return appendMember(json, "k", key.secret().reveal().toByteArray());
    }
}

QJsonObject openMembers(const Key& key)
{
    QJsonObject jwk = key.publicMembers();
    if (jwk.isEmpty())
        jwk.insert(u"kty", QStringLiteral("oct"));
    for (const auto& [name, label] :
         {std::pair{u"kid", key.kid()}, {u"alg", key.alg()}, {u"use", key.use()}}) {
        if (!label.isEmpty())
            jwk.insert(QStringView(name), label);
    }
    if (const auto operations = key.keyOps())
        jwk.insert(u"key_ops", QJsonArray::fromStringList(*operations));
    return jwk;
}

void appendPrivateJwk(QByteArray& json, const Key& key)
{
    json += QJsonDocument(openMembers(key)).toJson(QJsonDocument::Compact);
    json.chop(1);
    appendPrivate(json, key);
    json += '}';
}

QByteArray contentOf(BIO* memory)
{
    char* data = nullptr;
    const long length = BIO_get_mem_data(memory, &data);
    return QByteArray(data, length);
}

auto noPem(const QString& detail)
{
    return refused(u"key.no_pem", detail);
}

} // namespace

Result<SecretString> privateJwk(const Key& key)
{
    if (!key.isPrivate())
        return noPrivatePart();
    QByteArray json;
    json.reserve(kRoom);
    appendPrivateJwk(json, key);
    return SecretString(std::move(json));
}

Result<SecretString> privateJwkSet(const QList<Key>& keys)
{
    QByteArray json;
    json.reserve(kRoom * (keys.size() + 1));
    json += "{\"keys\":[";
    for (const Key& key : keys) {
        if (!key.isPrivate()) {
            wipe(json);
            return noPrivatePart();
        }
        if (!json.endsWith('['))
            json += ',';
        appendPrivateJwk(json, key);
    }
    json += "]}";
    return SecretString(std::move(json));
}

Result<QByteArray> publicPem(const Key& key)
{
    const ErrorQueueGuard guard;
    if (!key.handle())
        return noPem(QStringLiteral("a shared secret has no PEM"));
    const BioHandle memory(BIO_new(BIO_s_mem()));
    if (!memory || PEM_write_bio_PUBKEY(memory.get(), key.handle()) != 1)
        return noPem(QStringLiteral("OpenSSL could not write the key"));
    return contentOf(memory.get());
}

Result<SecretString> privatePem(const Key& key)
{
    const ErrorQueueGuard guard;
    if (!key.handle())
        return noPem(QStringLiteral("a shared secret has no PEM"));
    if (!key.isPrivate())
        return noPrivatePart();
    const BioHandle memory(BIO_new(BIO_s_secmem())); // wiped when it goes
    if (!memory ||
        PEM_write_bio_PKCS8PrivateKey(memory.get(), key.handle(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return noPem(QStringLiteral("the key cannot be written without its primes"));
    return SecretString(contentOf(memory.get()));
}

} // namespace tessera

// Keys from JWK: RFC 7517 section 4, RFC 7518 section 6, RFC 8037 section 2, RFC 8812 section 3.1. Sizes are
// bounded before anything is computed.
#include "core/jose/key_parts.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/jose/key_checks.h"

#include <openssl/core_names.h>

#include <algorithm>
#include <array>
#include <vector>

namespace tessera {
namespace {

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// The decoded bytes of a member, wiped when they go.
struct Octets
{
    QByteArray bytes;
    Octets() = default;
    explicit Octets(QByteArray decodedBytes) : bytes(std::move(decodedBytes)) {}
    Octets(Octets&&) = default;
    Octets& operator=(Octets&&) = default;
    ~Octets() { wipe(bytes); }
};

/// `maxBytes` is checked on the text, before it is decoded; `tooLong` is the code then.
Result<Octets> octetsMember(const QJsonObject& jwk, QStringView name, qsizetype maxBytes,
                            QStringView tooLong = u"jwk.member")
{
    const auto text = requiredString(jwk, name, u"jwk.member");
    if (!text)
        return failure(text.error());
    if (text->size() > (maxBytes * 4 + 2) / 3)
        return failure(tooLong == u"jwk.member" ? ErrorKind::Malformed : ErrorKind::Untrusted, tooLong,
                       QStringLiteral("%1 is longer than %2 bytes").arg(name).arg(maxBytes));
    // Latin-1 would turn other characters into "?", which is no base64url character either.
    auto bytes = base64urlDecode(text->toLatin1());
    if (!bytes)
        return malformed(u"jwk.base64", QStringLiteral("%1: %2").arg(name, bytes.error().detail));
    return Octets(std::move(*bytes));
}

/// RFC 7518 section 6.3.1.1 forbids a leading zero octet and reports that some write one. It changes
/// nothing about the number, so one is taken off; more are refused.
Result<BignumHandle> numberMember(const QJsonObject& jwk, QStringView name, qsizetype maxBytes,
                                  QStringView tooLong)
{
    auto octetString = octetsMember(jwk, name, maxBytes + 1, tooLong);
    if (!octetString)
        return failure(octetString.error());
    QByteArrayView bytes = octetString->bytes;
    if (bytes.size() > 1 && bytes.front() == '\0')
        bytes = bytes.sliced(1);
    if (bytes.size() > 1 && bytes.front() == '\0')
        return malformed(u"jwk.member", QStringLiteral("%1 has leading zeros").arg(name));
    return toBignum(bytes);
}

/// Numbers and octets on their way into EVP_PKEY_fromdata; keeps them alive until then.
class PkeyBuilder
{
public:
    PkeyBuilder() : m_builder(OSSL_PARAM_BLD_new()) {}

    void number(const char* name, BignumHandle value)
    {
        BN_set_flags(value.get(), BN_FLG_CONSTTIME);
        OSSL_PARAM_BLD_push_BN(m_builder.get(), name, value.get());
        m_numbers.push_back(std::move(value));
    }
    void text(const char* name, const char* value)
    {
        OSSL_PARAM_BLD_push_utf8_string(m_builder.get(), name, value, 0);
    }
    void octetString(const char* name, const QByteArray& value)
    {
        OSSL_PARAM_BLD_push_octet_string(m_builder.get(), name, value.constData(),
                                         static_cast<size_t>(value.size()));
    }

    PkeyHandle build(const char* type, bool isPrivate) const
    {
        const ParamsHandle params(OSSL_PARAM_BLD_to_param(m_builder.get()));
        const PkeyContextHandle context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
        EVP_PKEY* pkey = nullptr;
        if (params && context && EVP_PKEY_fromdata_init(context.get()) == 1)
            EVP_PKEY_fromdata(context.get(), &pkey, isPrivate ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY,
                              params.get());
        return PkeyHandle(pkey);
    }

private:
    ParamBuilderHandle m_builder;
    std::vector<BignumHandle> m_numbers;
};

struct RsaMember
{
    QStringView name;
    const char* parameter;
};

constexpr std::array<RsaMember, 5> kCrtMembers{{
    {u"p", OSSL_PKEY_PARAM_RSA_FACTOR1},
    {u"q", OSSL_PKEY_PARAM_RSA_FACTOR2},
    {u"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
    {u"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2},
    {u"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
}};

/// RFC 7518 section 6.3.2: d alone, or with all five of the others; `oth` is not for us.
Result<void> addRsaPrivate(const QJsonObject& jwk, PkeyBuilder& builder)
{
    if (jwk.contains(u"oth"))
        return malformed(u"jwk.member", QStringLiteral("RSA keys of more than two primes are not used"));
    auto d = numberMember(jwk, u"d", kMaxRsaBits / 8, u"key.too_large");
    if (!d)
        return failure(d.error());
    builder.number(OSSL_PKEY_PARAM_RSA_D, std::move(*d));
    const auto isThere = [&](const RsaMember& member) { return jwk.contains(member.name); };
    if (std::none_of(kCrtMembers.begin(), kCrtMembers.end(), isThere))
        return {};
    for (const RsaMember& member : kCrtMembers) {
        auto number = numberMember(jwk, member.name, kMaxRsaBits / 8, u"key.too_large");
        if (!number)
            return failure(number.error());
        builder.number(member.parameter, std::move(*number));
    }
    return {};
}

Result<PkeyHandle> rsaPkey(const QJsonObject& jwk)
{
    auto n = numberMember(jwk, u"n", kMaxRsaBits / 8, u"key.too_large");
    if (!n)
        return failure(n.error());
    auto e = numberMember(jwk, u"e", 8, u"key.exponent");
    if (!e)
        return failure(e.error());
    if (auto checked = checkRsaNumbers(n->get(), e->get()); !checked)
        return failure(checked.error());
    PkeyBuilder builder;
    builder.number(OSSL_PKEY_PARAM_RSA_N, std::move(*n));
    builder.number(OSSL_PKEY_PARAM_RSA_E, std::move(*e));
    const bool isPrivate = jwk.contains(u"d");
    if (isPrivate) {
        if (auto added = addRsaPrivate(jwk, builder); !added)
            return failure(added.error());
    }
    return builder.build("RSA", isPrivate);
}

/// Errors: jwk.curve.
Result<const JoseCurve*> curveMember(const QJsonObject& jwk, KeyType type)
{
    const auto name = requiredString(jwk, u"crv", u"jwk.curve");
    if (!name)
        return failure(name.error());
    const JoseCurve* curve = findCurve(*name);
    if (!curve || curve->keyType != type)
        return malformed(u"jwk.curve", QStringLiteral("only %1 are used").arg(curveNames(type)));
    return curve;
}

/// RFC 7518 section 6.2.1.2: the full length of the field, leading zeros included.
Result<Octets> fullLength(const QJsonObject& jwk, QStringView name, qsizetype length)
{
    auto octetString = octetsMember(jwk, name, length);
    if (octetString && octetString->bytes.size() != length)
        return malformed(u"jwk.member", QStringLiteral("%1 must have %2 bytes").arg(name).arg(length));
    return octetString;
}

Result<PkeyHandle> ecPkey(const QJsonObject& jwk)
{
    const auto curve = curveMember(jwk, KeyType::Ec);
    if (!curve)
        return failure(curve.error());
    const qsizetype length = (*curve)->bytes;
    const auto x = fullLength(jwk, u"x", length);
    if (!x)
        return failure(x.error());
    const auto y = fullLength(jwk, u"y", length);
    if (!y)
        return failure(y.error());
    const QByteArray point = QByteArray(1, '\x04') + x->bytes + y->bytes; // SEC 1 section 2.3.3
    PkeyBuilder builder;
    builder.text(OSSL_PKEY_PARAM_GROUP_NAME, (*curve)->openSslName);
    builder.octetString(OSSL_PKEY_PARAM_PUB_KEY, point);
    const bool isPrivate = jwk.contains(u"d");
    if (isPrivate) {
        const auto d = fullLength(jwk, u"d", length);
        if (!d)
            return failure(d.error());
        builder.number(OSSL_PKEY_PARAM_PRIV_KEY, toBignum(d->bytes));
    }
    auto pkey = builder.build("EC", isPrivate);
    if (!pkey)
        return failure(ErrorKind::Untrusted, u"key.off_curve",
                       QStringLiteral("the point is not on %1").arg((*curve)->name));
    return pkey;
}

/// A private key computes its own point: the one the JWK claims must be that one, or signatures made with
/// it would give the private part away.
Result<PkeyHandle> okpPrivate(const QJsonObject& jwk, const JoseCurve& curve, const Octets& x)
{
    const auto d = fullLength(jwk, u"d", curve.bytes);
    if (!d)
        return failure(d.error());
    size_t length = static_cast<size_t>(curve.bytes);
    PkeyHandle pkey(
        EVP_PKEY_new_raw_private_key_ex(nullptr, curve.openSslName, nullptr, octets(d->bytes), length));
    QByteArray point(curve.bytes, '\0');
    if (!pkey || EVP_PKEY_get_raw_public_key(pkey.get(), octets(point), &length) != 1 || point != x.bytes)
        return failure(ErrorKind::Untrusted, u"key.mismatch",
                       QStringLiteral("private and public part do not belong together"));
    return pkey;
}

Result<PkeyHandle> okpPkey(const QJsonObject& jwk)
{
    const auto curve = curveMember(jwk, KeyType::Okp);
    if (!curve)
        return failure(curve.error());
    const auto x = fullLength(jwk, u"x", (*curve)->bytes);
    if (!x)
        return failure(x.error());
    if (jwk.contains(u"d"))
        return okpPrivate(jwk, **curve, *x);
    return PkeyHandle(EVP_PKEY_new_raw_public_key_ex(nullptr, (*curve)->openSslName, nullptr,
                                                     octets(x->bytes), static_cast<size_t>((*curve)->bytes)));
}

/// RFC 7517 section 4.3: `use` and `key_ops`, where both are there, must say the same.
bool contradict(const QString& use, const QStringList& operations)
{
    const auto isSignature = [](const QString& op) { return op == u"sign" || op == u"verify"; };
    if (use == u"sig")
        return !std::all_of(operations.begin(), operations.end(), isSignature);
    return use == u"enc" && std::any_of(operations.begin(), operations.end(), isSignature);
}

Result<KeyLabels> labelsOf(const QJsonObject& jwk)
{
    KeyLabels labels;
    for (const auto& [name, label] :
         {std::pair{u"kid", &labels.kid}, {u"alg", &labels.alg}, {u"use", &labels.use}}) {
        const auto text = optionalString(jwk, name, u"jwk.member");
        if (!text)
            return failure(text.error());
        *label = text->value_or(QString());
    }
    const auto operations = optionalStringList(jwk, u"key_ops", u"jwk.member");
    if (!operations)
        return failure(operations.error());
    labels.keyOps = *operations;
    if (!labels.keyOps)
        return labels;
    if (QStringList unique = *labels.keyOps; unique.removeDuplicates() > 0)
        return malformed(u"jwk.member", QStringLiteral("key_ops names an operation twice"));
    if (contradict(labels.use, *labels.keyOps))
        return failure(ErrorKind::Untrusted, u"key.use",
                       QStringLiteral("use and key_ops contradict each other"));
    return labels;
}

constexpr qsizetype kMaxSecretBytes = 8192;

Result<Key> octKey(const QJsonObject& jwk, KeyLabels labels)
{
    auto k = octetsMember(jwk, u"k", kMaxSecretBytes, u"key.too_large");
    if (!k)
        return failure(k.error());
    KeyParts parts;
    parts.type = KeyType::Oct;
    parts.bits = static_cast<int>(k->bytes.size() * 8);
    parts.isPrivate = true;
    parts.labels = std::move(labels);
    parts.secret = SecretString(std::move(k->bytes));
    return KeyFactory::make(std::move(parts));
}

} // namespace

Result<Key> Key::fromJwk(const QJsonObject& jwk)
{
    const ErrorQueueGuard guard;
    const auto kty = requiredString(jwk, u"kty", u"jwk.kty");
    if (!kty)
        return failure(kty.error());
    auto labels = labelsOf(jwk);
    if (!labels)
        return failure(labels.error());
    if (*kty == u"oct")
        return octKey(jwk, std::move(*labels));

    Result<PkeyHandle> pkey = *kty == u"RSA"  ? rsaPkey(jwk)
                              : *kty == u"EC" ? ecPkey(jwk)
                              : *kty == u"OKP"
                                  ? okpPkey(jwk)
                                  : malformed(u"jwk.kty", QStringLiteral("an unknown kind of key"));
    if (!pkey)
        return failure(pkey.error());
    if (!*pkey)
        return malformed(u"jwk.member", QStringLiteral("the numbers do not make a key"));
    return keyFromPkey(std::move(*pkey), std::move(*labels));
}

} // namespace tessera

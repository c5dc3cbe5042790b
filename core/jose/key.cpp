#include "core/jose/key.h"

#include "core/base/base64url.h"
#include "core/jose/key_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera {
namespace {

auto untrusted(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Untrusted, code, detail);
}

/// RFC 7517 sections 4.2 and 4.3.
Result<void> checkPurpose(const KeyLabels& labels, bool signing)
{
    if (!labels.use.isEmpty() && labels.use != u"sig")
        return untrusted(u"key.use", QStringLiteral("the key's use is not \"sig\""));
    const QString operation = signing ? QStringLiteral("sign") : QStringLiteral("verify");
    if (labels.keyOps && !labels.keyOps->contains(operation))
        return untrusted(u"key.use", QStringLiteral("the key's key_ops do not hold \"%1\"").arg(operation));
    return {};
}

QByteArray sha256(QByteArrayView bytes)
{
    QByteArray hash(32, '\0');
    if (EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.data(), static_cast<size_t>(bytes.size()),
                     octets(hash), nullptr) != 1)
        qFatal("OpenSSL has no SHA-256");
    return hash;
}

} // namespace

Key::Key(std::shared_ptr<const Data> data) : m_data(std::move(data)) {}

Key KeyFactory::make(KeyParts parts)
{
    return Key(std::make_shared<const Key::Data>(Key::Data{std::move(parts)}));
}

Key Key::fromSecret(const SecretString& secret)
{
    KeyParts parts;
    parts.type = KeyType::Oct;
    parts.bits = static_cast<int>(secret.size() * 8);
    parts.isPrivate = true;
    parts.secret = secret;
    return KeyFactory::make(std::move(parts));
}

KeyType Key::type() const
{
    return m_data->parts.type;
}
QString Key::curve() const
{
    return m_data->parts.curve;
}
int Key::bits() const
{
    return m_data->parts.bits;
}
bool Key::isPrivate() const
{
    return m_data->parts.isPrivate;
}
QString Key::kid() const
{
    return m_data->parts.labels.kid;
}
QString Key::alg() const
{
    return m_data->parts.labels.alg;
}
QString Key::use() const
{
    return m_data->parts.labels.use;
}
QStringList Key::keyOps() const
{
    return m_data->parts.labels.keyOps.value_or(QStringList());
}
EVP_PKEY* Key::handle() const
{
    return m_data->parts.pkey.get();
}
const SecretString& Key::secret() const
{
    return m_data->parts.secret;
}

VerifyContexts& Key::verifyContexts() const
{
    return *m_data->parts.verifyContexts;
}

Key Key::withKid(const QString& kid) const
{
    KeyParts parts = m_data->parts;
    parts.labels.kid = kid;
    return KeyFactory::make(std::move(parts));
}

Key Key::withAlg(const QString& alg) const
{
    KeyParts parts = m_data->parts;
    parts.labels.alg = alg;
    return KeyFactory::make(std::move(parts));
}

Result<void> Key::checkFor(const JwsAlgorithm& algorithm, bool signing) const
{
    const KeyParts& parts = m_data->parts;
    if (parts.type != algorithm.keyType)
        return untrusted(u"key.wrong_type",
                         QStringLiteral("%1 needs another kind of key").arg(algorithm.name));
    if (parts.curve != algorithm.curve)
        return untrusted(u"key.wrong_curve",
                         QStringLiteral("%1 does not use the curve %2").arg(algorithm.name, parts.curve));
    if (!parts.labels.alg.isEmpty() && parts.labels.alg != algorithm.name)
        return untrusted(u"key.wrong_alg",
                         QStringLiteral("the key is for another algorithm than %1").arg(algorithm.name));
    if (auto purpose = checkPurpose(parts.labels, signing); !purpose)
        return purpose;
    if (parts.secret.size() < algorithm.minSecretBytes)
        return untrusted(u"key.weak", QStringLiteral("%1 needs a secret of at least %2 bytes")
                                          .arg(algorithm.name)
                                          .arg(algorithm.minSecretBytes));
    if (signing && !parts.isPrivate)
        return untrusted(u"key.no_private_part", QStringLiteral("a public key cannot sign"));
    return {};
}

QJsonObject Key::publicJwk() const
{
    const KeyParts& parts = m_data->parts;
    QJsonObject jwk = parts.publicMembers;
    if (jwk.isEmpty())
        return jwk;
    const KeyLabels& labels = parts.labels;
    if (!labels.kid.isEmpty())
        jwk.insert(QStringLiteral("kid"), labels.kid);
    if (!labels.alg.isEmpty())
        jwk.insert(QStringLiteral("alg"), labels.alg);
    if (!labels.use.isEmpty())
        jwk.insert(QStringLiteral("use"), labels.use);
    return jwk;
}

QString Key::thumbprint() const
{
    QJsonObject members = m_data->parts.publicMembers;
    if (type() == KeyType::Oct)
        members = {{QStringLiteral("kty"), QStringLiteral("oct")},
                   {QStringLiteral("k"), QString::fromLatin1(base64urlEncode(secret().reveal()))}};
    // RFC 7638 section 3.3: no space, names in order; that is how Qt writes an object.
    QByteArray canonical = QJsonDocument(members).toJson(QJsonDocument::Compact);
    const QByteArray hash = sha256(canonical);
    wipe(canonical);
    return QString::fromLatin1(base64urlEncode(hash));
}

} // namespace tessera

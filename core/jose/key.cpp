#include "core/jose/key.h"

#include "core/base/base64url.h"
#include "core/jose/key_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tessera {
namespace {

/// RFC 7517 section 4.3: what the holder of the public part does where the other side signs, decrypts,
/// unwraps.
QStringList publicOperations(QStringList operations)
{
    for (QString& operation : operations) {
        if (operation == u"sign")
            operation = QStringLiteral("verify");
        else if (operation == u"decrypt")
            operation = QStringLiteral("encrypt");
        else if (operation == u"unwrapKey")
            operation = QStringLiteral("wrapKey");
    }
    operations.removeDuplicates();
    return operations;
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
std::optional<QStringList> Key::keyOps() const
{
    return m_data->parts.labels.keyOps;
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

Key Key::withUse(const QString& use) const
{
    KeyParts parts = m_data->parts;
    parts.labels.use = use;
    return KeyFactory::make(std::move(parts));
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
    if (labels.keyOps)
        jwk.insert(QStringLiteral("key_ops"), QJsonArray::fromStringList(publicOperations(*labels.keyOps)));
    return jwk;
}

QJsonObject Key::publicMembers() const
{
    return m_data->parts.publicMembers;
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

QString Key::thumbprintUri() const
{
    return QStringLiteral("urn:ietf:params:oauth:jwk-thumbprint:sha-256:") + thumbprint();
}

} // namespace tessera

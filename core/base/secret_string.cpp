#include "core/base/secret_string.h"

#include <openssl/crypto.h>

namespace tessera {
namespace {

std::shared_ptr<const QByteArray> wipedWithLastCopy(QByteArray* bytes)
{
    return std::shared_ptr<const QByteArray>(bytes, [](const QByteArray* owned) {
        auto* mutableBytes = const_cast<QByteArray*>(owned); // NOLINT: the deleter is its only writer
        if (mutableBytes->isDetached())
            OPENSSL_cleanse(mutableBytes->data(), static_cast<size_t>(mutableBytes->size()));
        delete mutableBytes;
    });
}

} // namespace

SecretString::SecretString(QByteArray&& bytes)
{
    auto* copy = new QByteArray(bytes.constData(), bytes.size());
    if (bytes.isDetached())
        wipe(bytes);
    bytes.clear();
    m_data = wipedWithLastCopy(copy);
}

SecretString SecretString::fromUtf8(QByteArrayView bytes)
{
    SecretString secret;
    secret.m_data = wipedWithLastCopy(new QByteArray(bytes.data(), bytes.size()));
    return secret;
}

SecretString SecretString::fromString(QStringView text)
{
    return SecretString(text.toUtf8());
}

QByteArrayView SecretString::reveal() const
{
    return m_data ? QByteArrayView(*m_data) : QByteArrayView();
}

QString SecretString::revealString() const
{
    return QString::fromUtf8(reveal());
}

bool SecretString::equals(QByteArrayView other) const
{
    return constantTimeEquals(reveal(), other);
}

bool constantTimeEquals(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() &&
           (a.isEmpty() || CRYPTO_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0);
}

void wipe(QByteArray& bytes)
{
    if (!bytes.isEmpty())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.size()));
}

} // namespace tessera

#include "core/base/random.h"

#include "core/base/base64url.h"

#include <openssl/rand.h>

#include <cstring>

namespace tessera {

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    // OpenSSL 3's generator is seeded, and reseeded, from getrandom(2) or its twin.
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        qFatal("the operating system gave no random bytes");
    return bytes;
}

quint32 randomNumber()
{
    const QByteArray bytes = randomBytes(sizeof(quint32));
    quint32 number = 0;
    std::memcpy(&number, bytes.constData(), sizeof number);
    return number;
}

QByteArray randomToken()
{
    return base64urlEncode(randomBytes(32));
}

} // namespace tessera

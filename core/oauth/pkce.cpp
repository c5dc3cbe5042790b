#include "core/oauth/pkce.h"

#include "core/base/base64url.h"
#include "core/base/random.h"

#include <QCryptographicHash>

namespace tessera {

Pkce Pkce::generate()
{
    Pkce pkce;
    pkce.verifier = SecretString(randomToken());
    pkce.challenge = s256Challenge(pkce.verifier.reveal());
    return pkce;
}

QByteArray s256Challenge(QByteArrayView verifier)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(verifier);
    return base64urlEncode(hash.result());
}

} // namespace tessera

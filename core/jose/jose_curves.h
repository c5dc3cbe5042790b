// The one table of curves: what a JWK calls them, what OpenSSL does, and how long their numbers are (RFC 7518
// section 6.2.1, RFC 8037 section 2, RFC 8812 section 3.1).
#pragma once

#include <QList>
#include <QStringView>

namespace tessera {

enum class KeyType { Rsa, Ec, Okp, Oct };

struct JoseCurve
{
    QStringView name; ///< "P-256", "X25519"; compared with case
    KeyType keyType;
    const char* openSslName; ///< of the group (EC) or of the kind of key (OKP)
    int bits;
    qsizetype bytes; ///< of a coordinate and of the private number (EC), of either part (OKP)
    bool canSign;    ///< the Edwards curves and EC
    bool canAgree;   ///< on a key, with ECDH
};

/// nullptr for an unknown name and for a known one in other case.
const JoseCurve* findCurve(QStringView name);
QList<const JoseCurve*> joseCurves();
/// "P-256, P-384 and P-521": for a sentence.
QString curveNames(KeyType type);

} // namespace tessera

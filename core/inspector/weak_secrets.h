// Whether an HMAC signature was made with a secret everybody knows: those of tutorials, of sample
// configurations and of lists of common passwords (RFC 8725 3.5). Offline and bounded; a found secret is
// public knowledge and may be named.
#pragma once

#include "core/jose/jws.h"

#include <optional>

namespace tessera {

struct WeakSecret
{
    QString text; ///< as in resources/weak_secrets.txt
    QString form; ///< ", decoded from base64" or ", with a line break behind it"; empty: as it is
};

/// Tries the list with HS256, HS384 and HS512; nullopt for another algorithm, a longer input than 16 KiB, or
/// if none fits.
std::optional<WeakSecret> findWeakSecret(const CompactJws& jws);

/// For the test of the list.
QList<QByteArray> weakSecretTexts();

} // namespace tessera

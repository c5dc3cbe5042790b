// The JOSE header of an encrypted token, RFC 7516 section 4: the union of up to three objects, strictly read.
// Nothing in it is trusted: `jku`, `x5u`, `jwk`, `x5c` are never followed.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tessera {

struct JweHeader
{
    QString alg;
    QString enc;
    QString kid;
    QString typ;
    QString cty;
    bool isCompressed = false; ///< zip: DEF
    QJsonObject json;          ///< all members, wherever they stood
};

/// `joined` holds all members, `integrityProtected` those under the tag: zip counts only there. Errors
/// (Malformed): jwe.alg, jwe.enc, jwe.kid, jwe.header (typ or cty is not text), jwe.crit, jwe.zip.
Result<JweHeader> readJweHeader(const QJsonObject& joined, const QJsonObject& integrityProtected);

/// One base64url part. Errors (Malformed): jwe.header (empty), base64url.*, json.*.
Result<QJsonObject> decodeJweHeader(QByteArrayView part);

} // namespace tessera

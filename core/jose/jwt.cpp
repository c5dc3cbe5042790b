#include "core/jose/jwt.h"

#include "core/base/strict_json.h"

#include <algorithm>

namespace tessera {
namespace {

/// Five parts make a JWE (RFC 7516 section 9). Stops counting at the sixth.
bool looksEncrypted(QByteArrayView text)
{
    int dots = 0;
    for (qsizetype at = text.indexOf('.'); at >= 0 && dots <= 4; at = text.indexOf('.', at + 1))
        ++dots;
    return dots == 4;
}

/// RFC 7519 section 5.2; "application/" may be left out (RFC 7515 section 4.1.10).
bool isNested(const QString& cty)
{
    return cty.compare(u"JWT", Qt::CaseInsensitive) == 0 ||
           cty.compare(u"application/jwt", Qt::CaseInsensitive) == 0;
}

auto nestedTooDeeply()
{
    return failure(ErrorKind::Malformed, u"jwt.nested", QStringLiteral("a token inside a token is not read"));
}

auto notNested(const QString& detail)
{
    return failure(ErrorKind::Untrusted, u"jwt.not_nested", detail);
}

} // namespace

Result<UnverifiedJwt> decodeJwt(QByteArrayView text, qsizetype maxBytes)
{
    if (text.size() <= maxBytes && looksEncrypted(text))
        return failure(ErrorKind::Malformed, u"jwt.encrypted",
                       QStringLiteral("five parts: the token is encrypted"));
    auto jws = parseCompactJws(text, maxBytes);
    if (!jws)
        return failure(jws.error());
    if (isNested(jws->header.cty))
        return nestedTooDeeply();
    // RFC 7516 section 9: the number of parts and the header must say the same (N113).
    if (jws->header.json.contains(u"enc"))
        return failure(ErrorKind::Malformed, u"jwt.enc",
                       QStringLiteral("three parts, and a header of encryption"));
    auto claims = parseJsonObject(jws->payload);
    if (!claims) {
        if (claims.error().code == u"json.not_an_object")
            return failure(ErrorKind::Malformed, u"jwt.claims",
                           QStringLiteral("the claims must be a JSON object"));
        return failure(claims.error());
    }
    return UnverifiedJwt{std::move(*jws), std::move(*claims)};
}

Result<QByteArray> nestedJws(const Decrypted& decrypted)
{
    const QByteArrayView text = decrypted.plaintext.reveal();
    if (!isNested(decrypted.header.cty))
        return notNested(QStringLiteral("cty does not say that a token is inside"));
    if (looksEncrypted(text))
        return nestedTooDeeply();
    if (text.trimmed().startsWith('{'))
        return notNested(QStringLiteral("the content is not signed"));
    const auto jwt = decodeJwt(text, kMaxInspectedBytes);
    if (!jwt)
        return failure(jwt.error());
    if (!findJwsAlgorithm(jwt->jws.header.alg)) // "none" too
        return failure(ErrorKind::Untrusted, u"jws.algorithm_unknown",
                       QStringLiteral("the alg inside is none of the algorithms we know"));
    return text.toByteArray();
}

} // namespace tessera

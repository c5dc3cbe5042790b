#include "core/jose/jws_header.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/strict_json.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMaxKidBytes = 256; // A136

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

/// RFC 7515 section 4.1.11 (N110, A129).
Result<void> checkCritical(const QJsonObject& protectedPart, const QJsonObject& unprotectedPart,
                           JwsReading reading)
{
    const auto refused = [](const QString& detail) { return malformed(u"jws.crit", detail); };
    if (unprotectedPart.contains(u"crit"))
        return refused(QStringLiteral("crit must stand in the protected part of the header"));
    const auto names = optionalStringList(protectedPart, u"crit", u"jws.crit");
    if (!names)
        return failure(names.error());
    if (!*names)
        return {};
    if ((*names)->isEmpty())
        return refused(QStringLiteral("crit names nothing"));
    if (QStringList unique = **names; unique.removeDuplicates() > 0)
        return refused(QStringLiteral("crit names something twice"));
    for (const QString& name : **names) {
        if (reading != JwsReading::Any || name != u"b64")
            return refused(QStringLiteral("the header asks for an extension that is not understood"));
        if (!protectedPart.contains(name))
            return refused(QStringLiteral("crit names what is not there"));
    }
    return {};
}

/// RFC 7797 sections 3, 6 and 7 (N111, A130). Gives whether the payload is encoded.
Result<bool> readB64(const QJsonObject& protectedPart, const QJsonObject& unprotectedPart, JwsReading reading)
{
    const auto refused = [](const QString& detail) { return malformed(u"jws.b64", detail); };
    if (unprotectedPart.contains(u"b64"))
        return refused(QStringLiteral("b64 must stand in the protected part of the header"));
    if (reading == JwsReading::Jwt && protectedPart.contains(u"b64"))
        return refused(QStringLiteral("payloads that are not base64url are not read"));
    const auto b64 = optionalBool(protectedPart, u"b64", u"jws.b64");
    if (!b64)
        return failure(b64.error());
    const bool isEncoded = b64->value_or(true);
    if (!isEncoded && !protectedPart.contains(u"crit"))
        return refused(QStringLiteral("b64 is false and crit does not name it"));
    return isEncoded;
}

/// RFC 7515 section 4: a name in both parts would have two values.
bool overlap(const QJsonObject& a, const QJsonObject& b)
{
    const QStringList names = b.keys();
    return std::any_of(names.begin(), names.end(), [&](const QString& name) { return a.contains(name); });
}

QJsonObject joined(QJsonObject object, const QJsonObject& other)
{
    for (auto it = other.begin(); it != other.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

/// `typ` is judged by those who know what they expect.
Result<void> readNames(JwsHeader& header)
{
    if (!header.json.value(u"alg").isString())
        return malformed(u"jws.alg", QStringLiteral("alg is missing or not a string"));
    header.alg = header.json.value(u"alg").toString();
    header.kid = header.json.value(u"kid").toString();
    if (header.json.contains(u"kid") && (header.kid.isEmpty() || header.kid.toUtf8().size() > kMaxKidBytes))
        return malformed(u"jws.kid",
                         QStringLiteral("kid must be a string of 1 to %1 bytes").arg(kMaxKidBytes));
    for (const auto& [name, member] : {std::pair{u"typ", &header.typ}, {u"cty", &header.cty}}) {
        const auto text = optionalString(header.json, name, u"jws.header");
        if (!text)
            return failure(text.error());
        *member = text->value_or(QString());
    }
    return {};
}

} // namespace

Result<QJsonObject> decodeProtectedPart(QByteArrayView encoded)
{
    if (encoded.isEmpty())
        return QJsonObject();
    const auto bytes = base64urlDecode(encoded);
    return bytes ? parseJsonObject(*bytes) : failure(bytes.error());
}

Result<JwsHeader> readJwsHeader(const QJsonObject& protectedPart, const QJsonObject& unprotectedPart,
                                JwsReading reading)
{
    if (overlap(protectedPart, unprotectedPart))
        return malformed(u"jws.header", QStringLiteral("a name stands in both parts of the header"));
    JwsHeader header;
    header.json = unprotectedPart.isEmpty() ? protectedPart : joined(protectedPart, unprotectedPart);
    if (auto names = readNames(header); !names)
        return failure(names.error());
    const auto isEncoded = readB64(protectedPart, unprotectedPart, reading);
    if (!isEncoded)
        return failure(isEncoded.error());
    header.isPayloadEncoded = *isEncoded;
    if (auto critical = checkCritical(protectedPart, unprotectedPart, reading); !critical)
        return failure(critical.error());
    return header;
}

} // namespace tessera

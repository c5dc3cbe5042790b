#include "core/jose/jwe_header.h"

#include "core/base/base64url.h"
#include "core/base/json_members.h"
#include "core/base/strict_json.h"

namespace tessera {
namespace {

constexpr qsizetype kMaxKidBytes = 256; // A136

auto malformed(QStringView code, const QString& detail)
{
    return failure(ErrorKind::Malformed, code, detail);
}

Result<void> readNames(const QJsonObject& joined, JweHeader& header)
{
    for (const auto& [name, code, member] :
         {std::tuple{u"alg", u"jwe.alg", &header.alg}, {u"enc", u"jwe.enc", &header.enc}}) {
        auto text = requiredString(joined, name, code);
        if (!text)
            return failure(text.error());
        *member = std::move(*text);
    }
    for (const auto& [name, code, member] : {std::tuple{u"kid", u"jwe.kid", &header.kid},
                                             {u"typ", u"jwe.header", &header.typ},
                                             {u"cty", u"jwe.header", &header.cty}}) {
        const auto text = optionalString(joined, name, code);
        if (!text)
            return failure(text.error());
        *member = text->value_or(QString());
    }
    if (joined.contains(u"kid") && (header.kid.isEmpty() || header.kid.toUtf8().size() > kMaxKidBytes))
        return malformed(u"jwe.kid",
                         QStringLiteral("kid must be a string of 1 to %1 bytes").arg(kMaxKidBytes));
    return {};
}

/// RFC 7516 section 4.1.3: one name, with case, and only under the tag.
Result<bool> readZip(const QJsonObject& joined, const QJsonObject& integrityProtected)
{
    if (!joined.contains(u"zip"))
        return false;
    if (!integrityProtected.contains(u"zip"))
        return malformed(u"jwe.zip", QStringLiteral("zip stands outside the protected header"));
    if (integrityProtected.value(u"zip") != QStringLiteral("DEF"))
        return malformed(u"jwe.zip", QStringLiteral("zip is not \"DEF\""));
    return true;
}

} // namespace

Result<JweHeader> readJweHeader(const QJsonObject& joined, const QJsonObject& integrityProtected)
{
    JweHeader header;
    header.json = joined;
    if (auto read = readNames(joined, header); !read)
        return failure(read.error());
    // Malformed or well-formed: we understand no extension, so whatever it names is not understood.
    if (joined.contains(u"crit"))
        return malformed(u"jwe.crit",
                         QStringLiteral("the header asks for an extension that is not understood"));
    const auto zip = readZip(joined, integrityProtected);
    if (!zip)
        return failure(zip.error());
    header.isCompressed = *zip;
    return header;
}

Result<QJsonObject> decodeJweHeader(QByteArrayView part)
{
    const auto bytes = base64urlDecode(part);
    if (!bytes)
        return failure(bytes.error());
    if (bytes->isEmpty())
        return malformed(u"jwe.header", QStringLiteral("the header is empty"));
    return parseJsonObject(*bytes);
}

} // namespace tessera

#include "core/inspector/opaque_catalogue.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"token_prefixes.member";
constexpr int kVersion = 1;

const QStringList kMembers{
    QStringLiteral("id"),        QStringLiteral("title"),    QStringLiteral("issuer"),
    QStringLiteral("can"),       QStringLiteral("life"),     QStringLiteral("leaked"),
    QStringLiteral("reference"), QStringLiteral("checksum"), QStringLiteral("shapes"),
    QStringLiteral("public"),
};

tl::unexpected<Error> bad(const QString& row, const QString& what)
{
    return failure(ErrorKind::Configuration, kBadMember, QStringLiteral("token \"%1\": %2").arg(row, what));
}

/// Fills the members that are plain text.
Result<void> readTexts(OpaqueToken& token, const QJsonObject& row)
{
    const std::pair<QStringView, QString*> members[] = {{u"id", &token.id},
                                                        {u"title", &token.title},
                                                        {u"issuer", &token.issuer},
                                                        {u"can", &token.can},
                                                        {u"life", &token.life},
                                                        {u"leaked", &token.leaked},
                                                        {u"reference", &token.reference}};
    for (const auto& [name, target] : members) {
        const auto value = requiredString(row, name, kBadMember);
        if (!value)
            return bad(token.id, value.error().detail);
        *target = *value;
    }
    return {};
}

Result<void> readShapes(OpaqueToken& token, const QJsonObject& row)
{
    const auto shapes = optionalStringList(row, u"shapes", kBadMember);
    if (!shapes || !*shapes || (*shapes)->isEmpty())
        return bad(token.id, QStringLiteral("a list \"shapes\" is needed"));
    for (const QString& text : **shapes) {
        const auto shape = OpaqueShape::parse(text);
        if (!shape)
            return failure(shape.error());
        token.shapes.append(*shape);
    }
    return {};
}

Result<OpaqueToken> readRow(const QJsonObject& row)
{
    OpaqueToken token;
    for (const QString& name : row.keys()) {
        if (!kMembers.contains(name))
            return bad(row.value(u"id").toString(), QStringLiteral("unknown member %1").arg(name));
    }
    if (const auto texts = readTexts(token, row); !texts)
        return failure(texts.error());
    if (const auto shapes = readShapes(token, row); !shapes)
        return failure(shapes.error());
    const auto checksum = optionalString(row, u"checksum", kBadMember);
    const auto isPublic = optionalBool(row, u"public", kBadMember);
    if (!checksum || !isPublic)
        return bad(token.id, QStringLiteral("checksum is a string, public is true or false"));
    token.checksum = checksum->value_or(QString());
    token.isPublic = isPublic->value_or(false);
    if (!token.checksum.isEmpty() && token.checksum != u"github")
        return bad(token.id, QStringLiteral("checksum \"%1\" is not known").arg(token.checksum));
    if (!token.reference.startsWith(u"https://"))
        return bad(token.id, QStringLiteral("reference must be https"));
    return token;
}

} // namespace

const OpaqueCatalogue& OpaqueCatalogue::builtIn()
{
    static const OpaqueCatalogue catalogue = [] {
        QFile file(QStringLiteral(":/tessera/token_prefixes.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("token_prefixes.json is not in the program");
        const auto parsed = parse(file.readAll());
        if (!parsed)
            qFatal("token_prefixes.json: %s", qPrintable(parsed.error().detail));
        return *parsed;
    }();
    return catalogue;
}

Result<OpaqueCatalogue> OpaqueCatalogue::parse(QByteArrayView json)
{
    const auto document = parseJsonObject(json, {.maxBytes = 256 * 1024});
    if (!document)
        return failure(document.error());
    const QJsonValue rows = document->value(u"tokens");
    if (document->value(u"version").toInt() != kVersion || !rows.isArray())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("version 1 and a list \"tokens\" are expected"));
    OpaqueCatalogue catalogue;
    const QJsonArray array = rows.toArray();
    for (const auto& row : array) {
        auto token = readRow(row.toObject());
        if (!token)
            return failure(token.error());
        const bool known = std::any_of(catalogue.m_rows.cbegin(), catalogue.m_rows.cend(),
                                       [&](const OpaqueToken& other) { return other.id == token->id; });
        if (known)
            return failure(ErrorKind::Configuration, u"token_prefixes.duplicate", token->id);
        catalogue.m_rows.append(*std::move(token));
    }
    return catalogue;
}

OpaqueMatch OpaqueCatalogue::match(QByteArrayView token) const
{
    OpaqueMatch best;
    qsizetype bestLength = -1;
    for (const OpaqueToken& row : m_rows) {
        for (const OpaqueShape& shape : row.shapes) {
            const OpaqueShape::Match match = shape.match(token);
            const bool isExact = match == OpaqueShape::Exact;
            const bool isBetter = match != OpaqueShape::No && std::pair(isExact, shape.prefix().size()) >
                                                                  std::pair(best.isExact, bestLength);
            if (!isBetter)
                continue;
            best = {&row, isExact};
            bestLength = shape.prefix().size();
        }
    }
    return best;
}

OpaqueMatch matchOpaqueToken(QByteArrayView token)
{
    return OpaqueCatalogue::builtIn().match(token);
}

} // namespace tessera

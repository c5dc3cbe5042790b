#include "core/inspector/claim_catalogue.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"

#include <QFile>
#include <QJsonArray>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"claims.member";
constexpr int kVersion = 1;

/// Everything a row may hold: a misspelt member would otherwise say nothing, silently.
const QStringList kMembers{
    QStringLiteral("name"),    QStringLiteral("in"),     QStringLiteral("title"), QStringLiteral("type"),
    QStringLiteral("meaning"), QStringLiteral("family"), QStringLiteral("kinds"), QStringLiteral("reference"),
};

const QStringList kTypes{
    QStringLiteral("string"), QStringLiteral("uri"),   QStringLiteral("string-or-uri"),
    QStringLiteral("list"),   QStringLiteral("words"), QStringLiteral("string-or-list"),
    QStringLiteral("number"), QStringLiteral("time"),  QStringLiteral("boolean"),
    QStringLiteral("object"), QStringLiteral("any"),   QStringLiteral("base64url"),
};

QString keyOf(ClaimMeaning::Place place, QStringView parent, QStringView name)
{
    QString key;
    key.reserve(parent.size() + name.size() + 2);
    key.append(place == ClaimMeaning::Header ? u'h' : u'c').append(parent).append(u'\n').append(name);
    return key;
}

auto badRow(const QString& name, const QString& what)
{
    return failure(ErrorKind::Configuration, kBadMember, QStringLiteral("row \"%1\": %2").arg(name, what));
}

Result<void> readTexts(ClaimMeaning& row, const QJsonObject& object)
{
    const std::array required{std::pair{u"name", &row.name}, std::pair{u"title", &row.title},
                              std::pair{u"meaning", &row.meaning}, std::pair{u"type", &row.type},
                              std::pair{u"reference", &row.reference}};
    for (const auto& [name, member] : required) {
        auto text = requiredString(object, name, kBadMember);
        if (!text)
            return badRow(row.name, text.error().detail);
        *member = *std::move(text);
    }
    const auto parent = optionalString(object, u"in", kBadMember);
    if (!parent)
        return badRow(row.name, parent.error().detail);
    row.parent = parent->value_or(QString());
    if (!kTypes.contains(row.type))
        return badRow(row.name, QStringLiteral("unknown type %1").arg(row.type));
    return {};
}

Result<void> readPlaces(ClaimMeaning& row, const QJsonObject& object)
{
    const auto family = optionalString(object, u"family", kBadMember);
    if (!family)
        return badRow(row.name, family.error().detail);
    if (*family) {
        const auto known = issuerFamilyOfName(**family);
        if (!known)
            return badRow(row.name, QStringLiteral("unknown family %1").arg(**family));
        row.family = *known;
    }
    const auto kinds = optionalStringList(object, u"kinds", kBadMember);
    if (!kinds)
        return badRow(row.name, kinds.error().detail);
    for (const QString& name : kinds->value_or(QStringList())) {
        const auto kind = tokenKindOfName(name);
        if (!kind)
            return badRow(row.name, QStringLiteral("unknown kind %1").arg(name));
        row.kinds.append(*kind);
    }
    return {};
}

Result<ClaimMeaning> readRow(const QJsonObject& object, ClaimMeaning::Place place)
{
    ClaimMeaning row;
    row.place = place;
    if (auto texts = readTexts(row, object); !texts)
        return failure(texts.error());
    for (const QString& member : object.keys()) {
        if (!kMembers.contains(member))
            return badRow(row.name, QStringLiteral("unknown member %1").arg(member));
    }
    if (auto places = readPlaces(row, object); !places)
        return failure(places.error());
    return row;
}

} // namespace

const ClaimCatalogue& ClaimCatalogue::builtIn()
{
    static const ClaimCatalogue catalogue = [] {
        QFile file(QStringLiteral(":/tessera/claims.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("claims.json is not in the program");
        const auto parsed = parse(file.readAll());
        if (!parsed)
            qFatal("claims.json: %s", qPrintable(parsed.error().detail));
        return *parsed;
    }();
    return catalogue;
}

Result<ClaimCatalogue> ClaimCatalogue::parse(QByteArrayView json)
{
    const auto document = parseJsonObject(json);
    if (!document)
        return failure(document.error());
    if (document->value(u"version").toInt() != kVersion || document->size() != 3 ||
        !document->value(u"claims").isArray() || !document->value(u"header").isArray())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("version 1 and the lists \"claims\" and \"header\" are expected"));
    ClaimCatalogue catalogue;
    for (const auto& [list, place] :
         {std::pair{u"claims", ClaimMeaning::Claim}, std::pair{u"header", ClaimMeaning::Header}}) {
        const QJsonArray array = document->value(list).toArray();
        for (const auto& entry : array) {
            auto row = readRow(entry.toObject(), place);
            if (!row)
                return failure(row.error());
            const QString name = row->name;
            if (!catalogue.add(*std::move(row)))
                return failure(ErrorKind::Configuration, u"claims.duplicate", name);
        }
    }
    return catalogue;
}

bool ClaimCatalogue::add(ClaimMeaning row)
{
    const QString key = keyOf(row.place, row.parent, row.name);
    const auto [begin, end] = m_index.equal_range(key);
    for (auto it = begin; it != end; ++it) {
        if (m_rows[*it].family == row.family)
            return false;
    }
    m_index.insert(key, m_rows.size());
    m_rows.append(std::move(row));
    return true;
}

const ClaimMeaning* ClaimCatalogue::pick(const QString& key, IssuerFamily family) const
{
    const ClaimMeaning* general = nullptr;
    const ClaimMeaning* any = nullptr;
    int count = 0;
    const auto [begin, end] = m_index.equal_range(key);
    for (auto it = begin; it != end; ++it, ++count) {
        any = &m_rows[*it];
        if (any->family == family)
            return any;
        if (any->family == IssuerFamily::None)
            general = any;
    }
    if (general)
        return general;
    return family == IssuerFamily::None && count == 1 ? any : nullptr;
}

const ClaimMeaning* ClaimCatalogue::claim(QStringView name, IssuerFamily family, QStringView parent) const
{
    return pick(keyOf(ClaimMeaning::Claim, parent, name), family);
}

const ClaimMeaning* ClaimCatalogue::header(QStringView name) const
{
    return pick(keyOf(ClaimMeaning::Header, {}, name), IssuerFamily::None);
}

} // namespace tessera

#include "core/providers/administrator_configuration.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/net/limits.h"
#include "core/oauth/endpoint_rules.h"
#include "core/providers/administrator_weakening.h"

#include <QJsonDocument>

#include <algorithm>

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr QStringView kBadMember = u"administrator.member";
const QStringList kMembers{QStringLiteral("version"),    QStringLiteral("providers"),
                           QStringLiteral("client_ids"), QStringLiteral("allowed_issuers"),
                           QStringLiteral("extra_ca"),   QStringLiteral("switched_off")};
constexpr QStringView kPrefixMark = u"/*";

template <class... Arguments>
tl::unexpected<Error> bad(const QString& what)
{
    return failure(ErrorKind::Configuration, kBadMember, printable(what, 200));
}

QByteArray catalogueText(const QJsonArray& rows)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), 1}, {QStringLiteral("providers"), rows}})
        .toJson(QJsonDocument::Compact);
}

/// A misspelt member would otherwise be a rule that silently does not hold.
Result<void> checkMembers(const QJsonObject& object, const QStringList& known, const QString& where)
{
    for (const QString& name : object.keys())
        if (!known.contains(name))
            return bad(QStringLiteral("%1 is not known%2").arg(name, where));
    return {};
}

Result<QJsonArray> readRows(const QJsonObject& document)
{
    const QJsonValue value = document.value(u"providers");
    if (value.isUndefined())
        return QJsonArray();
    if (!value.isArray())
        return bad(QStringLiteral("providers must be a list"));
    const QJsonArray rows = value.toArray();
    for (const auto& row : rows) {
        if (!row.isObject())
            return bad(QStringLiteral("providers must be a list of rows"));
        if (const auto harmless = mustNotWeaken(row.toObject()); !harmless)
            return failure(harmless.error());
    }
    if (const auto catalogue = ProviderCatalogue::parse(catalogueText(rows)); !catalogue)
        return failure(catalogue.error());
    return rows;
}

Result<QMap<QString, QString>> readClientIds(const QJsonObject& document)
{
    const QJsonValue value = document.value(u"client_ids");
    if (!value.isUndefined() && !value.isObject())
        return bad(QStringLiteral("client_ids must be an object"));
    QMap<QString, QString> ids;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString() || it->toString().isEmpty())
            return bad(QStringLiteral("client_ids.%1 must be a client id").arg(it.key()));
        ids.insert(it.key(), it->toString());
    }
    return ids;
}

/// An exact issuer, or everything below a path: never the beginning of a host, which others could go on with.
Result<QStringList> readIssuers(const QJsonObject& document)
{
    const auto list = optionalStringList(document, u"allowed_issuers", kBadMember);
    if (!list)
        return bad(list.error().detail);
    const QStringList issuers = list->value_or(QStringList());
    if (*list && issuers.isEmpty())
        return bad(QStringLiteral("allowed_issuers is empty: it would allow nothing"));
    for (const QString& entry : issuers) {
        const QString issuer = entry.endsWith(kPrefixMark) ? entry.chopped(kPrefixMark.size()) : entry;
        if (issuer.contains(u'*') || !checkIssuer(issuer))
            return bad(
                QStringLiteral("allowed_issuers: \"%1\" is neither an issuer nor one with /* behind it")
                    .arg(entry));
    }
    return issuers;
}

Result<AuthorityFile> readAuthorityFile(const QJsonObject& object)
{
    if (const auto known = checkMembers(object, {QStringLiteral("file"), QStringLiteral("hosts")},
                                        QStringLiteral(" in extra_ca"));
        !known)
        return failure(known.error());
    const auto file = requiredString(object, u"file", kBadMember);
    const auto hosts = optionalStringList(object, u"hosts", kBadMember);
    if (!file || !file->startsWith(u'/'))
        return bad(QStringLiteral("extra_ca.file must be a path from the root"));
    if (!hosts || hosts->value_or(QStringList()).isEmpty())
        return bad(QStringLiteral("extra_ca.hosts must be a list of hosts"));
    for (const QString& host : **hosts)
        if (host.contains(u'*') || host.contains(u'/') || host.trimmed().isEmpty())
            return bad(QStringLiteral("extra_ca.hosts: \"%1\" is no host").arg(host));
    return AuthorityFile{*file, **hosts};
}

Result<QList<AuthorityFile>> readAuthorityFiles(const QJsonObject& document)
{
    const QJsonValue value = document.value(u"extra_ca");
    if (!value.isUndefined() && !value.isArray())
        return bad(QStringLiteral("extra_ca must be a list"));
    QList<AuthorityFile> files;
    const QJsonArray array = value.toArray();
    for (const auto& entry : array) {
        if (!entry.isObject())
            return bad(QStringLiteral("extra_ca must be a list of {file, hosts}"));
        const auto file = readAuthorityFile(entry.toObject());
        if (!file)
            return failure(file.error());
        files.append(*file);
    }
    return files;
}

Result<QStringList> readSwitchedOff(const QJsonObject& document)
{
    const auto list = optionalStringList(document, u"switched_off", kBadMember);
    if (!list)
        return bad(list.error().detail);
    const QStringList names = list->value_or(QStringList());
    for (const QString& name : names)
        if (!administratorFeatures().contains(name))
            return bad(QStringLiteral("switched_off knows no \"%1\", but %2")
                           .arg(name, administratorFeatures().join(QStringLiteral(", "))));
    return names;
}

Result<AdministratorConfiguration> readDocument(const QJsonObject& document)
{
    if (const auto known = checkMembers(document, kMembers, {}); !known)
        return failure(known.error());
    if (!document.value(u"version").isDouble() || document.value(u"version").toDouble() != kVersion)
        return failure(ErrorKind::Configuration, u"administrator.version",
                       QStringLiteral("\"version\" must be %1").arg(kVersion));
    const auto rows = readRows(document);
    if (!rows)
        return failure(rows.error());
    const auto clientIds = readClientIds(document);
    if (!clientIds)
        return failure(clientIds.error());
    const auto issuers = readIssuers(document);
    if (!issuers)
        return failure(issuers.error());
    const auto authorities = readAuthorityFiles(document);
    if (!authorities)
        return failure(authorities.error());
    const auto switchedOff = readSwitchedOff(document);
    if (!switchedOff)
        return failure(switchedOff.error());
    return AdministratorConfiguration{{}, *rows, *clientIds, *issuers, *authorities, *switchedOff};
}

/// ".." could lead out of the path that is allowed.
bool isBelow(const QString& issuer, QStringView prefix)
{
    if (!issuer.startsWith(prefix))
        return false;
    const auto segments = QStringView(issuer).sliced(prefix.size()).split(u'/');
    return std::none_of(segments.begin(), segments.end(), [](QStringView segment) {
        return segment == u"." || segment == u".." || segment.contains(u'%');
    });
}

} // namespace

QStringList administratorFeatures()
{
    QStringList names;
    for (const QStringView name : {feature::kDevice, feature::kPaste, feature::kDynamicRegistration,
                                   feature::kInsecureLoopbackIssuers, feature::kTypedIssuers})
        names.append(name.toString());
    return names;
}

Result<void> AdministratorConfiguration::allowsIssuer(const QString& issuer) const
{
    const auto refuse = [&issuer](const QString& why) {
        return failure(ErrorKind::Configuration, u"administrator.issuer", why, issuer);
    };
    if (isSwitchedOff(feature::kInsecureLoopbackIssuers) && QUrl(issuer).scheme() == u"http")
        return refuse(QStringLiteral("http is switched off"));
    const auto allows = [&issuer](const QString& entry) {
        return entry == issuer ||
               (entry.endsWith(kPrefixMark) && isBelow(issuer, QStringView(entry).chopped(1)));
    };
    if (allowedIssuers.isEmpty() || std::any_of(allowedIssuers.begin(), allowedIssuers.end(), allows))
        return {};
    return refuse(QStringLiteral("allowed are %1").arg(allowedIssuers.join(QStringLiteral(", "))));
}

Result<AdministratorConfiguration> parseAdministratorConfiguration(QByteArrayView text)
{
    if (text.startsWith("\xef\xbb\xbf"))
        return failure(ErrorKind::Configuration, u"administrator.byte_order_mark");
    const JsonLimits bounds{.maxBytes = limits::kAdministratorFileBytes, .maxDepth = 8};
    const auto document = parseJsonObject(text, bounds);
    if (!document)
        return failure(document.error());
    return readDocument(*document);
}

Result<ProviderCatalogue> catalogueWith(const AdministratorConfiguration& configuration)
{
    QJsonArray rows =
        QJsonDocument::fromJson(ProviderCatalogue::builtInText()).object().value(u"providers").toArray();
    const auto find = [&rows](const QString& id) {
        return std::find_if(rows.begin(), rows.end(),
                            [&id](const auto& row) { return row.toObject().value(u"id").toString() == id; });
    };
    for (const auto& row : configuration.providerRows) {
        if (const auto place = find(row.toObject().value(u"id").toString()); place != rows.end())
            *place = row;
        else
            rows.append(row);
    }
    auto catalogue = ProviderCatalogue::parse(catalogueText(rows));
    if (!catalogue)
        return catalogue;
    catalogue->setBuildClientIds();
    for (auto id = configuration.clientIds.begin(); id != configuration.clientIds.end(); ++id)
        if (!catalogue->setClientId(id.key(), id.value(), ClientIdSource::Administrator))
            return bad(QStringLiteral("client_ids: there is no provider \"%1\"").arg(id.key()));
    return catalogue;
}

Result<QList<ExtraTrust>> extraTrustOf(const AdministratorConfiguration& configuration)
{
    QList<ExtraTrust> trust;
    for (const AuthorityFile& file : configuration.authorityFiles) {
        const auto authorities = readAuthorities(file.path);
        if (!authorities)
            return failure(authorities.error());
        trust.append({file.hosts, *authorities});
    }
    return trust;
}

} // namespace tessera

#include "core/providers/provider_catalogue.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/oauth/authorization_server_metadata.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"providers.member";
constexpr int kVersion = 1;

/// Everything a row may hold: a misspelt member would otherwise be a setting that silently does nothing.
const QStringList kMembers{
    QStringLiteral("id"),           QStringLiteral("name"),
    QStringLiteral("monogram"),     QStringLiteral("issuer"),
    QStringLiteral("issuer_hint"),  QStringLiteral("host_text"),
    QStringLiteral("client_id"),    QStringLiteral("needs_client_secret"),
    QStringLiteral("scope"),        QStringLiteral("extra"),
    QStringLiteral("register_url"), QStringLiteral("quirks"),
    QStringLiteral("demo"),
};

/// Reads members one after the other and remembers the first thing that was wrong.
class RowReader
{
public:
    explicit RowReader(const QJsonObject& row) : m_row(row)
    {
        for (const QString& name : row.keys())
            if (!kMembers.contains(name))
                fail(QStringLiteral("unknown member %1").arg(name));
    }

    QString required(QStringView name) { return take(requiredString(m_row, name, kBadMember)); }
    QString text(QStringView name)
    {
        return take(optionalString(m_row, name, kBadMember)).value_or(QString());
    }
    QStringList list(QStringView name)
    {
        return take(optionalStringList(m_row, name, kBadMember)).value_or(QStringList());
    }
    bool flag(QStringView name) { return take(optionalBool(m_row, name, kBadMember)).value_or(false); }

    FormFields fields(QStringView name)
    {
        FormFields fields;
        const QJsonObject object = m_row.value(name).toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!it->isString())
                fail(QStringLiteral("%1.%2 must be a string").arg(name, it.key()));
            fields.append({it.key(), it->toString()});
        }
        return fields;
    }

    void fail(const QString& what)
    {
        if (!m_error)
            m_error = Error{ErrorKind::Configuration, kBadMember.toString(), what, {}};
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    template <class T>
    T take(Result<T> value)
    {
        if (value)
            return *std::move(value);
        fail(value.error().detail);
        return T();
    }

    QJsonObject m_row;
    std::optional<Error> m_error;
};

Result<Provider> readRow(const QJsonObject& object)
{
    RowReader row(object);
    Provider provider;
    provider.id = row.required(u"id");
    provider.name = row.required(u"name");
    provider.monogram = row.required(u"monogram");
    provider.hostText = row.required(u"host_text");
    provider.issuer = row.text(u"issuer");
    provider.issuerHint = row.text(u"issuer_hint");
    provider.clientId = row.text(u"client_id");
    provider.needsClientSecret = row.flag(u"needs_client_secret");
    provider.scope = row.list(u"scope");
    provider.extra = row.fields(u"extra");
    provider.registerUrl = QUrl(row.text(u"register_url"), QUrl::StrictMode);
    provider.quirks = row.list(u"quirks");
    provider.isDemo = row.flag(u"demo");
    if (provider.issuer.isEmpty() && provider.issuerHint.isEmpty())
        row.fail(QStringLiteral("one of issuer and issuer_hint is needed"));
    if (!provider.issuer.isEmpty() && !checkIssuer(provider.issuer))
        row.fail(QStringLiteral("issuer %1 cannot be one").arg(provider.issuer));
    if (!provider.registerUrl.isEmpty() && provider.registerUrl.scheme() != QLatin1String("https"))
        row.fail(QStringLiteral("register_url must be https"));
    if (row.error())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("provider \"%1\": %2").arg(provider.id, row.error()->detail));
    return provider;
}

} // namespace

const ProviderCatalogue& ProviderCatalogue::builtIn()
{
    static const ProviderCatalogue catalogue = [] {
        QFile file(QStringLiteral(":/tessera/providers.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("providers.json is not in the program");
        const auto parsed = parse(file.readAll());
        if (!parsed)
            qFatal("providers.json: %s", qPrintable(parsed.error().detail));
        return *parsed;
    }();
    return catalogue;
}

Result<ProviderCatalogue> ProviderCatalogue::parse(QByteArrayView json)
{
    const auto document = parseJsonObject(json, {.maxBytes = 256 * 1024});
    if (!document)
        return failure(document.error());
    const QJsonValue rows = document->value(u"providers");
    if (document->value(u"version").toInt() != kVersion || !rows.isArray())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("version 1 and a list \"providers\" are expected"));
    ProviderCatalogue catalogue;
    const QJsonArray array = rows.toArray();
    for (const auto& row : array) {
        auto provider = readRow(row.toObject());
        if (!provider)
            return failure(provider.error());
        if (catalogue.find(provider->id))
            return failure(ErrorKind::Configuration, u"providers.duplicate", provider->id);
        catalogue.m_providers.append(*std::move(provider));
    }
    return catalogue;
}

const Provider* ProviderCatalogue::find(QStringView id) const
{
    const auto it =
        std::find_if(m_providers.begin(), m_providers.end(), [id](const Provider& p) { return p.id == id; });
    return it == m_providers.end() ? nullptr : &*it;
}

const Provider* ProviderCatalogue::findByIssuer(QStringView issuer) const
{
    const auto it = std::find_if(m_providers.begin(), m_providers.end(), [issuer](const Provider& p) {
        return !issuer.isEmpty() && p.issuer == issuer;
    });
    return it == m_providers.end() ? nullptr : &*it;
}

} // namespace tessera

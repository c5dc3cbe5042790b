#include "core/providers/provider_catalogue.h"

#include "core/base/strict_json.h"
#include "core/providers/provider_row.h"

#include <QFile>
#include <QJsonArray>

#include <algorithm>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"providers.member";
constexpr int kVersion = 1;

} // namespace

const ProviderCatalogue& ProviderCatalogue::builtIn()
{
    static const ProviderCatalogue catalogue = [] {
        auto parsed = parse(builtInText());
        if (!parsed)
            qFatal("providers.json: %s", qPrintable(parsed.error().detail));
        parsed->setBuildClientIds();
        return *parsed;
    }();
    return catalogue;
}

QByteArray ProviderCatalogue::builtInText()
{
    QFile file(QStringLiteral(":/tessera/providers.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("providers.json is not in the program");
    return file.readAll();
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
        auto provider = readProviderRow(row.toObject());
        if (!provider)
            return failure(provider.error());
        if (catalogue.find(provider->id))
            return failure(ErrorKind::Configuration, u"providers.duplicate", provider->id);
        catalogue.m_providers.append(*std::move(provider));
    }
    return catalogue;
}

bool ProviderCatalogue::setClientId(QStringView id, const QString& clientId, ClientIdSource source)
{
    const auto it =
        std::find_if(m_providers.begin(), m_providers.end(), [id](const Provider& p) { return p.id == id; });
    if (it == m_providers.end())
        return false;
    it->clientId = clientId;
    it->clientIdSource = source;
    return true;
}

void ProviderCatalogue::setBuildClientIds()
{
    // "google=123.apps…;github=Iv1…", put together by the build.
    const QStringList pairs = QStringLiteral(TESSERA_CLIENT_IDS).split(u';', Qt::SkipEmptyParts);
    for (const QString& pair : pairs)
        setClientId(pair.section(u'=', 0, 0), pair.section(u'=', 1), ClientIdSource::Build);
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

void ProviderCatalogue::translate(const std::function<QString(const QString&)>& words)
{
    const auto put = [&words](QString& sentence) {
        if (!sentence.isEmpty())
            sentence = words(sentence);
    };
    for (Provider& row : m_providers) {
        put(row.hostText);
        put(row.unavailable);
        put(row.refresh.text);
        for (QString& step : row.registerSteps)
            put(step);
        for (Quirk& quirk : row.quirks)
            put(quirk.text);
        for (RefreshEnding& ending : row.refresh.endings) {
            put(ending.text);
            put(ending.advice);
        }
    }
}

} // namespace tessera

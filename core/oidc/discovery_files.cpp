#include "core/oidc/discovery_files.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"
#include "core/net/limits.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace tessera {
namespace {

constexpr int kVersion = 1;
constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

const QString kVersionName = QStringLiteral("version");
const QString kIssuer = QStringLiteral("asked_issuer");
const QString kTemplate = QStringLiteral("asked_template");
const QString kFetchedAt = QStringLiteral("fetched_at_ms");
const QString kFreshFor = QStringLiteral("fresh_for_ms");
const QString kDocument = QStringLiteral("document");

std::optional<qint64> wholeNumber(const QJsonValue& value)
{
    constexpr qint64 none = -1;
    const qint64 number = value.toInteger(none);
    return number >= 0 ? std::optional<qint64>(number) : std::nullopt;
}

std::optional<KeptDocument> keptIn(const QJsonObject& file, const DiscoveryKey& key)
{
    const auto fetchedAt = wholeNumber(file.value(kFetchedAt));
    const auto freshFor = wholeNumber(file.value(kFreshFor));
    if (file.value(kVersionName) != QJsonValue(kVersion) || !fetchedAt || !freshFor ||
        file.value(kIssuer).toString() != key.issuer ||
        file.value(kTemplate).toString() != key.issuerTemplate || !file.value(kDocument).isObject())
        return std::nullopt;
    return KeptDocument{file.value(kDocument).toObject(), TimePoint(Milliseconds(*fetchedAt)),
                        std::min(Milliseconds(*freshFor), limits::kMostFresh)};
}

bool makeDirectory(const QString& directory)
{
    const QFileInfo info(directory);
    return info.isDir() ||
           (QDir().mkpath(info.absolutePath()) && QDir().mkdir(directory, kOwnerOnly | QFile::ExeOwner));
}

/// The oldest go.
void makeRoom(const QString& directory)
{
    const QFileInfoList files =
        QDir(directory).entryInfoList({QStringLiteral("*.json")}, QDir::Files | QDir::NoSymLinks, QDir::Time);
    for (qsizetype i = limits::kServersKept; i < files.size(); ++i)
        QFile::remove(files.at(i).absoluteFilePath());
}

} // namespace

QString DiscoveryFiles::pathOf(const DiscoveryKey& key) const
{
    const QByteArray text = key.issuer.toUtf8() + '\n' + key.issuerTemplate.toUtf8();
    const QByteArray name = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    return QDir(m_directory).filePath(QString::fromLatin1(name) + QStringLiteral(".json"));
}

std::optional<KeptDocument> DiscoveryFiles::read(const DiscoveryKey& key) const
{
    if (m_directory.isEmpty())
        return std::nullopt;
    QFile file(pathOf(key));
    const QFileInfo info(file);
    // Opening a pipe would wait for its writer.
    if (!info.isFile() || info.isSymLink() || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    JsonLimits bounds;
    bounds.maxBytes = limits::kKeptServerBytes;
    bounds.maxValues = limits::kReplyJsonValues;
    const auto object = parseJsonObject(file.read(limits::kKeptServerBytes + 1), bounds);
    if (!object) {
        qCDebug(lcOidc) << "a kept discovery document cannot be read:" << object.error();
        return std::nullopt;
    }
    return keptIn(*object, key);
}

void DiscoveryFiles::write(const DiscoveryKey& key, const KeptDocument& kept) const
{
    if (m_directory.isEmpty() || !makeDirectory(m_directory))
        return;
    const QJsonObject object{{kVersionName, kVersion},
                             {kIssuer, key.issuer},
                             {kTemplate, key.issuerTemplate},
                             {kFetchedAt, qint64(kept.fetchedAt.time_since_epoch().count())},
                             {kFreshFor, qint64(kept.freshFor.count())},
                             {kDocument, kept.document}};
    const auto written = replaceFile(pathOf(key), QJsonDocument(object).toJson(QJsonDocument::Compact));
    if (!written)
        qCDebug(lcOidc) << "a discovery document was not kept:" << written.error();
    makeRoom(m_directory);
}

void DiscoveryFiles::remove(const DiscoveryKey& key) const
{
    if (!m_directory.isEmpty())
        QFile::remove(pathOf(key));
}

} // namespace tessera

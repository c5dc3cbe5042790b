#include "core/settings/settings_store.h"

#include "core/base/strict_json.h"
#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace tessera {
namespace {

constexpr qint64 kMostBytes = 64 * 1024;

Error at(const QString& path, QStringView code, const QString& cause)
{
    return Error{ErrorKind::Configuration, code.toString(), QStringLiteral("%1: %2").arg(path, cause), {}};
}

} // namespace

QString settingsPath(const QString& configDirectory)
{
    return QDir(configDirectory).filePath(QStringLiteral("settings.json"));
}

Result<SettingsFile> readSettings(const QString& configDirectory)
{
    const QString path = settingsPath(configDirectory);
    QFile file(path);
    if (!file.exists())
        return SettingsFile();
    if (!QFileInfo(path).isFile())
        return failure(at(path, u"settings.unreadable", QStringLiteral("it is no file")));
    if (!file.open(QIODevice::ReadOnly))
        return failure(at(path, u"settings.unreadable", file.errorString()));
    const QByteArray text = file.read(kMostBytes + 1);
    if (text.size() > kMostBytes)
        return failure(at(path, u"settings.unreadable", QStringLiteral("it is too large")));
    const auto object = parseJsonObject(text);
    if (!object)
        return failure(at(path, u"settings.unreadable",
                          QStringLiteral("%1 (%2)").arg(object.error().code, object.error().detail)));
    const auto settings = settingsFromJson(*object);
    if (!settings)
        return failure(at(path, settings.error().code, settings.error().detail));
    return SettingsFile{*settings, *object};
}

Result<void> writeSettings(const QString& configDirectory, const SettingsFile& file)
{
    const QString path = settingsPath(configDirectory);
    QDir().mkpath(configDirectory);
    const QJsonObject object = settingsToJson(file.settings, file.members);
    if (const auto written = replaceFile(path, QJsonDocument(object).toJson()); !written)
        return failure(at(path, u"settings.not_writable", written.error().detail));
    return {};
}

SettingsStore::SettingsStore(QString configDirectory, QObject* parent)
    : QObject(parent), m_directory(std::move(configDirectory))
{
    auto read = readSettings(m_directory);
    if (read)
        m_file = *std::move(read);
    else
        m_problem = read.error();
}

Result<void> SettingsStore::set(const Settings& settings)
{
    if (settings == m_file.settings)
        return {};
    m_file.settings = settings;
    // Another program may have written meanwhile: what is unknown here comes from the file as it is now.
    auto now = readSettings(m_directory);
    if (now)
        m_problem.reset();
    else
        m_problem = now.error();
    Result<void> kept = m_problem ? failure(*m_problem) : Result<void>();
    if (now) {
        m_file.members = now->members;
        kept = writeSettings(m_directory, m_file);
    }
    Q_EMIT changed();
    return kept;
}

} // namespace tessera

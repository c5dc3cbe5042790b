// The settings of this configuration folder, in memory and in settings.json. One that is damaged is told and
// never overwritten: until it is mended, what a person changes holds for this run only.
#pragma once

#include "core/settings/settings.h"

#include <QObject>

namespace tessera {

/// settings.json: {"version":1,"theme":"dark",…}. What is read, with the members that nobody knows here.
struct SettingsFile
{
    Settings settings;
    QJsonObject members;
};

QString settingsPath(const QString& configDirectory);
/// Not there: the defaults. Errors (Configuration), detail begins with the path: settings.unreadable,
/// settings.member, settings.version.
Result<SettingsFile> readSettings(const QString& configDirectory);
/// Atomically; the folder is made. Error (Configuration): settings.not_writable (detail: path and cause).
Result<void> writeSettings(const QString& configDirectory, const SettingsFile& file);

class SettingsStore final : public QObject
{
    Q_OBJECT
public:
    /// Reads the file at once.
    explicit SettingsStore(QString configDirectory, QObject* parent = nullptr);

    const Settings& settings() const { return m_file.settings; }
    /// Why the file could not be read; the defaults are in force then.
    const std::optional<Error>& problem() const { return m_problem; }
    const QString& configDirectory() const { return m_directory; }

    /// In force at once, told by changed(). Errors: problem(), or as writeSettings: then it is kept in memory
    /// only.
    Result<void> set(const Settings& settings);

Q_SIGNALS:
    void changed();

private:
    QString m_directory;
    SettingsFile m_file;
    std::optional<Error> m_problem;
};

} // namespace tessera

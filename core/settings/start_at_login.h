// Whether the system starts this program when its person logs in. Kept by the system and not by us, so that
// what a desktop's own settings say is true here, too. One interface; each system has a file of its own.
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace tessera {

/// What is started then.
struct StartCommand
{
    QString program; ///< absolute path
    QStringList arguments;
};

class StartAtLogin
{
public:
    virtual ~StartAtLogin() = default;

    /// Errors (Configuration): start_at_login.unreadable (detail: where, and cause).
    virtual Result<bool> isOn() const = 0;
    /// Errors (Configuration): start_at_login.not_writable (detail: where, and cause).
    virtual Result<void> set(bool on) = 0;
};

/// Null: there is no such thing on this system.
std::unique_ptr<StartAtLogin> makeStartAtLogin(const StartCommand& command);

namespace xdg {

/// A word of the key Exec, quoted by the Desktop Entry Specification 1.5 and escaped as a string of such a
/// file. Nothing: it cannot be written in one line.
std::optional<QString> execWord(const QString& word);
/// The whole file. Nothing: as execWord.
std::optional<QByteArray> autostartEntry(const StartCommand& command);
/// Autostart Specification: there, and neither hidden nor switched off by a desktop.
bool isAutostartOn(QByteArrayView entry);
/// In $XDG_CONFIG_HOME/autostart.
QString autostartPath();

} // namespace xdg
} // namespace tessera

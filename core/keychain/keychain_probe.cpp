// org.freedesktop.Secret.Collection.Locked of the default collection (Secret Service API, draft 0.2).
#include "core/keychain/keychain_probe.h"

#include "core/base/logging.h"
#include "core/base/one_shot.h"

#ifdef Q_OS_LINUX
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#endif

namespace tessera {

#ifdef Q_OS_LINUX

namespace {

/// The bus library would otherwise start a bus of its own that outlives the program.
bool isBusNamed()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtimeDirectory = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtimeDirectory.isEmpty() && QFileInfo::exists(runtimeDirectory + QStringLiteral("/bus"));
}

KeychainProbe judge(const QDBusMessage& reply)
{
    if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty()) {
        const auto locked = qvariant_cast<QDBusVariant>(reply.arguments().constFirst()).variant();
        return locked.typeId() == QMetaType::Bool && !locked.toBool() ? KeychainProbe::Open
                                                                      : KeychainProbe::Locked;
    }
    const QString name = reply.errorName();
    qCDebug(lcKeychain) << "secret service answers" << name;
    if (name == QLatin1String("org.freedesktop.DBus.Error.NoReply") ||
        name == QLatin1String("org.freedesktop.DBus.Error.Timeout") ||
        name == QLatin1String("org.freedesktop.DBus.Error.TimedOut"))
        return KeychainProbe::Silent;
    if (name == QLatin1String("org.freedesktop.DBus.Error.ServiceUnknown") ||
        name == QLatin1String("org.freedesktop.DBus.Error.NameHasNoOwner") ||
        name == QLatin1String("org.freedesktop.DBus.Error.Disconnected") ||
        name == QLatin1String("org.freedesktop.DBus.Error.NoServer") ||
        name.startsWith(QLatin1String("org.freedesktop.DBus.Error.Spawn.")))
        return KeychainProbe::Absent;
    if (name == QLatin1String("org.freedesktop.DBus.Error.AccessDenied"))
        return KeychainProbe::Denied;
    // The service is there; its default collection is not (a fresh profile), and has to be made with a
    // password.
    return KeychainProbe::Locked;
}

} // namespace

bool hasSessionBus()
{
    return isBusNamed() && QDBusConnection::sessionBus().isConnected();
}

QCoro::Task<Result<KeychainProbe>> probeKeychain(Milliseconds limit, std::stop_token stop)
{
    if (!hasSessionBus())
        co_return KeychainProbe::Absent;
    auto question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    question.setArguments({QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
    const auto call = QDBusConnection::sessionBus().asyncCall(question, static_cast<int>(limit.count()));
    const auto watcher = std::make_shared<QDBusPendingCallWatcher>(call);
    OneShot<Result<KeychainProbe>> answer(stop);
    QObject::connect(watcher.get(), &QDBusPendingCallWatcher::finished, watcher.get(),
                     [answer](const QDBusPendingCallWatcher* done) { answer.resolve(judge(done->reply())); });
    // A reply that came before the connection above emits nothing more.
    if (watcher->isFinished())
        answer.resolve(judge(watcher->reply()));
    co_return co_await answer;
}

#else

bool hasSessionBus()
{
    return true;
}

QCoro::Task<Result<KeychainProbe>> probeKeychain(Milliseconds, std::stop_token)
{
    co_return KeychainProbe::Open;
}

#endif

} // namespace tessera

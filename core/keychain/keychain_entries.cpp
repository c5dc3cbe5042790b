// org.freedesktop.Secret.Service.SearchItems and the attributes of what it finds (Secret Service API, draft
// 0.2). QtKeychain puts the service into the attribute "server" and the key into "user".
#include "core/keychain/keychain_entries.h"

#ifdef Q_OS_LINUX
#include "core/base/logging.h"
#include "core/base/one_shot.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QMap>
#endif

namespace tessera {

#ifdef Q_OS_LINUX

namespace {

using Attributes = QMap<QString, QString>;

/// More than any list of accounts has: a keychain that names more is not believed.
constexpr qsizetype kMostEntries = 100'000;
constexpr qsizetype kLongestKey = 200;

QDBusMessage question(const QString& path, const QString& interface, const QString& method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), path, interface, method);
}

Result<QDBusMessage> judge(const QDBusMessage& reply)
{
    if (reply.type() == QDBusMessage::ReplyMessage)
        return reply;
    const QString name = reply.errorName();
    const bool isSilent = name == QLatin1String("org.freedesktop.DBus.Error.NoReply") ||
                          name.startsWith(QLatin1String("org.freedesktop.DBus.Error.Time"));
    return failure(ErrorKind::Keychain, isSilent ? u"keychain.timeout" : u"keychain.failed",
                   printable(name, 120));
}

QCoro::Task<Result<QDBusMessage>> call(QDBusMessage message, Milliseconds limit, std::stop_token stop)
{
    const auto pending = QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(limit.count()));
    const auto watcher = std::make_shared<QDBusPendingCallWatcher>(pending);
    OneShot<Result<QDBusMessage>> answer(stop);
    QObject::connect(watcher.get(), &QDBusPendingCallWatcher::finished, watcher.get(),
                     [answer](const QDBusPendingCallWatcher* done) { answer.resolve(judge(done->reply())); });
    // A reply that came before the connection above emits nothing more.
    if (watcher->isFinished())
        answer.resolve(judge(watcher->reply()));
    co_return co_await answer;
}

QList<QDBusObjectPath> pathsOf(const QVariant& argument)
{
    return qdbus_cast<QList<QDBusObjectPath>>(argument);
}

QDBusMessage search(const QString& service)
{
    qDBusRegisterMetaType<Attributes>();
    QDBusMessage message =
        question(QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"),
                 QStringLiteral("SearchItems"));
    message.setArguments({QVariant::fromValue(Attributes{{QStringLiteral("server"), service}})});
    return message;
}

QDBusMessage attributesOf(const QDBusObjectPath& item)
{
    QDBusMessage message =
        question(item.path(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    message.setArguments({QStringLiteral("org.freedesktop.Secret.Item"), QStringLiteral("Attributes")});
    return message;
}

/// Empty: not what an entry of ours says.
QString keyFrom(const QDBusMessage& reply)
{
    if (reply.arguments().isEmpty())
        return {};
    const QVariant inside = qvariant_cast<QDBusVariant>(reply.arguments().constFirst()).variant();
    const QString key = qdbus_cast<Attributes>(inside).value(QStringLiteral("user"));
    return key.size() <= kLongestKey ? key : QString();
}

} // namespace

QCoro::Task<Result<QStringList>> listKeychainEntries(QString service, Milliseconds limit,
                                                     std::stop_token stop)
{
    const QDBusMessage asked = search(service);
    const auto found = co_await call(asked, limit, stop);
    if (!found)
        co_return failure(found.error());
    if (found->signature() != QLatin1String("aoao"))
        co_return failure(ErrorKind::Keychain, u"keychain.failed",
                          QStringLiteral("SearchItems answers ") + printable(found->signature(), 40));
    const QList<QDBusObjectPath> items = pathsOf(found->arguments().at(0));
    if (items.size() > kMostEntries)
        co_return failure(ErrorKind::Keychain, u"keychain.no_list",
                          QStringLiteral("%1 entries, at most %2").arg(items.size()).arg(kMostEntries));
    QStringList keys;
    for (const QDBusObjectPath& item : items) {
        const QDBusMessage asksFor = attributesOf(item);
        const auto attributes = co_await call(asksFor, limit, stop);
        // One that was removed meanwhile is not there to be listed.
        if (!attributes && attributes.error().code == u"keychain.failed")
            continue;
        if (!attributes)
            co_return failure(attributes.error());
        if (const QString key = keyFrom(*attributes); !key.isEmpty())
            keys.append(key);
    }
    keys.sort();
    co_return keys;
}

#else

QCoro::Task<Result<QStringList>> listKeychainEntries(QString, Milliseconds, std::stop_token)
{
    co_return failure(ErrorKind::Keychain, u"keychain.no_list");
}

#endif

} // namespace tessera

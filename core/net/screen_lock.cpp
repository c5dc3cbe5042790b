#include "core/net/screen_lock.h"

#include "core/base/clock.h"
#include "core/base/logging.h"

#ifdef TESSERA_HAS_DBUS
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

#include <functional>
#include <unistd.h>
#endif

namespace tessera {

#ifdef TESSERA_HAS_DBUS
namespace {

constexpr Milliseconds kAnswerTime{2000};

const QString kLogind = QStringLiteral("org.freedesktop.login1");
const QString kSession = QStringLiteral("org.freedesktop.login1.Session");
const QString kProperties = QStringLiteral("org.freedesktop.DBus.Properties");
const QString kLockedHint = QStringLiteral("LockedHint");

/// Alike in everything but the name, which is service and interface in one.
struct Saver
{
    QLatin1String name;
    QLatin1String path;
};
constexpr Saver kSavers[] = {
    {QLatin1String("org.freedesktop.ScreenSaver"), QLatin1String("/org/freedesktop/ScreenSaver")},
    {QLatin1String("org.gnome.ScreenSaver"), QLatin1String("/org/gnome/ScreenSaver")},
    {QLatin1String("org.cinnamon.ScreenSaver"), QLatin1String("/org/cinnamon/ScreenSaver")},
    {QLatin1String("org.mate.ScreenSaver"), QLatin1String("/org/mate/ScreenSaver")},
};

QDBusMessage propertyCall(const QString& path, const QString& property)
{
    QDBusMessage call = QDBusMessage::createMethodCall(kLogind, path, kProperties, QStringLiteral("Get"));
    call << kSession << property;
    return call;
}

QVariant valueIn(const QDBusMessage& reply)
{
    return reply.arguments().value(0).value<QDBusVariant>().variant();
}

/// "User" of a session is a structure of the id and a path.
std::optional<uint> userIn(const QDBusMessage& reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != u"v")
        return std::nullopt;
    const QVariant value = valueIn(reply);
    if (value.metaType() != QMetaType::fromType<QDBusArgument>())
        return std::nullopt;
    const auto argument = value.value<QDBusArgument>();
    if (argument.currentSignature() != u"(uo)")
        return std::nullopt;
    uint user = 0;
    QDBusObjectPath path;
    argument.beginStructure();
    argument >> user >> path;
    argument.endStructure();
    return user;
}

/// Paths of this user's sessions, from logind's list of all.
QStringList ownSessionsIn(const QDBusMessage& reply)
{
    if (reply.type() != QDBusMessage::ReplyMessage || reply.signature() != u"a(susso)")
        return {};
    QStringList paths;
    const auto list = reply.arguments().constFirst().value<QDBusArgument>();
    list.beginArray();
    while (!list.atEnd()) {
        QString id;
        QString name;
        QString seat;
        uint user = 0;
        QDBusObjectPath path;
        list.beginStructure();
        list >> id >> user >> name >> seat >> path;
        list.endStructure();
        if (user == ::getuid())
            paths.append(path.path());
    }
    list.endArray();
    return paths;
}

bool isThere(const QDBusConnection& bus, const QString& service)
{
    return bus.interface() && bus.interface()->isServiceRegistered(service);
}

} // namespace

/// Ears on both buses. A signal counts from the owner of the service's name alone, as QtDBus looks after.
class ScreenLockEars final : public QObject
{
    Q_OBJECT
public:
    ScreenLockEars(ScreenLock& screen, const OneShot<Result<void>>& firstLook)
        : QObject(&screen), m_screen(screen), m_firstLook(firstLook)
    {
    }

    QStringList hearLogind(const QDBusConnection& bus)
    {
        m_system = bus;
        noticeItsEnd(bus);
        m_system.connect(kLogind, QString(), kSession, QStringLiteral("Lock"), this,
                         SLOT(sessionLocks(QDBusMessage)));
        m_system.connect(kLogind, QString(), kProperties, QStringLiteral("PropertiesChanged"),
                         QStringList{kSession}, QStringLiteral("sa{sv}as"), this,
                         SLOT(sessionChanges(QString, QVariantMap, QStringList, QDBusMessage)));
        if (!isThere(m_system, kLogind))
            return {};
        lookAtSessions();
        return {kLogind};
    }

    QStringList hearSavers(QDBusConnection bus)
    {
        noticeItsEnd(bus);
        QStringList there;
        for (const Saver& saver : kSavers) {
            // At any path: some tell at two.
            bus.connect(saver.name, QString(), saver.name, QStringLiteral("ActiveChanged"), this,
                        SLOT(saverChanges(bool)));
            if (!isThere(bus, saver.name))
                continue;
            there.append(saver.name);
            ask(bus,
                QDBusMessage::createMethodCall(saver.name, saver.path, saver.name,
                                               QStringLiteral("GetActive")),
                [this](const QDBusMessage& reply) {
                    if (reply.signature() == u"b")
                        saverChanges(reply.arguments().constFirst().toBool());
                });
        }
        return there;
    }

    /// All questions are asked.
    void finishAsking() { countDown(); }

private:
    /// To nobody who would have to be started for it.
    void ask(const QDBusConnection& bus, QDBusMessage call, std::function<void(const QDBusMessage&)> take)
    {
        call.setAutoStartService(false);
        ++m_open;
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, int(kAnswerTime.count())), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, take = std::move(take)] {
            watcher->deleteLater();
            take(watcher->reply());
            countDown();
        });
    }

    void countDown()
    {
        if (--m_open == 0)
            m_firstLook.resolve(Result<void>());
    }

    void lookAtSessions()
    {
        const auto list = QDBusMessage::createMethodCall(kLogind, QStringLiteral("/org/freedesktop/login1"),
                                                         kLogind + QStringLiteral(".Manager"),
                                                         QStringLiteral("ListSessions"));
        ask(m_system, list, [this](const QDBusMessage& reply) {
            for (const QString& path : ownSessionsIn(reply))
                ask(m_system, propertyCall(path, kLockedHint), [this](const QDBusMessage& hint) {
                    if (hint.signature() == u"v" && valueIn(hint).toBool())
                        Q_EMIT m_screen.locked();
                });
        });
    }

    /// Other people's screens are their own. Where logind does not say whose it is, once too often is better.
    void lockIfOurs(const QString& session)
    {
        ask(m_system, propertyCall(session, QStringLiteral("User")), [this](const QDBusMessage& reply) {
            if (userIn(reply).value_or(::getuid()) == ::getuid())
                Q_EMIT m_screen.locked();
        });
    }

    /// D-Bus's own word for a connection that was lost.
    void noticeItsEnd(QDBusConnection bus)
    {
        bus.connect(QString(), QStringLiteral("/org/freedesktop/DBus/Local"),
                    QStringLiteral("org.freedesktop.DBus.Local"), QStringLiteral("Disconnected"), this,
                    SLOT(busIsGone()));
    }

    Q_SLOT void sessionLocks(const QDBusMessage& message) { lockIfOurs(message.path()); }
    Q_SLOT void sessionChanges(const QString&, const QVariantMap& changed, const QStringList&,
                               const QDBusMessage& message)
    {
        if (changed.value(kLockedHint).toBool())
            lockIfOurs(message.path());
    }
    Q_SLOT void saverChanges(bool isActive)
    {
        if (isActive)
            Q_EMIT m_screen.locked();
    }
    Q_SLOT void busIsGone()
    {
        qCWarning(lcNet) << "the message bus is gone: nobody tells any more when the screen is locked";
        Q_EMIT m_screen.locked();
    }

    ScreenLock& m_screen;
    OneShot<Result<void>> m_firstLook;
    QDBusConnection m_system{QString()};
    int m_open = 1; ///< questions, and that all have been asked
};

Result<QStringList> ScreenLock::listen()
{
    const QDBusConnection system = QDBusConnection::systemBus();
    const QDBusConnection session = QDBusConnection::sessionBus();
    if (!system.isConnected() && !session.isConnected())
        return failure(
            ErrorKind::Configuration, u"screen_lock.no_bus",
            QStringLiteral("%1; %2").arg(system.lastError().message(), session.lastError().message()));
    auto* ears = new ScreenLockEars(*this, m_firstLook);
    QStringList tellers;
    if (system.isConnected())
        tellers += ears->hearLogind(system);
    if (session.isConnected())
        tellers += ears->hearSavers(session);
    ears->finishAsking();
    return tellers;
}
#else
/// macOS tells in com.apple.screenIsLocked, Windows in WM_WTSSESSION_CHANGE. Neither is heard here yet, and
/// an agent that says it locks with the screen and does not would be worse than one that says no.
Result<QStringList> ScreenLock::listen()
{
    m_firstLook.resolve(Result<void>());
    return failure(ErrorKind::Configuration, u"screen_lock.unsupported");
}
#endif

ScreenLock::ScreenLock(QObject* parent) : QObject(parent) {}

} // namespace tessera

#ifdef TESSERA_HAS_DBUS
#include "screen_lock.moc"
#endif

#include "tests/core/keychain/secret_service.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

#include <QProcess>
#include <QTest>

#include <csignal>

namespace tessera::test {

/// Secret of the Secret Service API: (oayays)
struct WireSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument& operator<<(QDBusArgument& argument, const WireSecret& secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument& operator>>(const QDBusArgument& argument, WireSecret& secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

} // namespace tessera::test

Q_DECLARE_METATYPE(tessera::test::WireSecret)

namespace tessera::test {
namespace {

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kRoot = QStringLiteral("/org/freedesktop/secrets");
const QString kCollection = QStringLiteral("/org/freedesktop/secrets/collection/login");
const QString kOwnConnection = QStringLiteral("fake-secret-service");

QDBusMessage ask(const QString& interface, const QString& method, const QVariantList& arguments)
{
    auto message = QDBusMessage::createMethodCall(kService, kRoot, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message, QDBus::Block, 5000);
}

} // namespace

bool lockDefaultCollection()
{
    qDBusRegisterMetaType<QList<QDBusObjectPath>>();
    const QList<QDBusObjectPath> paths{QDBusObjectPath(kCollection)};
    return ask(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"),
               {QVariant::fromValue(paths)})
               .type() == QDBusMessage::ReplyMessage;
}

bool unlockDefaultCollection()
{
    qDBusRegisterMetaType<WireSecret>();
    const auto session = ask(QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("OpenSession"),
                             {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
    if (session.arguments().size() != 2)
        return false;
    const WireSecret password{qvariant_cast<QDBusObjectPath>(session.arguments().at(1)),
                              {},
                              qgetenv("TESSERA_KEYRING_PASSWORD"),
                              QStringLiteral("text/plain")};
    return ask(QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
               QStringLiteral("UnlockWithMasterPassword"),
               {QVariant::fromValue(QDBusObjectPath(kCollection)), QVariant::fromValue(password)})
               .type() == QDBusMessage::ReplyMessage;
}

bool answerPrompt(const QByteArray& keys)
{
    const auto xdotool = [](const QStringList& arguments) {
        QProcess process;
        process.start(QStringLiteral("xdotool"), arguments);
        return process.waitForFinished(5000) && process.exitCode() == 0;
    };
    const QStringList prompt{QStringLiteral("search"), QStringLiteral("--onlyvisible"),
                             QStringLiteral("--class"), QStringLiteral("gcr-prompter")};
    // The prompt grabs the keyboard a moment after its window is there.
    if (!QTest::qWaitFor([&] { return xdotool(prompt); }, 20000))
        return false;
    QTest::qWait(1000);
    for (const char key : keys) {
        const QString name = key == '\n'     ? QStringLiteral("Return")
                             : key == '\x1b' ? QStringLiteral("Escape")
                                             : QString(QLatin1Char(key));
        if (!xdotool({QStringLiteral("key"), name}))
            return false;
    }
    return true;
}

bool endSecretService()
{
    const auto pid = QDBusConnection::sessionBus().interface()->servicePid(kService);
    return pid.isValid() && pid.value() > 1 && ::kill(static_cast<pid_t>(pid.value()), SIGKILL) == 0;
}

bool endSessionBus()
{
    const auto pid =
        QDBusConnection::sessionBus().interface()->servicePid(QStringLiteral("org.freedesktop.DBus"));
    return pid.isValid() && pid.value() > 1 && ::kill(static_cast<pid_t>(pid.value()), SIGKILL) == 0;
}

FakeSecretService::FakeSecretService(Manner manner) : m_manner(manner)
{
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, kOwnConnection);
    m_isUp = bus.registerVirtualObject(kRoot + QStringLiteral("/aliases/default"), this) &&
             bus.registerService(kService);
}

FakeSecretService::~FakeSecretService()
{
    auto bus = QDBusConnection(kOwnConnection);
    bus.unregisterService(kService);
    QDBusConnection::disconnectFromBus(kOwnConnection);
}

QString FakeSecretService::introspect(const QString&) const
{
    return {};
}

bool FakeSecretService::handleMessage(const QDBusMessage& message, const QDBusConnection& connection)
{
    const auto answer = [&](const QVariant& locked) {
        return connection.send(message.createReply(QVariant::fromValue(QDBusVariant(locked))));
    };
    const auto refuse = [&](const QString& name) {
        return connection.send(message.createErrorReply(name, QStringLiteral("no")));
    };
    switch (m_manner) {
    case Manner::Open:
        return answer(false);
    case Manner::Locked:
        return answer(true);
    case Manner::Nonsense:
        return answer(QStringLiteral("false"));
    case Manner::NoCollection:
        return refuse(QStringLiteral("org.freedesktop.DBus.Error.UnknownMethod"));
    case Manner::AccessDenied:
        return refuse(QStringLiteral("org.freedesktop.DBus.Error.AccessDenied"));
    case Manner::Silent:
        break;
    }
    return true;
}

namespace {

const QString kWallet = QStringLiteral("org.kde.kwalletd5");
const QString kWalletConnection = QStringLiteral("silent-wallet");

} // namespace

SilentWallet::SilentWallet()
{
    auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, kWalletConnection);
    m_isUp =
        bus.registerVirtualObject(QStringLiteral("/modules/kwalletd5"), this) && bus.registerService(kWallet);
}

SilentWallet::~SilentWallet()
{
    auto bus = QDBusConnection(kWalletConnection);
    bus.unregisterService(kWallet);
    QDBusConnection::disconnectFromBus(kWalletConnection);
}

QString SilentWallet::introspect(const QString&) const
{
    return {};
}

bool SilentWallet::handleMessage(const QDBusMessage&, const QDBusConnection&)
{
    ++m_calls;
    return true;
}

} // namespace tessera::test

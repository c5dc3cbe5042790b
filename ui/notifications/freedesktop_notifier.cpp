#include "ui/notifications/freedesktop_notifier.h"

#include "core/base/logging.h"

#include <QDBusPendingCallWatcher>

namespace tessera {
namespace {

const QString kService = QStringLiteral("org.freedesktop.Notifications");
const QString kPath = QStringLiteral("/org/freedesktop/Notifications");
constexpr int kAnswerMilliseconds = 10'000;
constexpr int kServersOwnTime = -1;
constexpr uchar kUrgencyNormal = 1;

QDBusMessage question(const QString& service, const QString& method, const QVariantList& arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, kPath, kService, method);
    message.setArguments(arguments);
    return message;
}

bool isAnswer(const QDBusMessage& message)
{
    return message.type() == QDBusMessage::ReplyMessage && !message.arguments().isEmpty();
}

} // namespace

FreedesktopNotifier::FreedesktopNotifier(const QDBusConnection& bus) : m_bus(bus) {}

/// Without a name to hear from: with one, Qt would wait for the bus to say who has it. The slots look
/// themselves.
void FreedesktopNotifier::listen()
{
    if (std::exchange(m_listening, true))
        return;
    m_bus.connect(QString(), kPath, kService, QStringLiteral("ActionInvoked"), this,
                  SLOT(actionInvoked(uint, QString, QDBusMessage)));
    m_bus.connect(QString(), kPath, kService, QStringLiteral("NotificationClosed"), this,
                  SLOT(notificationClosed(uint, uint, QDBusMessage)));
    m_bus.connect(QString(), kPath, kService, QStringLiteral("ActivationToken"), this,
                  SLOT(activationToken(uint, QString, QDBusMessage)));
}

void FreedesktopNotifier::ask(const QDBusMessage& question, std::function<void(const QDBusMessage&)> then)
{
    auto* answer = new QDBusPendingCallWatcher(m_bus.asyncCall(question, kAnswerMilliseconds), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [answer, then = std::move(then)] {
        answer->deleteLater();
        then(answer->reply());
    });
}

bool FreedesktopNotifier::isLast(const QString& key, int call) const
{
    const auto shown = m_shown.find(key);
    return shown != m_shown.end() && shown->call == call;
}

void FreedesktopNotifier::notify(const QString& key, const Notice& notice)
{
    listen();
    const int call = ++m_calls;
    m_shown[key].call = call;
    // Each time anew: what is markup is for the service to say that shows it.
    ask(question(kService, QStringLiteral("GetCapabilities")),
        [this, key, call, notice](const QDBusMessage& answer) {
            if (!isLast(key, call))
                return;
            if (isAnswer(answer))
                return send(key, call, notice, answer);
            m_shown.remove(key); // nobody there to tell it with
            qCInfo(lcSession) << "no notification service:" << answer.errorName();
        });
}

void FreedesktopNotifier::send(const QString& key, int call, const Notice& notice,
                               const QDBusMessage& capabilities)
{
    const QString service = capabilities.service();
    const QStringList knows = capabilities.arguments().constFirst().toStringList();
    // The title is plain text by the specification; the body is markup where the service says so.
    const bool markup = knows.contains(QStringLiteral("body-markup"));
    const QString body = markup ? notice.body.toHtmlEscaped() : notice.body;
    QStringList actions;
    if (knows.contains(QStringLiteral("actions")))
        actions = {QStringLiteral("default"), notice.action, QStringLiteral("open"), notice.action};
    const QVariantMap hints{{QStringLiteral("desktop-entry"), QStringLiteral("tessera-desktop")},
                            {QStringLiteral("urgency"), QVariant::fromValue(kUrgencyNormal)}};
    Shown& shown = m_shown[key];
    const uint replaces = shown.service == service ? shown.id : 0;
    shown.id = replaces;
    shown.service = service;
    ask(question(service, QStringLiteral("Notify"),
                 {QStringLiteral("Tessera"), QVariant::fromValue(replaces), QStringLiteral("dialog-password"),
                  notice.title, body, actions, hints, kServersOwnTime}),
        [this, key, call](const QDBusMessage& answer) { takeAnswer(key, call, answer); });
}

/// Withdrawn, or replaced by another one, before the service said which number it has: then it is closed.
void FreedesktopNotifier::takeAnswer(const QString& key, int call, const QDBusMessage& answer)
{
    const uint id = isAnswer(answer) ? answer.arguments().constFirst().toUInt() : 0;
    if (isLast(key, call))
        m_shown[key].id = id;
    else if (id != m_shown.value(key).id)
        close(answer.service(), id);
}

void FreedesktopNotifier::withdraw(const QString& key)
{
    const Shown shown = m_shown.take(key);
    close(shown.service, shown.id);
}

void FreedesktopNotifier::close(const QString& service, uint id)
{
    if (id != 0)
        m_bus.asyncCall(question(service, QStringLiteral("CloseNotification"), {QVariant::fromValue(id)}),
                        kAnswerMilliseconds);
}

/// Services tell everybody of everybody's notifications, and any program can send a signal of that name.
std::optional<QString> FreedesktopNotifier::keyOf(uint id, const QDBusMessage& message) const
{
    for (auto each = m_shown.cbegin(); each != m_shown.cend(); ++each)
        if (id != 0 && each->id == id && each->service == message.service())
            return each.key();
    return std::nullopt;
}

void FreedesktopNotifier::actionInvoked(uint id, const QString&, const QDBusMessage& message)
{
    const auto key = keyOf(id, message);
    if (!key)
        return;
    withdraw(*key);
    Q_EMIT chosen(*key);
}

void FreedesktopNotifier::notificationClosed(uint id, uint, const QDBusMessage& message)
{
    if (const auto key = keyOf(id, message))
        m_shown.remove(*key);
}

/// Comes before the action: with it the window may come to the front, where the compositor asks for a reason.
void FreedesktopNotifier::activationToken(uint id, const QString& token, const QDBusMessage& message)
{
    if (keyOf(id, message))
        qputenv("XDG_ACTIVATION_TOKEN", token.toUtf8());
}

} // namespace tessera

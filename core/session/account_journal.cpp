#include "core/session/account_journal.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/base/whole_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace tessera {
namespace {

using Kind = SessionEvent::Kind;

constexpr qsizetype kMostEvents = 100;
constexpr qint64 kMostBytes = 64LL * 1024;   ///< then it is shortened…
constexpr qint64 kMostRead = 2 * kMostBytes; ///< …from no more than this
constexpr qsizetype kLongestLine = 2048;
constexpr qsizetype kLongestDetail = 200;

constexpr std::array kKinds{Kind::SignedIn,     Kind::Renewed,        Kind::Offline,       Kind::BackOnline,
                            Kind::SignInNeeded, Kind::KeychainLocked, Kind::Misconfigured, Kind::NotStored};

constexpr QLatin1String kAt("at");
constexpr QLatin1String kSince("since");
constexpr QLatin1String kCount("count");
constexpr QLatin1String kEvent("event");
constexpr QLatin1String kKind("kind");
constexpr QLatin1String kCode("code");
constexpr QLatin1String kDetail("detail");

QJsonObject toJson(const SessionEvent& event)
{
    QJsonObject object{{kAt, double(event.at.time_since_epoch().count())}, {kEvent, eventName(event.kind)}};
    if (event.count > 1) {
        object.insert(kCount, event.count);
        object.insert(kSince, double(event.since.value_or(event.at).time_since_epoch().count()));
    }
    if (event.why) {
        object.insert(kKind, errorKindName(event.why->kind));
        object.insert(kCode, printable(event.why->code, kLongestDetail));
        object.insert(kDetail, printable(event.why->detail, kLongestDetail));
    }
    return object;
}

std::optional<TimePoint> timeIn(const QJsonObject& object, QLatin1String name)
{
    const QJsonValue value = object.value(name);
    constexpr double kLatest = 253402300799999.0; // the end of the year 9999
    if (!value.isDouble() || !(value.toDouble() >= 0 && value.toDouble() <= kLatest))
        return std::nullopt;
    return TimePoint(Milliseconds(static_cast<qint64>(value.toDouble())));
}

std::optional<ErrorKind> errorKindIn(const QJsonObject& object)
{
    using enum ErrorKind;
    const QString name = object.value(kKind).toString();
    for (const ErrorKind kind :
         {Cancelled, Offline, Timeout, Denied, Malformed, Untrusted, ErrorKind::Keychain, Configuration})
        if (errorKindName(kind) == name)
            return kind;
    return std::nullopt;
}

std::optional<SessionEvent> eventIn(const QByteArray& line)
{
    const auto object = parseJsonObject(line, {.maxBytes = kLongestLine, .maxDepth = 2, .maxValues = 20});
    if (!object)
        return std::nullopt;
    const auto at = timeIn(*object, kAt);
    const QString name = object->value(kEvent).toString();
    const auto kind =
        std::find_if(kKinds.begin(), kKinds.end(), [&](Kind known) { return eventName(known) == name; });
    if (!at || kind == kKinds.end())
        return std::nullopt;
    SessionEvent event{*at, *kind, std::nullopt};
    if (const auto error = errorKindIn(*object))
        event.why =
            Error{*error, object->value(kCode).toString(), object->value(kDetail).toString(), QString()};
    event.count = std::clamp(object->value(kCount).toInt(1), 1, 1'000'000);
    if (const auto since = timeIn(*object, kSince); since && event.count > 1)
        event.since = *since;
    return event;
}

QByteArray lineOf(const SessionEvent& event)
{
    return QJsonDocument(toJson(event)).toJson(QJsonDocument::Compact) + '\n';
}

void makePrivate(QFileDevice& file)
{
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

} // namespace

QString eventName(SessionEvent::Kind kind)
{
    switch (kind) {
    case Kind::SignedIn:
        return QStringLiteral("signed-in");
    case Kind::Renewed:
        return QStringLiteral("renewed");
    case Kind::Offline:
        return QStringLiteral("offline");
    case Kind::BackOnline:
        return QStringLiteral("back-online");
    case Kind::SignInNeeded:
        return QStringLiteral("sign-in-needed");
    case Kind::KeychainLocked:
        return QStringLiteral("keychain-locked");
    case Kind::Misconfigured:
        return QStringLiteral("misconfigured");
    case Kind::NotStored:
        return QStringLiteral("not-stored");
    }
    Q_UNREACHABLE();
}

void appendEvent(QList<SessionEvent>& events, SessionEvent event)
{
    const bool folds = event.kind == Kind::Renewed && !events.isEmpty() &&
                       events.constLast().kind == Kind::Renewed && event.at >= events.constLast().at;
    if (folds) {
        const SessionEvent before = events.takeLast();
        event.since = before.since.value_or(before.at);
        event.count += before.count;
    }
    events.append(std::move(event));
    if (events.size() <= kMostEvents)
        return;
    const auto lastSignIn = std::find_if(events.rbegin(), events.rend(),
                                         [](const SessionEvent& e) { return e.kind == Kind::SignedIn; });
    const bool firstIsIt = lastSignIn != events.rend() && std::next(lastSignIn) == events.rend();
    events.removeAt(firstIsIt ? 1 : 0);
}

AccountJournal::AccountJournal(const QString& configDirectory)
    : m_directory(configDirectory + QStringLiteral("/journal"))
{
}

QString AccountJournal::path(const QString& accountId) const
{
    return m_directory + u'/' + accountId + QStringLiteral(".jsonl");
}

QList<SessionEvent> AccountJournal::read(const QString& accountId) const
{
    QFile file(path(accountId));
    QList<SessionEvent> events;
    if (!file.open(QIODevice::ReadOnly))
        return events;
    bool isWhole = true;
    if (file.size() > kMostRead) {
        file.seek(file.size() - kMostRead);
        isWhole = false; // the first line is the end of one
    }
    const QByteArrayList lines = file.read(kMostRead).split('\n');
    for (qsizetype i = isWhole ? 0 : 1; i < lines.size(); ++i)
        if (auto event = eventIn(lines[i]))
            appendEvent(events, *std::move(event));
    return events;
}

void AccountJournal::append(const QString& accountId, const SessionEvent& event) const
{
    if (!QDir().mkpath(m_directory)) {
        qCWarning(lcSession) << "the journal's folder cannot be made:" << m_directory;
        return;
    }
    QFile file(path(accountId));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered)) {
        qCWarning(lcSession) << "the journal cannot be written:" << file.fileName() << file.errorString();
        return;
    }
    if (file.size() == 0)
        makePrivate(file);
    const QByteArray line = lineOf(event);
    if (file.write(line) != line.size())
        qCWarning(lcSession) << "the journal cannot be written:" << file.fileName() << file.errorString();
    const bool isLong = file.size() > kMostBytes;
    file.close();
    if (isLong)
        shorten(accountId);
}

void AccountJournal::shorten(const QString& accountId) const
{
    QByteArray lines;
    for (const SessionEvent& event : read(accountId))
        lines += lineOf(event);
    if (const auto written = replaceFile(path(accountId), lines); !written)
        qCWarning(lcSession) << "the journal cannot be shortened:" << written.error();
}

void AccountJournal::remove(const QString& accountId) const
{
    QFile::remove(path(accountId));
}

} // namespace tessera

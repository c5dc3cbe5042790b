#include "core/inspector/session_cookies.h"

#include "core/base/json_members.h"
#include "core/base/strict_json.h"
#include "core/inspector/recogniser_characters.h"

#include <QFile>
#include <QJsonArray>

#include <array>

namespace tessera {
namespace {

constexpr QStringView kBadMember = u"session_cookies.member";

std::optional<SessionCookie::Match> matchNamed(const QString& name)
{
    if (name.isEmpty())
        return SessionCookie::Whole;
    if (name == u"prefix")
        return SessionCookie::Prefix;
    return name == u"suffix" ? std::optional(SessionCookie::Suffix) : std::nullopt;
}

Result<SessionCookie> readRow(const QJsonObject& row)
{
    const auto name = requiredString(row, u"name", kBadMember);
    const auto framework = requiredString(row, u"framework", kBadMember);
    const auto word = optionalString(row, u"match", kBadMember);
    const auto match = word ? matchNamed(word->value_or(QString())) : std::nullopt;
    if (!name || !framework || !match)
        return failure(ErrorKind::Configuration, kBadMember, row.value(u"name").toString());
    if (row.size() != (row.contains(u"match") ? 3 : 2))
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("unknown member in %1").arg(*name));
    return SessionCookie{name->toLatin1(), *framework, *match};
}

bool fits(const SessionCookie& cookie, QByteArrayView name)
{
    if (cookie.match == SessionCookie::Prefix)
        return startsIgnoringCase(name, cookie.name);
    if (cookie.match == SessionCookie::Suffix)
        return name.startsWith('_') && name.endsWith(cookie.name);
    return isEqualIgnoringCase(name, cookie.name);
}

} // namespace

Result<QList<SessionCookie>> parseSessionCookies(QByteArrayView json)
{
    const auto document = parseJsonObject(json, {.maxBytes = 64 * 1024});
    if (!document)
        return failure(document.error());
    const QJsonValue rows = document->value(u"cookies");
    if (document->value(u"version").toInt() != 1 || !rows.isArray())
        return failure(ErrorKind::Configuration, kBadMember,
                       QStringLiteral("version 1 and a list \"cookies\" are expected"));
    QList<SessionCookie> cookies;
    const QJsonArray array = rows.toArray();
    for (const auto& row : array) {
        const auto cookie = readRow(row.toObject());
        if (!cookie)
            return failure(cookie.error());
        const bool known = std::any_of(cookies.cbegin(), cookies.cend(), [&](const SessionCookie& other) {
            return other.name == cookie->name;
        });
        if (known)
            return failure(ErrorKind::Configuration, u"session_cookies.duplicate",
                           QString::fromLatin1(cookie->name));
        cookies.append(*cookie);
    }
    return cookies;
}

const QList<SessionCookie>& sessionCookies()
{
    static const QList<SessionCookie> cookies = [] {
        QFile file(QStringLiteral(":/tessera/session_cookies.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("session_cookies.json is not in the program");
        const auto parsed = parseSessionCookies(file.readAll());
        if (!parsed)
            qFatal("session_cookies.json: %s", qPrintable(parsed.error().detail));
        return *parsed;
    }();
    return cookies;
}

QByteArrayView cookiePrefix(QByteArrayView name)
{
    for (const QByteArrayView prefix : {"__Host-Http-", "__Host-", "__Secure-", "__Http-"}) {
        if (startsIgnoringCase(name, prefix))
            return prefix;
    }
    return {};
}

const SessionCookie* findSessionCookie(QByteArrayView name)
{
    const QByteArrayView bare = name.sliced(cookiePrefix(name).size());
    const QList<SessionCookie>& known = sessionCookies();
    const auto it = std::find_if(known.begin(), known.end(),
                                 [&](const SessionCookie& cookie) { return fits(cookie, bare); });
    return it == known.end() ? nullptr : &*it;
}

bool looksLikeSessionCookie(QByteArrayView name)
{
    if (findSessionCookie(name))
        return true;
    const QByteArray lower = name.toByteArray().toLower();
    if (lower.contains("csrf") || lower.contains("xsrf"))
        return false;
    if (lower == "sid" || lower.endsWith("-sid") || lower.endsWith("_sid") || lower.endsWith(".sid"))
        return true;
    for (const QByteArrayView word : {"sess", "login", "token", "jwt", "auth", "remember"}) {
        if (lower.contains(word))
            return true;
    }
    return false;
}

} // namespace tessera

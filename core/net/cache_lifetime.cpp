#include "core/net/cache_lifetime.h"

#include <algorithm>
#include <optional>

namespace tessera {
namespace {

/// The directives of all lines of that name, lower case: "max-age=3600". Commas inside a quoted string come
/// in extensions only, and cut them into pieces that no directive is spelled like.
QList<QByteArray> directivesOf(const HttpResponse& response)
{
    QList<QByteArray> directives;
    for (const HttpHeader& header : response.headers)
        if (header.name.compare("Cache-Control", Qt::CaseInsensitive) == 0)
            for (const QByteArray& directive : header.value.split(','))
                directives += directive.trimmed().toLower();
    return directives;
}

/// delta-seconds (RFC 9111 section 1.2.2): digits and nothing else, a quoted form taken too. More than fits
/// is as much as there is.
std::optional<qint64> deltaSeconds(QByteArrayView text)
{
    if (text.size() >= 2 && text.startsWith('"') && text.endsWith('"'))
        text = text.sliced(1, text.size() - 2);
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    constexpr qsizetype mostDigits = 10;
    if (text.size() > mostDigits)
        return 9'999'999'999;
    return text.toByteArray().toLongLong();
}

/// With no-cache= and a list of fields only those are meant; taken for the whole answer all the same.
bool has(const QList<QByteArray>& directives, const QByteArray& name)
{
    return std::any_of(directives.begin(), directives.end(), [&name](const QByteArray& directive) {
        return directive == name || directive.startsWith(name + '=');
    });
}

/// The shortest, where there are several.
std::optional<qint64> maxAge(const QList<QByteArray>& directives)
{
    constexpr QByteArrayView name = "max-age=";
    std::optional<qint64> shortest;
    for (const QByteArray& directive : directives) {
        if (!directive.startsWith(name))
            continue;
        const auto age = deltaSeconds(QByteArrayView(directive).sliced(name.size()).trimmed());
        if (age)
            shortest = std::min(*age, shortest.value_or(*age));
    }
    return shortest;
}

} // namespace

CacheLifetime cacheLifetimeOf(const HttpResponse& response)
{
    const QList<QByteArray> directives = directivesOf(response);
    if (has(directives, "no-store"))
        return {false, Milliseconds(0)};
    if (has(directives, "no-cache"))
        return {};
    const auto most = maxAge(directives);
    if (!most)
        return {true, limits::kUsualFresh};
    const Seconds left(*most - deltaSeconds(response.header("Age").trimmed()).value_or(0));
    if (left <= Seconds(0))
        return {};
    return {true, std::clamp<Milliseconds>(left, limits::kLeastFresh, limits::kMostFresh)};
}

} // namespace tessera

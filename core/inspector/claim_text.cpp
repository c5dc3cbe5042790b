#include "core/inspector/claim_text.h"

#include <QJsonArray>

namespace tessera {
namespace {

constexpr qsizetype kLongestEmail = 254; // RFC 5321 4.5.3.1
constexpr qsizetype kMostEntries = 1000;

} // namespace

QStringView hostOf(QStringView address)
{
    const qsizetype scheme = address.indexOf(u"://");
    if (scheme < 0)
        return {};
    QStringView host = address.sliced(scheme + 3);
    for (qsizetype i = 0; i < host.size(); ++i) {
        if (host[i] == u'/' || host[i] == u'?' || host[i] == u'#') {
            host.truncate(i);
            break;
        }
    }
    host = host.sliced(host.lastIndexOf(u'@') + 1);
    if (host.startsWith(u'[')) {
        const qsizetype end = host.indexOf(u']');
        return end < 0 ? QStringView() : host.sliced(1, end - 1);
    }
    const qsizetype port = host.indexOf(u':');
    return port < 0 ? host : host.first(port);
}

bool isLoopbackHost(QStringView host)
{
    return host == u"localhost" || host.endsWith(u".localhost") || host.startsWith(u"127.") || host == u"::1";
}

QStringList stringsOf(const QJsonValue& value)
{
    if (value.isString())
        return {value.toString()};
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const auto& entry : array) {
        if (entry.isString() && list.size() < kMostEntries)
            list.append(entry.toString());
    }
    return list;
}

void appendQuoted(QString& list, QStringView name)
{
    if (!list.isEmpty())
        list.append(u", ");
    list.append(u'"').append(name).append(u'"');
}

QStringList wordsOf(const QJsonValue& value)
{
    return value.isString() ? value.toString().split(u' ', Qt::SkipEmptyParts) : stringsOf(value);
}

bool looksLikeEmail(QStringView text)
{
    const qsizetype at = text.indexOf(u'@');
    if (at < 1 || text.size() > kLongestEmail || text.indexOf(u'@', at + 1) >= 0)
        return false;
    for (const QChar c : text) {
        if (c.isSpace() || c == u'/' || c == u':' || c == u'<' || c == u',')
            return false;
    }
    const qsizetype dot = text.lastIndexOf(u'.');
    return dot > at + 1 && text.size() - dot > 2;
}

} // namespace tessera

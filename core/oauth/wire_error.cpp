#include "core/oauth/wire_error.h"

#include "core/base/logging.h"
#include "core/base/strict_json.h"
#include "core/net/http_client.h"
#include "core/oauth/parameters.h"

#include <algorithm>

namespace tessera {
namespace {

constexpr qsizetype kMaxCodeCharacters = 64;

bool isPlainWord(QStringView code)
{
    return !code.isEmpty() && code.size() <= kMaxCodeCharacters &&
           std::all_of(code.begin(), code.end(), [](QChar c) {
               return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
                      c == u'_' || c == u'-';
           });
}

bool bodyMayTell(int status)
{
    return status >= 400 && status < 500 && status != 408 && status != 429;
}

} // namespace

Error wireError(const QString& code, const QString& description, const QString& endpoint)
{
    if (isPlainWord(code))
        return {ErrorKind::Denied, code, printable(description), endpoint};
    const QString both = description.isEmpty() ? code : code + QStringLiteral(": ") + description;
    return {ErrorKind::Denied, QStringLiteral("oauth.error_code"), printable(both), endpoint};
}

std::optional<Error> wireErrorIn(const QJsonObject& body, const QString& endpoint)
{
    const QJsonValue code = body.value(param::kError);
    if (!code.isString())
        return std::nullopt;
    return wireError(code.toString(), body.value(param::kErrorDescription).toString(), endpoint);
}

bool isDeadGrant(QStringView code)
{
    return code == u"invalid_grant" || code == u"bad_refresh_token" || code == u"invalid_refresh_token";
}

Error errorOf(const HttpResponse& response)
{
    const QString endpoint = loggableUrl(response.url);
    if (bodyMayTell(response.status))
        if (const auto body = parseJsonObject(response.body, {.maxValues = limits::kReplyJsonValues}))
            if (auto error = wireErrorIn(*body, endpoint))
                return *error;
    return requireJsonObject(response, limits::kTokenReplyBytes).error();
}

} // namespace tessera

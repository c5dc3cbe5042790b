#include "core/oidc/user_info.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oidc/www_authenticate.h"

namespace tessera {
namespace {

SecretString bearerHeader(const SecretString& accessToken)
{
    QByteArray value("Bearer ");
    value.append(accessToken.reveal());
    return SecretString(std::move(value));
}

HttpRequest userInfoRequest(const QUrl& endpoint, const SecretString& accessToken)
{
    HttpRequest request;
    request.url = endpoint;
    request.authorization = bearerHeader(accessToken);
    return request;
}

/// RFC 6750 section 3.1: the codes that say what to do next. Anything else is a plain bad status.
bool isBearerError(const QString& code)
{
    return code == u"invalid_token" || code == u"insufficient_scope" || code == u"invalid_request";
}

/// OIDC Core 5.3.2: without the same sub nothing of the answer counts.
Result<QJsonObject> matchSubject(const QJsonObject& claims, const QString& expectedSubject)
{
    if (expectedSubject.isEmpty())
        return claims;
    const Result<QString> sub = requiredString(claims, u"sub", u"userinfo.sub");
    if (!sub)
        return failure(sub.error());
    if (*sub != expectedSubject)
        return failure(ErrorKind::Untrusted, u"userinfo.sub_mismatch",
                       QStringLiteral("sub is \"%1\", the ID token's is \"%2\"")
                           .arg(printable(*sub), printable(expectedSubject)));
    return claims;
}

Result<QJsonObject> readUserInfo(const HttpResponse& response, const QString& expectedSubject)
{
    constexpr int ok = 200;
    if (const QString code = bearerError(response); response.status != ok && isBearerError(code))
        return failure(ErrorKind::Denied, code, QStringLiteral("HTTP %1").arg(response.status));
    if (response.status == ok && response.mediaType() == "application/jwt")
        return failure(ErrorKind::Malformed, u"userinfo.signed",
                       QStringLiteral("a signed answer was not asked for"));
    return requireJsonObject(response, limits::kTokenReplyBytes).and_then([&](const QJsonObject& claims) {
        return matchSubject(claims, expectedSubject);
    });
}

} // namespace

QCoro::Task<Result<QJsonObject>> fetchUserInfo(std::shared_ptr<HttpClient> http, QUrl endpoint,
                                               SecretString accessToken, QString expectedSubject,
                                               std::stop_token stop)
{
    if (endpoint.isEmpty())
        co_return failure(ErrorKind::Configuration, u"userinfo.unsupported",
                          QStringLiteral("the issuer has no userinfo endpoint"));
    const HttpRequest request = userInfoRequest(endpoint, accessToken);
    const Result<HttpResponse> response = co_await http->send(request, stop);
    if (!response)
        co_return failure(response.error());
    Result<QJsonObject> claims = readUserInfo(*response, expectedSubject);
    if (!claims)
        claims.error().endpoint = loggableUrl(endpoint);
    co_return claims;
}

} // namespace tessera

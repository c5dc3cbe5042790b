#include "core/oidc/user_info.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oidc/resource_request.h"
#include "core/oidc/www_authenticate.h"

namespace tessera {
namespace {

/// RFC 6750 section 3.1: the codes that say what to do next. Anything else is a plain bad status.
bool isBearerError(const QString& code)
{
    return code == u"invalid_token" || code == u"insufficient_scope" || code == u"invalid_request" ||
           code == u"invalid_dpop_proof" || code == u"use_dpop_nonce";
}

QString challengeError(const HttpResponse& response)
{
    const QString code = dpopError(response);
    return code.isEmpty() ? bearerError(response) : code;
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

Result<void> checkStatus(const HttpResponse& response)
{
    constexpr int ok = 200;
    if (response.status == ok)
        return {};
    if (const QString code = challengeError(response); isBearerError(code))
        return failure(ErrorKind::Denied, code, QStringLiteral("HTTP %1").arg(response.status));
    return failure(requireJsonObject(response, limits::kTokenReplyBytes).error());
}

QCoro::Task<Result<QJsonObject>> readClaims(UserInfoRequest asked, HttpResponse response,
                                            std::stop_token stop)
{
    const bool isJwt = response.mediaType() == "application/jwt";
    if (isJwt && !asked.jwt)
        co_return failure(ErrorKind::Malformed, u"userinfo.signed",
                          QStringLiteral("a signed answer was not asked for"));
    if (!isJwt && asked.jwt)
        co_return failure(ErrorKind::Untrusted, u"userinfo.not_signed",
                          QStringLiteral("a token is registered, and something else came"));
    if (!isJwt)
        co_return requireJsonObject(response, limits::kTokenReplyBytes);
    co_return co_await readUserInfoJwtRemotely(asked.keySets, response.body, *asked.jwt, stop);
}

QCoro::Task<Result<QJsonObject>> readUserInfo(UserInfoRequest asked, HttpResponse response,
                                              std::stop_token stop)
{
    if (const auto good = checkStatus(response); !good)
        co_return failure(good.error());
    const auto claims = co_await readClaims(asked, response, stop);
    if (!claims)
        co_return failure(claims.error());
    co_return matchSubject(*claims, asked.expectedSubject);
}

} // namespace

QCoro::Task<Result<QJsonObject>> fetchUserInfo(Requester requester, UserInfoRequest request,
                                               std::stop_token stop)
{
    if (request.endpoint.isEmpty())
        co_return failure(ErrorKind::Configuration, u"userinfo.unsupported",
                          QStringLiteral("the issuer has no userinfo endpoint"));
    const QByteArray accept = request.jwt ? "application/jwt" : "application/json";
    const Result<HttpResponse> response =
        co_await askResource(requester, request.endpoint, accept, request.accessToken, stop);
    if (!response)
        co_return failure(response.error());
    Result<QJsonObject> claims = co_await readUserInfo(request, *response, stop);
    if (!claims && claims.error().endpoint.isEmpty())
        claims.error().endpoint = loggableUrl(request.endpoint);
    co_return claims;
}

} // namespace tessera

#include "core/oidc/user_info.h"

#include "core/base/json_members.h"
#include "core/base/logging.h"
#include "core/oidc/www_authenticate.h"

namespace tessera {
namespace {

Result<HttpRequest> userInfoRequest(const Requester& requester, const UserInfoRequest& asked)
{
    HttpRequest request;
    request.url = asked.endpoint;
    request.authorization = accessTokenHeader(requester.expectedTokenType(), asked.accessToken);
    if (asked.jwt)
        request.accept = "application/jwt";
    if (!requester.dpop)
        return request;
    const auto proof = makeDpopProof(*requester.dpop, request.method, request.url, requester.clock->now(),
                                     asked.accessToken);
    if (!proof)
        return failure(proof.error());
    request.headers += HttpHeader{"DPoP", *proof};
    return request;
}

/// RFC 9449 section 9: here the challenge says so, not the body.
Result<bool> tryAgain(const Requester& requester, const Result<HttpResponse>& response)
{
    if (!requester.dpop || !response)
        return false;
    const QString code = dpopError(*response);
    if (code == u"invalid_dpop_proof")
        if (auto clock = dpopClockError(*response, requester.clock->now()))
            return failure(std::move(*clock));
    return learnDpopNonce(*requester.dpop, *response, code == u"use_dpop_nonce");
}

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

QCoro::Task<Result<HttpResponse>> ask(Requester requester, UserInfoRequest asked, std::stop_token stop)
{
    const auto request = userInfoRequest(requester, asked);
    if (!request)
        co_return failure(request.error());
    co_return co_await requester.http->send(*request, stop);
}

} // namespace

QCoro::Task<Result<QJsonObject>> fetchUserInfo(Requester requester, UserInfoRequest request,
                                               std::stop_token stop)
{
    if (request.endpoint.isEmpty())
        co_return failure(ErrorKind::Configuration, u"userinfo.unsupported",
                          QStringLiteral("the issuer has no userinfo endpoint"));
    Result<HttpResponse> response = co_await ask(requester, request, stop);
    Result<bool> again = tryAgain(requester, response);
    if (again && *again) {
        response = co_await ask(requester, request, stop);
        again = tryAgain(requester, response);
    }
    if (!again)
        co_return failure(again.error());
    if (!response)
        co_return failure(response.error());
    Result<QJsonObject> claims = co_await readUserInfo(request, *response, stop);
    if (!claims && claims.error().endpoint.isEmpty())
        claims.error().endpoint = loggableUrl(request.endpoint);
    co_return claims;
}

} // namespace tessera

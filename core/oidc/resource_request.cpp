#include "core/oidc/resource_request.h"

#include "core/oidc/www_authenticate.h"

namespace tessera {
namespace {

Result<HttpRequest> resourceRequest(const Requester& requester, const QUrl& url, const QByteArray& accept,
                                    const SecretString& accessToken)
{
    HttpRequest request;
    request.url = url;
    request.accept = accept;
    request.authorization = accessTokenHeader(requester.expectedTokenType(), accessToken);
    if (!requester.dpop)
        return request;
    const auto proof =
        makeDpopProof(*requester.dpop, request.method, request.url, requester.clock->now(), accessToken);
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
    const auto again = learnDpopNonce(*requester.dpop, *response, code == u"use_dpop_nonce");
    if (again && *again && requester.http)
        requester.http->flow().note(u"note.dpop_nonce");
    return again;
}

QCoro::Task<Result<HttpResponse>> askOnce(Requester requester, QUrl url, QByteArray accept,
                                          SecretString accessToken, std::stop_token stop)
{
    const auto request = resourceRequest(requester, url, accept, accessToken);
    if (!request)
        co_return failure(request.error());
    co_return co_await requester.http->send(*request, stop);
}

} // namespace

QCoro::Task<Result<HttpResponse>> askResource(Requester requester, QUrl url, QByteArray accept,
                                              SecretString accessToken, std::stop_token stop)
{
    if (const FlowHandle flow = requester.http->flow())
        requester.http = requester.http->forFlow(flow.toResourceServer());
    Result<HttpResponse> response = co_await askOnce(requester, url, accept, accessToken, stop);
    Result<bool> again = tryAgain(requester, response);
    if (again && *again) {
        response = co_await askOnce(requester, url, accept, accessToken, stop);
        again = tryAgain(requester, response);
    }
    if (!again)
        co_return failure(again.error());
    co_return response;
}

} // namespace tessera

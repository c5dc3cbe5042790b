#include "core/oauth/requester.h"

#include "core/oauth/wire_error.h"

namespace tessera {

Result<bool> tryAgainWithNonce(const Requester& requester, const Result<HttpResponse>& response)
{
    if (!requester.dpop || !response)
        return false;
    const bool isError = response->status < 200 || response->status >= 300;
    const QString code = isError ? errorOf(*response).code : QString();
    if (code == u"invalid_dpop_proof")
        if (auto clock = dpopClockError(*response, requester.clock->now()))
            return failure(std::move(*clock));
    const auto again = learnDpopNonce(*requester.dpop, *response, code == u"use_dpop_nonce");
    if (again && *again && requester.http)
        requester.http->flow().note(u"note.dpop_nonce");
    return again;
}

} // namespace tessera

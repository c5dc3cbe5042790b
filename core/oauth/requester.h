// Who asks an authorization server: the way there, the clock that dates what a client signs, and the key its
// tokens are bound to.
#pragma once

#include "core/net/http_client.h"
#include "core/oauth/dpop.h"
#include "core/oauth/token_response.h"

#include <memory>

namespace tessera {

struct Requester
{
    /// Not an aggregate: GCC 12 destroys one twice that is written in braces inside a co_await expression.
    Requester(std::shared_ptr<HttpClient> way, std::shared_ptr<const Clock> time)
        : http(std::move(way)), clock(std::move(time))
    {
    }

    std::shared_ptr<HttpClient> http;
    std::shared_ptr<const Clock> clock;
    std::optional<Dpop> dpop = std::nullopt; ///< unset: bearer tokens

    /// What a token response must say then (N048).
    TokenType expectedTokenType() const { return dpop ? TokenType::Dpop : TokenType::Bearer; }
};

/// What a reply of the authorization server teaches about proofs. True: it wants a nonce and has named it;
/// send the same once more, and only once (N047, A349). False without DPoP, and where there was no reply.
/// Errors: Malformed dpop.nonce · Configuration dpop.clock (the proof was refused, and the clocks differ,
/// A351).
Result<bool> tryAgainWithNonce(const Requester& requester, const Result<HttpResponse>& response);

} // namespace tessera

// A request to a protected resource with an access token, bearer (RFC 6750) or bound (RFC 9449 section 7).
#pragma once

#include "core/oauth/requester.h"

#include <QCoro/QCoroTask>

namespace tessera {

/// GET with the token, and with DPoP once more where the server wants a nonce in the proof (RFC 9449 section
/// 9). Errors as HttpClient::send, makeDpopProof, learnDpopNonce; Configuration dpop.clock (A351). Any status
/// is an answer.
QCoro::Task<Result<HttpResponse>> askResource(Requester requester, QUrl url, QByteArray accept,
                                              SecretString accessToken, std::stop_token stop);

} // namespace tessera

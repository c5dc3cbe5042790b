// Other libraries, asked what we are asked. Each has a file of its own and shares no header with the rest:
// libjwt has a struct and cpp-jwt a namespace called "jwt".
#pragma once

#include "tests/bench/measure.h"

#include <string>

namespace tessera {

struct PeerTask
{
    std::string alg;
    std::string token;
    std::string key; ///< as its users hold it: public PEM, or the secret of an HMAC
};

/// The whole of it: take the token apart, read header and claims, verify the signature, see that it has not
/// expired, and read "sub".
Loop libjwtVerification(const PeerTask& task);
Loop cppJwtVerification(const PeerTask& task);

/// What cpp-jwt lets one keep: the header is read and the signature object made outside the loop. The PEM
/// text is all it takes for a key, so it still reads that each time.
Loop cppJwtSignatureAlone(const PeerTask& task);

/// "sub" of kIdTokenClaims.
inline constexpr char kExpectedSub[] = "248289761001";

} // namespace tessera

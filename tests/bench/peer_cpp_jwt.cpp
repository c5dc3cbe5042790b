#include "tests/bench/peers.h"

#include <jwt/jwt.hpp>

#include <memory>

namespace tessera {

Loop cppJwtVerification(const PeerTask& task)
{
    return [task, algorithms = jwt::params::algorithms({task.alg})] {
        std::error_code error;
        const auto jwt = jwt::decode(task.token, algorithms, error, jwt::params::secret(task.key));
        if (error)
            fail("cpp-jwt: verification failed");
        if (jwt.payload().get_claim_value<std::string>("sub") != kExpectedSub)
            fail("cpp-jwt: the claims are not as they must be");
    };
}

Loop cppJwtSignatureAlone(const PeerTask& task)
{
    const auto parts = jwt::jwt_object::three_parts(task.token);
    const auto header = std::make_shared<jwt::jwt_header>(parts[0]);
    const auto signature = std::make_shared<jwt::jwt_signature>(task.key);
    const std::size_t end = parts[0].length() + 1 + parts[1].length();
    return [header, signature, input = task.token.substr(0, end), encoded = task.token.substr(end + 1)] {
        const auto [isGenuine, error] = signature->verify(*header, input, encoded);
        if (error || !isGenuine)
            fail("cpp-jwt: verification of the signature failed");
    };
}

} // namespace tessera

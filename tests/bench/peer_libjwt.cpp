#include "tests/bench/peers.h"

#include <cstring>

#include <jwt.h>

namespace tessera {

Loop libjwtVerification(const PeerTask& task)
{
    return [task, alg = jwt_str_alg(task.alg.c_str())] {
        jwt_t* jwt = nullptr;
        if (jwt_decode(&jwt, task.token.c_str(), reinterpret_cast<const unsigned char*>(task.key.data()),
                       static_cast<int>(task.key.size())) != 0)
            fail("libjwt: verification failed");
        // It takes the algorithm from the token; its manual has the caller look at it afterwards.
        const char* sub = jwt_get_grant(jwt, "sub");
        if (jwt_get_alg(jwt) != alg || jwt_get_grant_int(jwt, "exp") < std::time(nullptr) || !sub ||
            std::strcmp(sub, kExpectedSub) != 0)
            fail("libjwt: the claims are not as they must be");
        jwt_free(jwt);
    };
}

} // namespace tessera

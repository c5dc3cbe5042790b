// Verification contexts of one key, started once for each algorithm and copied for each signature: starting
// one anew takes OpenSSL 3 as long as a tenth of an RSA verification.
#pragma once

#include "core/jose/jws_algorithms.h"
#include "core/jose/openssl_handles.h"

#include <map>
#include <mutex>

namespace tessera {

class VerifyContexts
{
public:
    /// A context ready to verify, or null if `start` cannot make one.
    template <class Start>
    DigestContextHandle copyFor(const JwsAlgorithm& algorithm, Start start)
    {
        DigestContextHandle copy(EVP_MD_CTX_new());
        const std::lock_guard lock(m_mutex);
        DigestContextHandle& started = m_started[&algorithm];
        if (!started)
            started = start();
        if (!started || !copy || EVP_MD_CTX_copy_ex(copy.get(), started.get()) != 1)
            return nullptr;
        return copy;
    }

private:
    std::mutex m_mutex;
    std::map<const JwsAlgorithm*, DigestContextHandle> m_started;
};

} // namespace tessera

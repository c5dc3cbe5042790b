// Verification contexts of one key, started once for each algorithm and copied for each signature: starting
// one anew takes OpenSSL 3 as long as a tenth of an RSA verification, and longer than a whole HMAC.
#pragma once

#include "core/jose/jose_algorithms.h"
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

    /// The same for HMAC, where signing and verifying begin alike.
    template <class Start>
    MacContextHandle macCopyFor(const JwsAlgorithm& algorithm, Start start)
    {
        const std::lock_guard lock(m_mutex);
        MacContextHandle& started = m_startedMacs[&algorithm];
        if (!started)
            started = start();
        return MacContextHandle(started ? EVP_MAC_CTX_dup(started.get()) : nullptr);
    }

private:
    std::mutex m_mutex;
    std::map<const JwsAlgorithm*, DigestContextHandle> m_started;
    std::map<const JwsAlgorithm*, MacContextHandle> m_startedMacs;
};

} // namespace tessera

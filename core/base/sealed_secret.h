// A secret that has to stay for hours, kept so that an image of the memory does not show it: encrypted with
// AES-256-GCM under a key that is drawn at the start and lies in a page of its own. Linux: that page is left
// out of core dumps (MADV_DONTDUMP), not swapped (mlock) and empty in a forked child (MADV_WIPEONFORK); what
// is sealed may be dumped, swapped and copied. Elsewhere the page is ordinary memory, and sealing only keeps
// the text out of sight (A298, A299).
//
// It does not stop whoever runs code in this process: that one can open it as we do.
#pragma once

#include "core/base/secret_string.h"

namespace tessera {

class SealedSecret
{
public:
    SealedSecret() = default;
    explicit SealedSecret(const SecretString& secret);

    bool isEmpty() const { return m_sealed.isEmpty(); }
    /// A copy for as long as it is used. Empty where nothing was sealed, and in a forked child.
    SecretString open() const;

private:
    QByteArray m_sealed; ///< nonce, ciphertext, tag
};

} // namespace tessera

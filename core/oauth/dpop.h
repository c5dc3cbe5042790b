// Proof of possession, RFC 9449: a token that only the holder of a key can use. One ES256 key for each
// account (section 11.3, N049); a fresh signed proof for each request (section 4).
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/jose/key.h"
#include "core/net/secure_access_manager.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"

namespace tessera {

/// The nonces servers want to see in the next proof, one for each origin (sections 8 and 9). The oldest goes
/// when there are more than limits::kDpopOrigins.
class DpopNonces
{
public:
    /// Keeps the reply's DPoP-Nonce, whatever else the reply was (section 8.2). Without one: nothing. Error
    /// (Malformed): dpop.nonce (more than one, too long, or characters a nonce must not have, A349).
    Result<void> take(const HttpResponse& response);
    /// Empty: this server has not named one.
    QByteArray nonceFor(const QUrl& url) const;

private:
    struct Entry
    {
        QUrl origin;
        QByteArray nonce;
    };
    QList<Entry> m_entries; ///< newest last
};

/// With what an account proves its tokens.
struct Dpop
{
    Key key;
    std::shared_ptr<DpopNonces> nonces;
};

/// A new key where the registration wants DPoP and the server can; nothing where it is not wanted, or wanted
/// only if supported. Errors (Configuration): dpop.unsupported (required, and the server lists no DPoP, or
/// none with ES256; detail: what it lists).
Result<std::optional<Key>> newDpopKey(const ClientRegistration& registration,
                                      const AuthorizationServerMetadata& metadata);

/// The value of the DPoP header for one request (section 4.2): `htu` without query and fragment, the server's
/// nonce where one is known, `ath` where an access token goes along. Errors: key.*, jws.*.
Result<QByteArray> makeDpopProof(const Dpop& dpop, QByteArrayView method, const QUrl& url, TimePoint now,
                                 const SecretString& accessToken = {});

/// To be called for each reply; `isNonceWanted`: it is an error use_dpop_nonce. True: the same request, once
/// more, has a chance. Error (Malformed): dpop.nonce (wanted, and the reply holds none that can be used).
Result<bool> learnDpopNonce(const Dpop& dpop, const HttpResponse& response, bool isNonceWanted);

/// A proof was refused, and the reply's Date is far from our clock (A351): Configuration dpop.clock. Nothing
/// where the clocks agree, or the reply has no date.
std::optional<Error> dpopClockError(const HttpResponse& response, TimePoint now);

} // namespace tessera

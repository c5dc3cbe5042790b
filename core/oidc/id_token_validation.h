// ID token validation, OIDC Core 3.1.3.7 in full (and 12.2 after a renewal): one check per rule, each
// reported by name.
#pragma once

#include "core/base/result.h"
#include "core/jose/jwk_set.h"
#include "core/oauth/authorization_server_metadata.h"
#include "core/oauth/client_registration.h"
#include "core/oauth/encrypted_token.h"
#include "core/oidc/id_token.h"
#include "core/oidc/remote_jwk_set.h"

namespace tessera {

/// What a renewed ID token must agree with (OIDC Core 12.2).
struct PreviousIdToken
{
    QString subject;
    std::optional<TimePoint> authTime;
    QString azp;
};

struct IdTokenExpectations
{
    QString issuer;
    /// Set for a shared address (ServerTraits): the issuer is this with the token's own tid for "{tenantid}".
    QString issuerTemplate;
    QStringList tenants; ///< with issuerTemplate: only these; empty: any
    QString clientId;
    std::optional<TokenDecryption> decryption; ///< set: it must come encrypted, and so
    SecretString clientSecret;                 ///< for HS* where registered; never for a public client
    QStringList algorithms;                    ///< allowed for this issuer; see allowedIdTokenAlgorithms
    QByteArray nonce;                          ///< empty: none was sent (renewal)
    std::optional<Seconds> maxAge;
    QStringList essentialAcr;
    SecretString accessToken;                ///< for at_hash; empty: not checked
    SecretString code;                       ///< for c_hash, likewise
    QByteArray state;                        ///< for s_hash, likewise
    std::optional<PreviousIdToken> previous; ///< set on a renewal
    TimePoint now;
    Seconds skew = Seconds(60);
    Seconds maxIssueAge = std::chrono::minutes(10);
};

enum class CheckOutcome { Passed, Failed, NotChecked };

struct IdTokenCheck
{
    QString name; ///< stable: "structure", "algorithm", "signature", "iss", "aud", "azp", "exp", "nbf",
                  ///< "iat", "nonce"…
    QString rule; ///< "OIDC Core 3.1.3.7 (2)"
    CheckOutcome outcome = CheckOutcome::NotChecked;
    QString code;   ///< of the failure, or empty
    QString detail; ///< what was found; why it does not apply
};

struct IdTokenVerdict
{
    /// In the order of the specification. Checks after a failed "structure" are NotChecked; all others run
    /// even after a failure, so that a person sees everything that is wrong at once.
    QList<IdTokenCheck> checks;
    /// Set only if no check failed.
    std::optional<IdToken> idToken;
    /// The first failure, kind Untrusted or Malformed: id_token.iss_mismatch, id_token.tenant,
    /// id_token.aud_mismatch, id_token.aud_untrusted, id_token.azp_mismatch, id_token.alg_not_allowed,
    /// id_token.signature, id_token.expired, id_token.not_yet_valid, id_token.issued_in_future,
    /// id_token.issued_long_ago, id_token.nonce_mismatch, id_token.nonce_missing, id_token.at_hash_mismatch,
    /// id_token.c_hash_mismatch, id_token.s_hash_mismatch,
    /// id_token.sub, id_token.auth_time, id_token.acr, id_token.typ, id_token.claim (wrong type or missing;
    /// detail names it), id_token.sub_changed, id_token.not_encrypted, jwe.*, jws.*, jwks.*, key.* .
    std::optional<Error> error;
};

/// Synchronous and pure: the keys are at hand.
IdTokenVerdict validateIdToken(const SecretString& compact, const JwkSet& keys,
                               const IdTokenExpectations& expectations);

/// With the issuer's keys from memory; on an unknown kid or a failed signature refetches once and tries
/// again. An unreachable key set ends as failed check "signature" with the network's error.
QCoro::Task<IdTokenVerdict> validateIdTokenRemotely(std::shared_ptr<RemoteJwkSets> keySets, QUrl jwksUri,
                                                    SecretString compact, IdTokenExpectations expectations,
                                                    std::stop_token stop);

/// The registered one, or the asymmetric ones we know that the metadata lists; RS256 where it lists none.
/// ES256K and HS* only when registered by name, HS* only when the client has a secret. Errors
/// (Configuration): id_token.no_common_algorithm (A092).
Result<QStringList> allowedIdTokenAlgorithms(const ClientRegistration& registration,
                                             const AuthorizationServerMetadata& metadata);

/// "passed", "failed", "not-checked": as in the JSON of `tessera sign-in --json`.
QString checkOutcomeName(CheckOutcome outcome);

} // namespace tessera
